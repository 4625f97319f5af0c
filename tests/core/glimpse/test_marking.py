"""Where one of several figures of a line stands."""

from hypothesis import given
from hypothesis import strategies as st

from core.glimpse.marking import marks

GLUED = "（一）予以公开810031 13"
RAWS = ("8", "1", "0", "0", "3", "1", "13")


def marked(text: str, raws: tuple[str, ...], index: int) -> list[str]:
    return [text[start:end] for start, end in marks(text, raws, index)]


def test_figures_run_together_are_marked_one_by_one() -> None:
    assert [marks(GLUED, RAWS, index) for index in range(7)] == [
        ((7, 8),), ((8, 9),), ((9, 10),), ((10, 11),), ((11, 12),), ((12, 13),), ((14, 16),)
    ]  # fmt: skip


def test_a_number_in_the_label_is_no_figure() -> None:
    assert marks("1.属于国家秘密 1 0 1", ("1", "0", "1"), 0) == ((9, 10),)


def test_a_blank_has_nothing_to_mark() -> None:
    assert marks("予以公开 8 8", ("8", "", "8"), 1) == ()


def test_where_two_places_are_possible_both_are_marked() -> None:
    assert marked("予以公开 0 0 8", ("0", "8"), 0) == ["0 0"]


def test_a_figure_that_stands_there_once_is_found_out_of_order() -> None:
    assert marked("总计 9 自然人 8", ("8", "9"), 1) == ["9"]


def test_what_does_not_stand_there_is_not_marked() -> None:
    assert marks("予以公开 8", ("8", "7"), 1) == ()


@given(
    st.sampled_from(["（一）予以公开", "1.属于国家秘密", "总计（本年3项）合计"]),
    st.lists(st.integers(0, 300).map(str), min_size=1, max_size=9),
    st.sampled_from(["", " ", "\t", "|"]),
    st.data(),
)
def test_the_mark_always_holds_the_figure(label: str, raws: list[str], between: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(raws) - 1))
    start = len(label) + sum(len(raw) + len(between) for raw in raws[:index])
    [(first, last)] = marks(label + between.join(raws), raws, index)
    assert len(label) <= first <= start
    assert start + len(raws[index]) <= last
