"""What a text speaks of as it goes on: the last subject, all subjects of the passage, and whether the last one was understood."""

import functools
from dataclasses import dataclass

from core.narrative.lexicon import Lexicon, Phrase

FAINT = "openness"
"""The subject of the whole report: it counts only within its sentence, and takes no figure for itself."""
STRANGE = "?"
"""Spoken of, but not understood: phrases that leave their subject out may mean this."""
_LOOSE, _REQUESTS = frozenset(["apply", "applicant"]), "requests"
VERBS = frozenset([
    "new", "receive", "accept", "handle", "conclude", "answer", "carry", "issue", "made",
    "repeal", "force", "review", "suit", "fees", "licence", "penalty", "compulsion",
])  # fmt: skip
"""Concepts that make a statement of their own; 依申请公开5件 alone is one item of a list."""
_RESULTS = frozenset(["granted", "partly", "refused", "unavailable", "unprocessed"])
"""What only applications come to: they are spoken of again, whatever was between."""
FOREIGN = frozenset([STRANGE, "other", "fees", "procurement"])


@dataclass(frozen=True, slots=True)
class Talk:
    """What has been spoken of so far: last, and at all since the numbered passage began.

    `topic` is the last subject of the sentence whose figure was understood.
    """

    subject: str = ""
    mentioned: frozenset[str] = frozenset()
    topic: str = ""

    @property
    def is_foreign(self) -> bool:
        """Whether the last thing spoken of is none of the tables', or was not understood."""
        return self.subject in FOREIGN

    def told_of_requests(self, subject: str) -> "Talk":
        """The same where applications are spoken of, perhaps as the last thing."""
        return Talk(subject, self.mentioned | {_REQUESTS}, self.topic)

    def after(self, phrase: Phrase, words: Lexicon) -> "Talk":
        """The same after some more words, which need not all be understood."""
        if not phrase.concepts:
            return self
        subject, spoken_of = _turned(phrase.concepts, words)
        if not subject and _LOOSE & phrase.named and not phrase.strange and not self.is_foreign:
            subject = _REQUESTS
        if not subject and _RESULTS & phrase.named and not phrase.strange and not self.is_foreign and self.subject != "carried":
            subject = _REQUESTS
        if self.subject == STRANGE and not phrase.named & VERBS:
            subject = STRANGE
        mentioned = self.mentioned | spoken_of | {subject} - {""}
        return Talk(subject if subject not in {"", FAINT} else self.subject, mentioned, self.topic)

    def counted(self, phrase: Phrase) -> "Talk":
        """The same after a figure whose phrase was understood, or was not."""
        if phrase.strange:
            return Talk(STRANGE, self.mentioned, self.topic)
        return Talk(self.subject, self.mentioned, self.subject) if not self.is_foreign else self

    def resumed(self) -> "Talk":
        """The same after a semicolon: what was not understood is over."""
        return Talk(self.topic, self.mentioned, self.topic) if self.is_foreign else self

    def carried(self) -> "Talk":
        """What of it still counts in the next sentence."""
        return Talk(self.resumed().subject, self.mentioned - {FAINT})


@functools.lru_cache(maxsize=4096)
def _turned(concepts: tuple[str, ...], words: Lexicon) -> tuple[str, frozenset[str]]:
    """What some concepts speak of last, and all they speak of; of those that say more together, what they say together."""
    named = frozenset(concepts)
    found = {together: subject for together, subject in words.subjects.items() if named.issuperset(together)}
    last = {concept: place for place, concept in enumerate(concepts)}
    strong = [together for together, subject in found.items() if subject != FAINT] or list(found)
    best = max(strong, key=lambda together: (max(last[concept] for concept in together), len(together)), default=())
    return words.subjects[best] if best else "", frozenset(found.values())
