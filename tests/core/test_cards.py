"""The cards: one for every row and column of every form, in plain and finished sentences; anything else is refused."""

import re

import pytest

from core.cards import Line, cards, load_cards
from core.forms import RESOURCES, FormError, forms

LATIN = re.compile(r"[A-Za-z]")
LONGEST = 70


@pytest.fixture
def text() -> str:
    return (RESOURCES / "cards.toml").read_text("utf-8")


def load(tmp_path, text):
    path = tmp_path / "cards.toml"
    path.write_text(text, "utf-8")
    return load_cards(path, forms().values())


def test_every_row_and_column_of_both_forms_has_a_card():
    for form in forms().values():
        for grid in form.grids.values():
            for row in (*grid.rows, *grid.collapsed):
                assert cards()[Line(grid.key, "rows", row.key)].means
            for column in grid.columns:
                assert cards()[Line(grid.key, "columns", column.key)].means


@pytest.mark.parametrize("line", cards(), ids=".".join)
def test_a_card_is_two_short_texts_of_whole_sentences(line):
    card = cards()[line]
    for words in (card.means, card.mistake):
        assert len(words) <= LONGEST
        assert words.endswith(("。", "）"))
        assert not LATIN.search(words)
    assert card.means != card.mistake


def test_a_card_that_says_the_form_of_2019_is_about_a_line_that_only_that_form_has():
    newest = forms()["2021"].grids
    for line, card in cards().items():
        grid = newest.get(line.grid)
        held = {part.key for part in (*grid.rows, *grid.columns)} if grid else set()
        assert ("2019 年格式：" in card.means) <= (line.key not in held)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("[requests.rows.received]", "[requests.rows.recieved]"),
        lambda text: text.replace("[requests.rows.received]", "[requests.lines.received]"),
        lambda text: text.replace("[requests.rows.received]\nmeans", "[requests.rows.received]\nsource = 'x'\nmeans"),
        lambda text: text + "\n[requests.rows.invented]\nmeans = '甲。'\nmistake = '乙。'\n",
        lambda text: re.sub(r"\[disputes\.columns\.total\][^\[]*", "", text),
        lambda text: re.sub(r'(\[disputes\.columns\.total\]\nmeans = )"[^"]*"', r'\1" "', text),
        lambda text: re.sub(r'(\[disputes\.columns\.total\]\n)means = "[^"]*"\n', r"\1", text),
        lambda text: "requests = 3\n" + text,
        lambda text: "means\n" + text,
    ],
)
def test_a_file_that_is_not_about_exactly_the_lines_of_the_forms_is_refused(tmp_path, text, change):
    assert change(text) != text
    with pytest.raises(FormError):
        load(tmp_path, change(text))


def test_the_file_itself_is_accepted(tmp_path, text):
    assert load(tmp_path, text) == cards()
