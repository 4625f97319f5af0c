"""Which cells are wrong, and what they should be: the fewest changes that make every sum hold, likeliest slip first."""

from core.repair.judge import Repair, repairs
from core.repair.rows import row_filling
from core.repair.slips import Change, Kind, Slip
from core.repair.words import filling, offers, suggestions

__all__ = ["Change", "Kind", "Repair", "Slip", "filling", "offers", "repairs", "row_filling", "suggestions"]
