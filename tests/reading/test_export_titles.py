"""Titles of other systems: each is of one column of its table, and of none that the table itself knows."""

from collections import Counter

import pytest

from xlcheck.model import RawSheet
from xlcheck.reading.export_titles import in_our_words
from xlcheck.reading.folding import fold_title
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.inputs.export_titles import EXPORT_TITLES
from xlcheck.schema.inputs.registries import REGISTRIES


@pytest.mark.parametrize("registry", REGISTRIES, ids=[one.word for one in REGISTRIES])
def test_title_of_an_export_is_of_one_column(registry):
    titles = EXPORT_TITLES[registry.table.key]
    own = [fold_title(t) for column in registry.table for t in column.titles]
    counts = Counter([*own, *(fold_title(t) for of in titles.values() for t in of)])
    assert [title for title, count in counts.items() if count > 1] == []


def test_word_in_a_row_of_the_list_is_no_title():
    rows = [(1, ["企业名称", "社会信用代码", "备注"]), (2, ["示例公司", "1", "地址"]), (3, ["示例二公司", "2", "状态"])]
    sheet, words = in_our_words(ENTITIES, RawSheet.of_rows("导出", rows))
    assert [cells for _, cells in sheet.rows] == [["企业名称", "统一社会信用代码", "备注"], *(c for _, c in rows[1:])]
    assert {title: column.title for title, column in words.items()} == {"社会信用代码": "统一社会信用代码"}
