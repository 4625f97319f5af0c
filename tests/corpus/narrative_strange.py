"""Words that nobody knows put into the sentences of reports: python -m tests.corpus.narrative_strange --reports 100 [--set second].

No figure, share, growth or denial may be blamed in a report that was right before, wherever such a word stands: between any
two words of a sentence, in front of the noun or behind, or in place of a word that is known.
"""

import argparse
import random
from collections.abc import Iterator
from dataclasses import replace

from core.findings import Finding
from core.narrative.lexicon import lexicon
from core.narrative.sentences import split
from core.report import Report
from tests.builders.narrative import Narrated
from tests.builders.narrative_template import FIRST, SETS
from tests.corpus.narrative import alarms, judge, told

STRANGE = ("蟠桃园里的", "徽派彩绘类", "鹅卵石领域", "非遗", "麒麟", "由瑶琴引发的")
"""Words that are not in the lexicon and may narrow what is counted."""


def estranged(rng: random.Random, report: Report) -> tuple[Report, str]:
    """The report with one strange word in one of its sentences, put in or in place of a known one; and that sentence."""
    told = (one for section in report.sections for one in split(section.text, section.number, report.header.year))
    sentence = rng.choice([one for one in told if one.amounts])
    begin, end = rng.choice(_places(sentence.written))
    words = rng.choice(STRANGE)
    section = report.sections[sentence.section - 1]
    text = section.text[: sentence.start + begin] + words + section.text[sentence.start + end :]
    sections = [replace(one, text=text) if one is section else one for one in report.sections]
    return replace(report, sections=sections), sentence.written[:begin] + f"【{words}】" + sentence.written[end:]


def _places(sentence: str) -> list[tuple[int, int]]:
    """Where known words of a sentence stand, and, empty, where they begin."""
    known = [place for place in _words(sentence) if not any(mark.isdecimal() for mark in sentence[place[0] : place[1]])]
    return [*known, *((begin, begin) for begin, _ in known)] or [(0, 0)]


def _words(sentence: str) -> Iterator[tuple[int, int]]:
    words, place = lexicon(), 0
    while place < len(sentence):
        word = words.word(sentence, place)
        if word:
            yield place, place + len(word)
        place += len(word or sentence[place])


def new_alarms(rng: random.Random, narrated: Narrated) -> tuple[list[Finding], str]:
    """What weighs among the findings on figures of the text after one strange word; and its sentence."""
    strange, sentence = estranged(rng, narrated.report)
    return [one for one in alarms(judge(strange, narrated.previous)) if one.code.startswith("claim.")], sentence


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--words", type=int, default=20, help="strange words a report")
    parser.add_argument("--set", dest="sets", action="append", choices=SETS)
    options = parser.parse_args()
    count = 0
    for seed in range(options.reports):
        rng, narrated = random.Random(seed), told(seed, tuple(options.sets or FIRST))
        for _ in range(options.words):
            found, sentence = new_alarms(rng, narrated)
            count += bool(found)
            print(*(f"{seed}: {one.code} {one.message}\n    {sentence}" for one in found), sep="\n", end="\n" * bool(found))
    print(f"{count} false alarms in {options.reports * options.words} reports with a strange word")
    return 1 if count else 0


if __name__ == "__main__":
    raise SystemExit(main())
