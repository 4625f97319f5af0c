"""The enumerations in the wordings: who applied, how, what became of it; their parts add up to what is enumerated."""

import random
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from tests.builders.narrative_facts import Facts
from tests.builders.narrative_template import percentages

_APPLICANTS = {
    "person": "自然人", "business": "商业企业", "research": "科研机构", "welfare": "社会公益组织", "legal": "法律服务机构",
    "other_applicants": "其他组织",
}  # fmt: skip
_RESULTS = {
    "granted": "予以公开", "partly": "部分公开", "refused": "不予公开", "unavailable": "无法提供", "unprocessed": "不予处理",
    "other": "其他处理",
}  # fmt: skip
_REFUSED = {
    "refused_secret": "属于国家秘密", "refused_law": "其他法律行政法规禁止公开", "refused_security": "危及“三安全一稳定”",
    "refused_third_party": "保护第三方合法权益", "refused_internal": "属于三类内部事务信息",
    "refused_process": "属于四类过程性信息", "refused_enforcement": "属于行政执法案卷",
    "refused_inquiry": "属于行政查询事项",
}  # fmt: skip
_UNAVAILABLE = {
    "unavailable_not_held": "本机关不掌握相关政府信息", "unavailable_to_create": "没有现成信息需要另行制作",
    "unavailable_unclear": "补正后申请内容仍不明确",
}  # fmt: skip
_UNPROCESSED = {
    "unprocessed_petition": "信访举报投诉类申请", "unprocessed_repeat": "重复申请", "unprocessed_publication": "要求提供公开出版物",
    "unprocessed_massive": "无正当理由大量反复申请", "unprocessed_confirm": "要求行政机关确认或重新出具已获取信息",
}  # fmt: skip
_OUTCOMES = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结"}
_CHANNELS = (
    ("网络", "信函", "当面"), ("网上申请", "邮寄申请", "现场申请"), ("通过网络提交", "通过邮寄提交", "当面提交", "通过传真提交"),
)  # fmt: skip
_SUBJECTS = ("征地拆迁", "城乡规划", "财政资金", "教育卫生", "环境保护", "住房保障", "工程建设", "执法监管")
_STYLES = ("{label}{slot}件", "{label}{slot}件", "{label}的{slot}件", "{label}{slot}件")
_BEFORE = "{slot}件{label}"
_JOINTS = ("、", "，", "；", "、", "，")


def enumeration(rng: random.Random, name: str, facts: Facts) -> str:
    """The words of `{*name}`, with slots of their own."""
    if name in _OTHERS:
        return _OTHERS[name](rng)
    if name.startswith("deal "):
        return _to_parts(rng, int(facts.now["received"]), name.removeprefix("deal ").split(","))
    if name in _DEALT:
        return _items(rng, _dealt(rng, int(facts.now["received"]), _DEALT[name](rng), "received"), rng.choice(_STYLES))
    labels = _LABELS.get(name) or {f"{name}_{key}": label for key, label in _OUTCOMES.items()}
    held = {key: label for key, label in labels.items() if facts.now.get(key)}
    if name == "results_percent":
        return _with_shares(rng, held, facts)
    style = _BEFORE if rng.random() < 0.2 and name != "six" else rng.choice(_STYLES)
    return _items(rng, [(label, f"{{{key}}}") for key, label in held.items()], style)


_LABELS = {
    "six": _APPLICANTS, "results": _RESULTS, "results_percent": _RESULTS, "refused": _REFUSED, "unavailable": _UNAVAILABLE,
    "unprocessed": _UNPROCESSED,
}  # fmt: skip
_DEALT: dict[str, Callable[[random.Random], Sequence[str]]] = {
    "channels": lambda rng: rng.choice(_CHANNELS),
    "subjects": lambda rng: [*rng.sample(_SUBJECTS, rng.randint(2, 4)), "其他"],
}


def _to_parts(rng: random.Random, received: int, parts: Sequence[str]) -> str:
    """What was received, dealt out to words like 网上#件 that have a figure in place of #."""
    return rng.choice(_JOINTS).join(part.replace("#", slot) for part, slot in _dealt(rng, received, parts, "received"))


def _items(rng: random.Random, items: Sequence[tuple[str, str]], style: str) -> str:
    joint = rng.choice(_JOINTS)
    return joint.join(style.format(label=label, slot=slot) for label, slot in items)


def _with_shares(rng: random.Random, held: dict[str, str], facts: Facts) -> str:
    """Each result with its share of what was concluded, where a share can be told from nothing and from all."""
    style = rng.choice(("{label}{{{key}}}件，占{{%{key}/concluded}}", "{label}{{{key}}}件（占比{{%{key}/concluded}}）"))
    bare = "{label}{{{key}}}件"
    told = {key: percentages(facts.now[key], facts.now["concluded"]) for key in held}
    return "；".join((style if told[key] else bare).format(label=label, key=key) for key, label in held.items())


def _dealt(rng: random.Random, total: int, labels: Sequence[str], whole: str) -> list[tuple[str, str]]:
    """A total cut into parts above zero, one for each of the first labels."""
    count = min(len(labels), total)
    cuts = sorted(rng.sample(range(1, total), count - 1)) if count > 1 else []
    parts = [end - start for start, end in zip([0, *cuts], [*cuts, total], strict=True)]
    return [(label, f"{{={part}:{whole}}}") for label, part in zip(labels, parts, strict=False)]


def _whole(rng: random.Random, total: int, labels: Sequence[str], name: str, unit: str) -> str:
    parts = "、".join(f"{label}{slot}{unit}" for label, slot in _dealt(rng, total, labels, name))
    return f"{{={total}:{name}!}}{unit}，其中{parts}"


def _published(rng: random.Random) -> str:
    total = rng.randint(200, 20_000)
    labels = ("概况类", "政务动态类", "信息公开目录类", "民生类")[: rng.randint(2, 4)]
    return _whole(rng, total, labels, "published", "条")


def _explained(rng: random.Random) -> str:
    total = rng.randint(6, 200)
    labels = ("文字解读", "图文解读", "视频解读")
    return _whole(rng, total, labels, "explained", "篇")


def _attributes(rng: random.Random) -> str:
    total = rng.randint(40, 2_000)
    labels = ("主动公开类", "依申请公开类", "不予公开类")
    return _whole(rng, total, labels, "attributes", "件")


def _answered(rng: random.Random) -> str:
    total = rng.randint(10, 300)
    part = rng.randint(total // 4 + 1, total - 1)
    share = (Decimal(part) * 100 / total).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{{={total}:answered!}}件，其中人大代表建议{{={part}:answered}}件，占比{{={share}:answered%}}"


_OTHERS: dict[str, Callable[[random.Random], str]] = {
    "published": _published, "explained": _explained, "answered": _answered, "attributes": _attributes,
}  # fmt: skip
