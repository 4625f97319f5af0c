"""Figures of the running text: what they are about, and which cells of the tables they repeat."""

from core.narrative.claims import Claim, Passage, read
from core.narrative.denials import Denied
from core.narrative.filling import Statement, prefill, statements

__all__ = ["Claim", "Denied", "Passage", "Statement", "prefill", "read", "statements"]
