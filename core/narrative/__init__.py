"""Figures of the running text: what they are about, and which cells of the tables they repeat."""

from core.narrative.claims import Claim, Denied, Passage, read
from core.narrative.filling import claimed, prefill

__all__ = ["Claim", "Denied", "Passage", "claimed", "prefill", "read"]
