"""The fuzz targets themselves: what they start from is read, what they once found stays mended, and damage is damage."""

import random

import pytest

from tests.fuzz.ole import main_streams, mutate_ole
from tests.fuzz.targets import TARGETS, kept
from tests.fuzz.zips import packed, unpacked


@pytest.mark.parametrize("name", TARGETS)
def test_every_file_to_start_from_is_read(name: str) -> None:
    target = TARGETS[name]
    assert [target.read(seed()) for seed in target.seeds] == [True] * len(target.seeds)


@pytest.mark.parametrize(
    ("name", "path"), [(name, path) for name in TARGETS for path in kept(name)], ids=lambda value: str(value)[-30:]
)
def test_what_was_found_once_stays_mended(name: str, path) -> None:
    """A document or Unreadable; whatever else comes out fails the test by itself."""
    assert TARGETS[name].read(path.read_bytes()) in {True, False}


@pytest.mark.parametrize("name", TARGETS)
def test_damage_is_read_or_refused(name: str) -> None:
    target, rng = TARGETS[name], random.Random(name)
    corpus = target.corpus()
    changed = {target.mutate(rng, rng.choice(corpus)) for _ in range(12)}
    assert len(changed - set(corpus)) > 6
    assert {target.read(data) for data in changed} <= {True, False}


@pytest.mark.parametrize("name", ["xlsx", "ods", "docx", "zip"])
def test_an_archive_stays_one(name: str) -> None:
    [seed, *_] = TARGETS[name].corpus()
    parts = unpacked(seed)
    assert parts
    assert unpacked(packed(parts)) == parts


@pytest.mark.parametrize("name", ["doc", "xls"])
def test_a_compound_file_stays_one(name: str) -> None:
    """Changed in its place it keeps its length; written anew it holds the stream as it was changed."""
    [seed, *_] = TARGETS[name].corpus()
    rng = random.Random(1)
    changed = {mutate_ole(rng, seed, lambda _rng, part: b"\1" * (len(part) + 9)) for _ in range(30)}
    assert len({len(data) for data in changed}) > 1
    assert any(b"\1" * 2000 in data and len(data) != len(seed) for data in changed)
    assert sum(bool(main_streams(data)) for data in changed) * 2 > len(changed)
