"""Workbooks broken at random are read, or refused with a sentence. ``python -m tests.fuzz`` has the long form."""

from collections import Counter

import pytest

from tests.fuzz import trial as trials
from tests.fuzz.trial import UnexpectedError, trial

EACH = 100


@pytest.mark.parametrize("seed", range(3))
def test_broken_workbooks_are_read_or_refused(tmp_path, seed):
    outcomes = Counter(trial(tmp_path, seed, number) for number in range(EACH))
    assert outcomes.total() == EACH
    assert set(outcomes) == {"read", "refused"}


def test_anything_else_is_named_by_seed_and_number__error(tmp_path, monkeypatch):
    def crash(*_):
        raise KeyError("示例")

    monkeypatch.setattr(trials, "read_book", crash)
    with pytest.raises(UnexpectedError, match=r"seed 7, number 3, .*\.xlsx"):
        trial(tmp_path, 7, 3)
