"""Honest years, short: nobody who did what the program offers is accused; ``honest.py`` plays the long form."""

import pytest

from tests.steps.helpers import put
from tests.steps.verify.honest import accusations, play


@pytest.mark.parametrize("seed", [10, 11, 12])
def test_honest_year_is_accused_of_nothing(sample, tmp_path, seed):
    year, wrong = play(sample, tmp_path, seed, steps=20)
    assert wrong == []
    assert sum(year.done.values()) == 20


def test_cell_that_is_changed_on_paper_is_told(sample, tmp_path):
    """The years can fail: what nobody honest does is seen by the same eyes."""
    year, _ = play(sample, tmp_path, seed=10, steps=20)
    record = next(iter(sorted(year.desk.draws.glob("抽取记录-*.xlsx"))))
    put(record, {"A1": "示例"})
    assert any(record.name in text for text in accusations(year))
