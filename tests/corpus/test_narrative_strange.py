"""The law that makes the checks of the text bearable: who puts in a word that the program does not know gets no new alarm."""

import random

import pytest

from core.narrative.lexicon import lexicon
from tests.corpus.narrative import told
from tests.corpus.narrative_strange import STRANGE, new_alarms


def test_the_strange_words_are_strange() -> None:
    assert all(lexicon().phrase(words).strange for words in STRANGE)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["first", "second"])
def test_a_strange_word_blames_no_figure(name: str) -> None:
    """The exception are findings on other things than figures: a heading or a year may become another by the word."""
    for seed in range(40):
        rng, narrated = random.Random(seed), told(seed, (name,))
        for _ in range(8):
            found, sentence = new_alarms(rng, narrated)
            assert not found, f"{seed}: {sentence}: {found[0].message}"
