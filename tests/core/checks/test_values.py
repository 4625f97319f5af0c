"""Which cells figures of the text are held against. The report is that of test_claims.py."""

from collections.abc import Mapping

import pytest

from tests.core.checks.test_claims import PREAMBLE, found, told

COMPANIES = {
    "requests.received.person": "20", "requests.received.business": "5",
    "requests.concluded.person": "18", "requests.concluded.business": "6",
}  # fmt: skip
"""Of 25 applications that came in and of 24 that were concluded, by who applied."""


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("申请人中自然人20件、商业企业5件。", []),
        ("申请人中自然人18件、商业企业6件。", []),
        ("申请人中自然人20件、商业企业6件。", ["20", "6"]),
        ("申请人中自然人20件（占80%）、商业企业6件。", ["20", "6"]),
        ("申请人为商业企业6件。", []),
    ],
)
def test_figures_of_one_list_are_of_one_row(text: str, marked: list[str]) -> None:
    assert [words for code, _, words in told(text, changes=COMPANIES) if code == "claim.table"] == marked


def test_one_office_beside_all_of_them_is_quiet() -> None:
    # 25 in the table: the figure of the office alone is one of them
    assert told("全县收到政府信息公开申请25件，其中县本级收到5件。") == []
    assert [severity for _, severity, _ in told("县本级收到政府信息公开申请5件。")] == ["info"]
    assert [severity for _, severity, _ in told("全县收到政府信息公开申请25件。县本级收到政府信息公开申请35件。")] == ["info"]


@pytest.mark.parametrize(
    ("text", "offered"),
    [("收费746.9万元。", "746.9"), ("收费7469000元。", "746.9"), ("收费0.08亿元。", None)],
)
def test_money_is_offered_in_the_unit_of_the_table(text: str, offered: str | None) -> None:
    # the table has 746.844 万元
    [one] = [one for one in found(PREAMBLE + "行政事业性" + text) if one.code == "claim.table"]
    assert [str(value) for suggestion in one.suggestions for _, value in suggestion.values] == ([offered] if offered else [])


NEW_WORDS: Mapping[str, list[str]] = {
    "无法提供的情形为6件；因本机关不掌握等原因无法提供的6件。": [],
    "因本机关不掌握等原因无法提供的9件。": ["9"],
    "对不适应形势要求的1件行政规范性文件予以废止。": [],
    "对不适应形势要求的7件行政规范性文件予以废止。": ["7"],
    "全年以本机关名义发布的行政规范性文件有4件，同期废止1件。": [],
    "全年以本机关名义发布的行政规范性文件有4件，同期废止2件。": ["2"],
    "全年共制发文件419份，其中行政规范性文件4件。": [],
    "全年共制发文件419份，其中行政规范性文件5件。": ["5"],
    "公开文件419份，其中行政规范性文件5件。": [],
    "作出行政处罚194宗，行政许可1007项，行政强制0项。": [],
    "作出行政处罚194宗，行政许可1008项，行政强制0项。": ["1008"],
    "行政许可120项。": [],
    "行政许可120项，行政处罚30项。": [],
    "行政许可事项120项，行政处罚194件。": [],
    "行政许可1008项，行政处罚194件，行政强制0件。": ["1008"],
    "办结53件，无一超期。": ["53"],
    "办结20件，超期4件。": [],
    "其他处理3件。": ["3"],
    "不予公开的情形中，属于行政执法案卷1件。": ["1"],
    "不予公开的情形中，网上申请1件。": [],
    "无法提供的6件中，5件本机关不掌握相关政府信息、1件补正后申请内容仍不明确。": ["5", "1"],
    "在上年结转3件的基础上，今年又收到申请25件。": [],
    "在上年结转5件的基础上，今年又收到申请25件。": ["5"],
    "年内废止行政规范性文件1件，现行有效的42件实行动态管理。": ["42"],
    "公开、部分公开、不予公开分别为12件、4件、3件。": ["3"],
    "上年共收到申请20件，今年26件。": ["26"],
    "上年共收到申请20件，今年25件。": [],
    "本年度收到和处理政府信息公开申请27件。": ["27"],
}


@pytest.mark.parametrize(("text", "marked"), NEW_WORDS.items())
def test_words_that_were_not_understood_once(text: str, marked: list[str]) -> None:
    start = "收到政府信息公开申请25件。"
    assert [words for code, _, words in told(start + text) if code == "claim.table"] == marked


def test_a_figure_far_off_beside_a_right_one_is_more_than_a_remark() -> None:
    text = "行政许可1007件，行政处罚{}件。"
    assert told(text.format(19400)) == [("claim.table", "warning", "19400")]
    assert told("行政处罚19400件。") == [("claim.table", "info", "19400")]


def test_where_the_likeliest_cell_is_blank_nothing_is_proved() -> None:
    changes = COMPANIES | {"requests.received.business": ""}
    assert [code for code, _, _ in told("商业企业申请9件。", changes=COMPANIES)] == ["claim.table"]
    assert [code for code, _, _ in told("商业企业申请9件。", changes=changes)] == []
