"""How a sentence runs on: ordinals, asides, years without anything carried over, and what is none of the applications."""

import pytest

from tests.core.narrative.test_meanings import denied, meaning_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("收到政府信息公开申请31件，其中涉及宅基地的12件，全年办结【31】件。", "concluded"),
        ("2023年，新收政府信息公开申请9件，上年没有结转，已办理完毕【9】件。", "concluded"),
        ("执法公示方面，行政处罚7件、行政强制【2】件，均录入平台。", "compulsion"),
        ("清理后废止规范性文件6件，确认继续有效的规范性文件【40】件。", "norms_in_force"),
        ("二是收到政府信息公开申请【12】件。", "received"),
        ("收到政府信息公开申请31件，另有【2】件因受理时间较晚，结转至2024年继续办理。", "carried_out"),
        ("收到政府信息公开申请31件，尚有【2】件在法定答复期内，转入下一年度办理。", "carried_out"),
        ("本年收到依申请公开31件、上年结转【2】件、办结33件。", "carried_in"),
        ("新收【31】件依申请公开申请中有的没有说清。", "received"),
        ("依申请公开。收到近30件，办结【31】件。", "concluded"),
        ("目前在执行的行政规范性文件【6】件。", "norms_in_force"),
        ("收到政府信息公开申请31件，新收和上年结转共【33】件。", "incoming"),
        ("收到政府信息公开申请31件，企业、律师事务所等法人和其他组织【4】件。", "legal_persons"),
    ],
)
def test_what_goes_on_about_the_whole_is_understood(text: str, key: str) -> None:
    assert meaning_of(text) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "制发公文90件，其中不予公开5件，全年办结【85】件。",
        "热线受理诉求108件，其中投诉20件，全年办结【100】件。",
        "收到政府信息公开申请31件；热线受理诉求108件，其中投诉20件，全年办结【100】件。",
        "收到优秀案例【46】个，其中乡镇19个。",
        "收到政府信息公开申请31件，申请量最大是自然资源部门（【16】件）。",
        "收到政府信息公开申请31件，另有【2】件因收到补正较晚，已电话说明。",
        "收到政府信息公开申请31件，另有【2】件申请中止办理。",
    ],
)
def test_what_goes_on_about_other_things_is_left_alone(text: str) -> None:
    assert meaning_of(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("本局未收到依申请公开信函。", "received"),
        ("本局未收到依申请公开信件。", "received"),
        ("本局没有制定过行政规范性文件。", "norms_issued"),
        ("不存在废止和现行有效的行政规范性文件。", "norms_in_force"),
        ("未收到因公开引起的行政复议。", "review"),
        ("今年以来我局未收到任何形式的政府信息公开申请。", "received"),
        ("未收到信函、传真及网上提交的政府信息公开申请。", "received"),
        ("未收到信息公开投诉举报，也没有政府信息公开方面的行政复议。", "review"),
        ("未发生规范性文件立改废情况。", "norms_issued"),
        ("无行政事业性收取费用的情况发生。", "fees"),
    ],
)
def test_denials_with_more_words_are_understood(text: str, key: str) -> None:
    assert key in denied(text)


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请20件；另有【6】件因接收时间较晚，结转下年。",
        "新收申请20件，办结15件。其余【5】件系12月底收到，将在期限内答复。",
        "新收申请20件，其中【2】件为年底受理。",
        "答复还不够及时，新收的30件申请中有的超过了期限，全年收到投诉【3】件。",
    ],
)
def test_how_some_came_in_does_not_make_them_all(text: str) -> None:
    assert not {"received", "handled"} & set(meaning_of(text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("作出行政强制决定【6】项。", "compulsion_by_item"),
        ("公开行政事业性收费3项，收费金额【20.5】万元。", "fees_told_by_money"),
        ("规章、规范性文件现行有效数分别为【2】件、8件。", "regulations_in_force"),
        ("收到申请9件，其中自然人5件、法人或其他组织4件，合计【9】件。", "handled"),
        ("有关政府信息公开的行政复议【3】件。", "review"),
        ("收到和处理政府信息公开申请【12】件。", "handled"),
    ],
)
def test_more_words_and_places_are_understood(text: str, key: str) -> None:
    assert meaning_of(text) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "涉及征地的行政复议、行政诉讼分别为【2】件、1件。",
        "行政复议、涉及征地的行政诉讼分别为【2】件、1件。",
        "信函申请共【2】件，当面申请共1件。",
        "梳理行政许可【56】项。",
    ],
)
def test_a_strange_word_in_a_row_leaves_all_of_it_alone(text: str) -> None:
    assert meaning_of(text) == []


def test_reasons_with_a_joint_inside_a_word_are_denied_one_by_one() -> None:
    assert denied("没有因属于国家秘密、危及“三安全一稳定”而不予公开的申请。") == ["refused_secret", "refused_security"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "全年收到申请12件，除2件结转下年外，均已依法答复。",
        "全年收到申请12件，除2件尚在办理期限内，其余全部办结。",
        "除1件由自然人提出外，申请人均为法人。",
    ],
)
def test_an_exception_leaves_not_all(text: str) -> None:
    assert not {"all_done", "all_persons"} & set(denied(text))


@pytest.mark.parametrize(
    "text",
    [
        "收到公民提出的书面申请【3】件、网络申请5件。",
        "制作政府信息302条，属于依申请公开信息【45】条，不予公开信息15条。",
        "制作政府信息302条，不予公开信息【15】条。",
        "新制定规章【5】件，修改4件。",
    ],
)
def test_what_may_count_something_else_is_left_alone(text: str) -> None:
    assert meaning_of(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("除【2】件结转下年办理外，均已答复。", "carried_out"),
        ("收到因政府信息公开申请引起的行政复议【1】件。", "review"),
        ("行政诉讼2件；行政复议纠正【1】件。", "corrected"),
        ("其中：公开【8】件，占80%；信息不存在2件，占20%。", "granted"),
        ("查处行政处罚案件【45】起。", "penalties"),
    ],
)
def test_more_of_what_runs_on_is_understood(text: str, key: str) -> None:
    assert meaning_of("收到政府信息公开申请20件。" + text) == [key]


@pytest.mark.parametrize(
    "text",
    [
        "12月收到政府信息公开申请【3】件。",
        "2023年5月，受理政府信息公开申请【3】件。",
        "1至6月收到政府信息公开申请【12】件。",
        "6月1日至12月31日受理政府信息公开申请【12】件。",
        "截至11月底，收到政府信息公开申请【12】件。",
        "【5】个工作日内办结政府信息公开申请5件。",
        "5个工作日内办结政府信息公开申请【5】件。",
        "收到政府信息公开申请30件，受理【28】件，不予受理2件。",
        "收到政府信息公开申请30件，按时办结【28】件，延期办结2件。",
        "收到政府信息公开申请30件，其中1件转办，另【29】件均已答复。",
        "收到政府信息公开申请30件，上级转来【3】件。",
        "因信访等不予处理政府信息公开申请【3】件。",
        "被申请行政复议【9】件，其中因政府信息公开3件。",
        "公开行政许可120件、行政处罚【30】件。",
        "公开各类信息165条，行政处罚类信息【0】条。",
        "行政诉讼出庭应诉【3】次。",
        "依法依规发布行政许可5536件，行政处罚【22】件。",
        "主动公开2023年度行政许可处理决定62项，行政处罚处理决定【9】项。",
    ],
)
def test_a_part_of_the_year_or_of_the_work_is_left_alone(text: str) -> None:
    assert meaning_of(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("截至2023年12月31日，收到政府信息公开申请【12】件。", "received"),
        ("2023年1月1日至12月31日收到政府信息公开申请【12】件。", "received"),
        ("在20个工作日内答复政府信息公开申请【12】件。", "concluded"),
        ("2022年结转至2023年【2】件，2023年共受理政府信息公开申请26件。", "carried_in"),
        ("另有【7】件申请按照《条例》顺延到下年度答复；收到政府信息公开申请26件。", "carried_out"),
        ("受理并办结依申请公开【23】件。", "handled"),
        ("作出并公示行政处罚决定3件、行政许可决定【5】件。", "licences"),
        ("受理政府信息公开申请12件，其中上年结转2件，新收【10】件。", "received"),
        ("受理政府信息公开申请3件，其中【2】件公开，1件不予公开。", "granted"),
        ("全区各职能部门、镇街共收到政府信息公开申请【1499】件。", "received"),
    ],
)
def test_the_whole_of_the_year_and_of_the_work_is_understood(text: str, key: str) -> None:
    assert meaning_of(text) == [key]
