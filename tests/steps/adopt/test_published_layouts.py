"""The columns of published plans are told by their titles, and by what they hold."""

import pytest

from tests.steps.adopt.layouts import LAYOUTS, write_layout
from xlcheck.steps.adopt.source import read_other_layout


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: str(one.number))
def test_each_column_is_the_one_that_it_is(run, layout, tmp_path):
    mapping = read_other_layout(run, write_layout(layout, tmp_path)).mapping
    found = {column.title: mapping.titles[places[0]] for column, places in mapping.columns.items()}
    assert {title: found.get(title) for title in layout.expected} == layout.expected
    assert set(found) - set(layout.expected) <= {"抽查计划名称", "发起方式"}
