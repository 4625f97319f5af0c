"""Check reports with words by the thousand: python -m tests.corpus.narrative --reports 5000 [--mutate] [--files 20] [--show SEED]
[--set second].

Without a slip nothing of weight may be found; with one (--mutate) it must be, and rightly. The truth is the builder's.
"""

import argparse
import collections
import random
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.checks import check
from core.findings import Finding, Severity, Verdict
from core.pipeline import load
from core.report import Report
from tests.builders.article import article
from tests.builders.narrative import Narrated, narrated_report, stated_cells
from tests.builders.narrative_template import FIRST, SETS
from tests.builders.text_shapes import TEXT_CARRIERS, as_text
from tests.builders.wrong_cells import Truth, any_other, put, slipped, spoil
from tests.corpus.narrative_slips import misprints

CARRIERS = ("lines", "tabs", "markdown", "pipe-rows")


@dataclass(slots=True)
class Score:
    """How many slips of a kind there were, were found, and were judged rightly; and some that were not."""

    cases: int = 0
    found: int = 0
    right: int = 0
    same: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, name: str, *, found: bool, right: bool, same: bool = False) -> None:
        self.cases += 1
        self.found += found
        self.right += right
        self.same += same
        if not (found and right):
            self.missed.append(f"{'found, not right' if found else 'not found'}: {name}")


Scores = dict[str, Score]


def told(seed: int, sets: tuple[str, ...] = FIRST) -> Narrated:
    """The report of a seed in the wordings of some sets."""
    return narrated_report(random.Random(f"narrative {seed}"), sets)


def judge(report: Report, previous: Report | None) -> Verdict:
    """The verdict of the product."""
    return check(report, previous)


def alarms(verdict: Verdict) -> list[Finding]:
    """The findings of weight: none is right where nothing is wrong."""
    return [finding for finding in verdict.findings if finding.severity is not Severity.INFO]


def through_file(seed: int, narrated: Narrated, folder: Path) -> tuple[Report, Verdict]:
    """The report written to a text file and loaded again."""
    rng = random.Random(seed)
    words = as_text(rng, article(narrated.report), TEXT_CARRIERS[rng.choice(CARRIERS)], "plain", "none")
    path = folder / f"{seed}.txt"
    path.write_text(words, "utf-8")
    (loaded,) = load(path)
    return loaded.report, loaded.verdict


def score_cells(rng: random.Random, narrated: Narrated, scores: Scores, seed: int) -> None:
    """One cell wrong, then two, where the sums tell which; one of a single sum; one that only a sentence states."""
    for key, count, how in _SLIPS:
        report = narrated.report.snapshot()
        truth = spoil(rng, report.grids[key], count, how)
        failing = [found for found in judge(report, narrated.previous).findings if found.code.startswith(("sum.", "balance"))]
        right = bool(failing) and all(_restored(truth, found, 1 if count == 1 else 3) for found in failing)
        kind = " stated" if key == "disputes" and truth.keys() <= stated_cells(narrated) else ""
        name = f"{count} cell{'s' * (count > 1)},{kind} {key}, {how.__name__}"
        scores[name].add(f"{seed} {_named(truth, report)}", found=bool(failing), right=right)
    _score_stated(rng, narrated, scores, seed)


_SLIPS = (
    ("requests", 1, slipped), ("requests", 1, any_other), ("requests", 2, slipped), ("requests", 2, any_other),
    ("disputes", 1, slipped), ("disputes", 1, any_other),
)  # fmt: skip


def _restored(truth: Truth, finding: Finding, first: int) -> bool:
    """Whether one of the first suggestions changes wrong cells only, to what was true."""
    return any(all(truth.get(ref) == value for ref, value in offer.values) for offer in finding.suggestions[:first])


def _named(truth: Truth, report: Report) -> str:
    return ", ".join(f"{ref} {value} → {report.value(ref)}" for ref, value in truth.items())


def _score_stated(rng: random.Random, narrated: Narrated, scores: Scores, seed: int) -> None:
    stated = sorted(ref for ref in stated_cells(narrated) if ref.grid.startswith("art20") and ref.grid != "art20_8")
    if not stated:
        return
    report = narrated.report.snapshot()
    ref = rng.choice(stated)
    old = int(report.value(ref) or 0)
    new = next(value for value in iter(lambda: slipped(rng, old), None) if value != old)
    put(report.grids[ref.grid], {ref: new})
    found = [one for one in alarms(judge(report, narrated.previous)) if one.code.startswith("claim.") and ref in one.cells]
    right = any(_restored({ref: old}, one, 1) and one.suggestions for one in found)
    scores["1 cell that a sentence states"].add(f"{seed} {ref} {old} → {new}", found=bool(found), right=right)


def score_words(rng: random.Random, narrated: Narrated, scores: Scores, seed: int) -> None:
    """One wrong figure of each sort in the text."""
    for slip in misprints(rng, narrated):
        found = judge(slip.report, narrated.previous).findings
        scores[f"text: {slip.mark.sort}"].add(
            f"{seed} {slip.mark.text} → {slip.wrong.text} {'/'.join(slip.mark.names)}: {slip.sentence()}",
            found=any(map(slip.found, found)), right=any(map(slip.exact, found)), same=any(map(slip.same, found)),
        )  # fmt: skip


def told_alarms(seed: int, narrated: Narrated, found: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Each false alarm by its code: the sentence, and the words it is about."""
    for one in found:
        words = " / ".join(_around(narrated.report, span.section, span.start, span.end) for span in one.spans[:2])
        yield one.code, f"{seed}: {one.message}\n      {words}"


def _around(report: Report, section: int, start: int, end: int) -> str:
    text = report.sections[section - 1].text if section else report.preamble
    return f"{text[max(0, start - 30) : start]}【{text[start:end]}】{text[end : end + 20]}".replace("\n", "↵")


def main() -> int:
    options = _options()
    sets = tuple(options.sets or FIRST)
    if options.show is not None:
        narrated = told(options.show, sets)
        print("\n".join(f"{section.title}\n{section.text}" for section in narrated.report.sections))
        return 0
    false: dict[str, list[str]] = collections.defaultdict(list)
    scores: Scores = collections.defaultdict(Score)
    for seed in range(options.first, options.first + options.reports):
        narrated = told(seed, sets)
        for code, words in told_alarms(seed, narrated, alarms(judge(narrated.report, narrated.previous))):
            false[code].append(words)
        if options.mutate:
            rng = random.Random(seed)
            score_cells(rng, narrated, scores, seed)
            score_words(rng, narrated, scores, seed)
    _files(options, sets, false)
    _print(options, false, scores)
    return 1 if false else 0


def _files(options: argparse.Namespace, sets: tuple[str, ...], false: dict[str, list[str]]) -> None:
    """Some of the reports through a text file."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.first, options.first + min(options.files, options.reports)):
            narrated = told(seed, sets)
            report, verdict = through_file(seed, narrated, Path(folder))
            for code, words in told_alarms(seed, replace(narrated, report=report), alarms(verdict)):
                false[f"file: {code}"].append(words)


def _print(options: argparse.Namespace, false: dict[str, list[str]], scores: Scores) -> None:
    for code, words in sorted(false.items(), key=lambda item: -len(item[1])):
        print(f"{code}: {len(words)} false alarms", *words[: options.most], sep="\n    ")
    for name in sorted(scores):
        print(f"{name}: not right", *scores[name].missed[: options.most], sep="\n    ")
    print(f"{options.reports} reports and {options.files} files: {sum(map(len, false.values()))} false alarms")
    print(f"\n{'slip':40} {'cases':>7} {'found':>8} {'right':>8} {'to the letter':>14}")
    for name, score in sorted(scores.items()):
        shares = (score.found / score.cases, score.right / score.cases, score.same / score.cases)
        print(f"{name:40} {score.cases:7} {shares[0]:8.2%} {shares[1]:8.2%} {shares[2]:14.2%}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--mutate", action="store_true")
    parser.add_argument("--show", type=int)
    parser.add_argument("--set", dest="sets", action="append", choices=SETS, help="once for each set of wordings")
    parser.add_argument("--most", type=int, default=8)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
