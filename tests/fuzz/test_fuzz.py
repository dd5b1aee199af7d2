"""Workbooks broken at random are read, or refused with a sentence. ``python -m tests.fuzz`` has the long form."""

from collections import Counter

import pytest

from tests.fuzz import trial as trials
from tests.fuzz.peak import MOST, peak
from tests.fuzz.shapes import shapes
from tests.fuzz.trial import UnexpectedError, one_worker, trial

EACH = 100


@pytest.mark.parametrize("seed", range(3))
def test_broken_workbooks_are_read_or_refused(tmp_path, seed):
    with one_worker():
        outcomes = Counter(trial(tmp_path, seed, number) for number in range(EACH))
    assert outcomes.total() == EACH
    assert set(outcomes) == {"read", "refused"}


def test_every_shape_is_read_whole(tmp_path):
    """Else what is broken in it would never be looked at."""
    with one_worker():
        for shape in shapes():
            (tmp_path / shape.name).write_bytes(shape.data)
            assert trials._read(tmp_path / shape.name, shape) == "read", shape.name
    assert {shape.name.rpartition(".")[2] for shape in shapes()} == {"xlsx", "xls", "ods", "csv"}


def test_anything_else_is_named_by_seed_and_number__error(tmp_path, monkeypatch):
    def crash(*_):
        raise KeyError("示例")

    monkeypatch.setattr(trials, "_read", crash)
    with pytest.raises(UnexpectedError, match=r"seed 7, number 3, .*\.\w+"):
        trial(tmp_path, 7, 3)


def test_memory_is_told():
    ours, _ = peak()
    assert ours > 1 << 20
    assert MOST == 1 << 30
