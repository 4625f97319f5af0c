"""What an organ calls itself: the whole of its name, ends of it, and what is left when it is shortened."""

import pytest

from core.narrative.own_names import told_self


@pytest.mark.parametrize(
    ("organ", "text", "told"),
    [
        ("青禾区住房和城乡建设局", "全年区住建局收到", "全年·本机关收到"),
        ("青禾县人力资源和社会保障局", "2023年,县人社局共办理", "2023年,·本机关共办理"),
        ("青禾县发展和改革委员会", "发改委累计收到", "本机关累计收到"),
        ("北山路街道办事处", "年内北山路街办收到", "年内··本机关收到"),
        ("青禾区民政局", "区民政局未收到", "·本机关未收到"),
        ("青禾镇人民政府", "青禾镇新收", "本机关新收"),
        ("青禾市北山街道办事处", "2023年,北山街道共收到", "2023年,·本机关共收到"),
        ("青禾市北区北山街道办事处", "北山街道办事处未收到", "····本机关未收到"),
        ("青禾市北山区石桥镇人民政府", "石桥镇政府收到", "··本机关收到"),
    ],
)
def test_a_shortened_name_is_the_organ(organ: str, text: str, told: str) -> None:
    assert told_self(text, organ, "·") == told


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        ("青禾区住房和城乡建设局", "其中区建设局受理"),
        ("青禾区住房和城乡建设局", "年内县住建局收到"),
        ("青禾区住房和城乡建设局", "青禾区教育局收到"),
        ("青禾区城市管理局", "市场监督管理局收到"),
        ("青禾县人民政府", "县政府办收到"),
        ("青禾市北山区人民政府", "北山区政府办收到"),
        ("青禾县财政局", "在县财局指导下收到"),
    ],
)
def test_what_may_be_another_is_left_alone(organ: str, text: str) -> None:
    assert told_self(text, organ, "·") == text
