"""The file of words is read strictly: what is unknown, missing or about no cell is refused."""

from pathlib import Path

import pytest

from core.forms import RESOURCES, FormError
from core.narrative.lexicon import lexicon
from core.narrative.vocabulary import load_vocabulary

GOOD = (RESOURCES / "claims.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('key = "received"\n', 'key = "received"\nunknown = 1\n'),
        ('key = "all_done"\n', 'key = "all_done"\nunknown = 1\n'),
        ('key = "received"\n', 'key = "concluded"\n'),
        ('cells = ["requests.concluded.total"]', 'cells = ["requests.nothing.total"]'),
        ('about = ["normative"]', 'about = ["weather"]'),
        ('says = ["!last carry"', 'says = ["!last weather"'),
        ('beside = "request apply', 'beside = "weather apply'),
        ("[rows]", "[rows"),
        ("trigger = ", "triggers = "),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in GOOD
    path = tmp_path / "claims.toml"
    path.write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(FormError, match=r"claims\.toml"):
        load_vocabulary(path, lexicon())


def test_the_right_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "claims.toml"
    path.write_text(GOOD, "utf-8")
    assert load_vocabulary(path, lexicon()).meanings
