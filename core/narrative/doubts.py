"""Figures whose words name a cell and which may still count something else: for what stands in front of them or beside them."""

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.narrative.amounts import Amount
from core.narrative.naming import Named
from core.narrative.sentences import PAD
from core.narrative.sites import Site
from core.narrative.vocabulary import Vocabulary

Told = Sequence[tuple[str, Amount]]
"""What the figures before one in its sentence were taken for."""
_AMENDED = re.compile("修改|修订|修正")
_REMAINING = re.compile("另|其余|剩余|余下|剩下")
_ENTRY = "条"
_VERBS = frozenset(["new", "receive", "accept", "handle", "conclude", "answer", "carry"])
_HANDED_ON = re.compile("结转|转结|遗留|跨年|滚|结存|顺延|留存|延续|递延|沿转|接转|转下|转上")
_OPENNESS = frozenset(["openness", "request"])
_DISPUTED = frozenset(["review", "suit"])
_REASONS = frozenset([
    "secret", "law", "security", "third_party", "internal", "process", "enforcement", "inquiry",
    "not_held", "create", "unclear", "petition", "repeat", "publication", "massive", "confirm",
])  # fmt: skip
_OF_SEVERAL = re.compile("等(?:原因|情形|情况|理由)")
_SHOWN = re.compile(
    rf"(?:公开|公示|发布|公布|披露|归集|上传|录入|推送|报送|更新|晒出|抽查|评查)(?:了|的|各类|全部|本年度?|{PAD})*$"
)
_ACTED = re.compile("作出|办理|实施|办结")
_MADE = re.compile("作出(?:了|的|各类)?行政(?:许可|处罚|强制)")
_DECIDED = "处理决定"
_ACT = re.compile(r"\s*[,、]\s*行政(?:处罚|强制)\s*")
_DECISION = re.compile(r"行政(?:许可|处罚|强制)|许可|处罚|强制")


@dataclass(frozen=True, slots=True)
class Case:
    """A figure, what it was taken for, and what those before it in its sentence were."""

    site: Site
    name: Named
    told: Told
    words: Vocabulary


def counts_other(case: Case) -> bool:
    """Whether a figure may count other things than its name says."""
    doubt = _DOUBTS.get(case.name.meaning.key)
    grid = case.name.meaning.cells[0][0].grid
    return bool(doubt and doubt(case)) or (grid == "requests" and _of_requests(case))


def _beside(site: Site) -> str:
    """What stands behind a figure up to the next one, as far as it belongs to the same statement."""
    return site.sentence.between(site.index + 1).partition(";")[0]


def _made(case: Case) -> bool:
    """新制定5件、修改4件: the tables may count both as made."""
    return _AMENDED.search(_beside(case.site)) is not None


def _of_requests(case: Case) -> bool:
    """Pieces of information (依申请公开信息45条), and one way of applying beside others (书面申请3件、网络申请5件)."""
    if case.site.amount.unit == _ENTRY and not case.name.concepts & _VERBS:
        return all(amount.unit != _ENTRY for _, amount in case.told)
    return "书面" in case.site.before.text and "channel" in case.words.lexicon.phrase(_beside(case.site)).concepts


def _in_time(case: Case) -> bool:
    """按时办结28件、延期办结2件, 另2件均已回复: some of those that were concluded."""
    some = _REMAINING.search(case.site.before.text) is not None
    told = ("", *case.words.lexicon.phrase(_beside(case.site)).concepts)
    return some or any(concept == "late" and before != "none" for before, concept in itertools.pairwise(told))


def _taken_on(case: Case) -> bool:
    """收到30件、受理28件: those that were taken on of those that came in."""
    came = [amount for key, amount in case.told if key == case.name.meaning.key]
    return (
        "accept" in case.name.concepts
        and "receive" not in case.name.concepts
        and any(one.value > case.site.amount.value for one in came)
    )


def _handed_on(case: Case) -> bool:
    """上级转来2件: handed on by others, and not from year to year."""
    return not _HANDED_ON.search(case.site.before.text + case.site.behind.text)


def _of_all_disputes(case: Case) -> bool:
    """行政复议40件，其中政府信息公开类3件: only those count that are about disclosure, where these are told apart."""
    if case.name.concepts & _OPENNESS:
        return False
    behind = case.words.lexicon.phrase(_beside(case.site)).named
    return bool(behind & _OPENNESS) and ("其中" in _beside(case.site) or not behind & _DISPUTED)


def _shown(case: Case) -> bool:
    """公开行政许可5件、行政处罚3件: what was shown of them."""
    lead = case.site.sentence.text[: case.site.amount.start].rpartition(";")[2]
    own = case.site.before.text
    if "信息" in own:
        return True
    if "作出" in own or ("处理决定" in own and "主动公开" not in lead):
        return False
    decision = _DECISION.search(lead)
    shown = lead[: decision.start()].rpartition(",")[2] if decision else ""
    return _SHOWN.search(shown) is not None and not _ACTED.search(shown)


def _by_item(case: Case) -> bool:
    """行政许可120项: kinds of licences, unless they are told as given: 作出行政处罚8项，行政许可120项, or beside 行政处罚3件."""
    site = case.site
    lead = site.sentence.text[: site.amount.start].rpartition(";")[2]
    following = site.sentence.amounts[site.index + 1 : site.index + 2]
    beside_cases = following and following[0].unit == "件" and _ACT.fullmatch(site.sentence.between(site.index + 1))
    given = "事项" not in site.before.text and (_MADE.search(lead) or _DECIDED in lead or beside_cases)
    return not ("decision" in case.name.concepts or given) or _shown(case)


def _one_reason(case: Case) -> bool:
    """信访等不予处理11件: of a single reason and what is like it, which may be that reason alone; 信访等原因 is one of several."""
    return len(case.name.concepts & _REASONS) == 1 and not _OF_SEVERAL.search(case.site.before.text)


_DOUBTS: Mapping[str, Callable[[Case], bool]] = {
    "norms_issued": _made,
    "norms_made": _made,
    "regulations_issued": _made,
    "concluded": _in_time,
    "received": _taken_on,
    "carried": _handed_on,
    "review": _of_all_disputes,
    "suit": _of_all_disputes,
    "disputes": _of_all_disputes,
    "refused_several": _one_reason,
    "unavailable_several": _one_reason,
    "unprocessed_several": _one_reason,
    "licences": _shown,
    "penalties": _shown,
    "compulsion": _shown,
    "licences_by_item": _by_item,
    "penalties_by_item": _by_item,
    "compulsion_by_item": _by_item,
}
