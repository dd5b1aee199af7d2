"""What has more rows than a sheet can hold is refused in a sentence; nothing is cut off."""

from dataclasses import replace

import pytest
from openpyxl import Workbook

from tests.draws.cases import entities, request, staff
from tests.steps.helpers import sentence
from xlcheck.draws import feasibility
from xlcheck.excel import places
from xlcheck.excel.fill import RowList, fill
from xlcheck.excel.places import LAST_ROW, require_rows
from xlcheck.excel.write.list_sheet import add_list
from xlcheck.excel.write.table import OutputBook, put_table, put_text
from xlcheck.model import Exclusion
from xlcheck.schema.inputs import ENTITIES


class ManyRows(list):
    """A list that says of itself that it is one row longer than a sheet."""

    def __len__(self):
        return LAST_ROW


def output(tmp_path):
    return OutputBook(tmp_path / "a.xlsx")


@pytest.mark.parametrize("count", [LAST_ROW + 1, 2 * LAST_ROW])
def test_more_rows_than_a_sheet_has__error(count):
    told = sentence(require_rows, "检查对象名录库", count)
    assert f"“检查对象名录库”有 {count} 行" in told
    assert "没有截去" in told


def test_full_sheet__ok():
    require_rows("检查对象名录库", LAST_ROW)


@pytest.mark.parametrize("write", [put_table, None], ids=["table", "list"])
def test_table_that_is_too_long_is_refused_before_a_row_is_written__error(tmp_path, write):
    with output(tmp_path) as out:
        sheet = out.sheet("表")
        if write:
            told = sentence(put_table, out, sheet, ENTITIES, ManyRows(), "名录")
        else:
            told = sentence(add_list, out, ENTITIES, ManyRows(), "名录")
        assert str(LAST_ROW) in told


def test_row_beyond_the_last_is_refused__error(tmp_path):
    with output(tmp_path) as out:
        sheet = out.sheet("表")
        put_text(sheet, LAST_ROW - 1, 0, "最后一行", out.style())
        assert "“表”" in sentence(put_text, sheet, LAST_ROW, 0, "下一行", out.style())


def test_form_with_too_many_rows__error(tmp_path, monkeypatch):
    book = Workbook()
    book.active.title = "表"
    book.active.append(["名称"])
    book.active.append(["{{名称}}"])
    book.save(tmp_path / "form.xlsx")
    monkeypatch.setattr(places, "LAST_ROW", 20)
    out = tmp_path / "out.xlsx"
    rows = [{"名称": f"示例{n}"} for n in range(20)]
    assert "有 21 行" in sentence(fill, tmp_path / "form.xlsx", {}, {"名单": RowList(("名称",), rows)}, out)
    assert not out.exists()
    fill(tmp_path / "form.xlsx", {}, {"名单": RowList(("名称",), rows[1:])}, out)


@pytest.mark.parametrize("part", ["entities", "excluded"])
def test_frame_that_no_record_can_list_is_refused_before_the_freeze__error(monkeypatch, part):
    monkeypatch.setattr(feasibility, "MOST_LISTED", 4)
    of = request(entities(5), staff(5)) if part == "entities" else request(entities(3), staff(5))
    many = of if part == "entities" else _with_excluded(of)
    assert "最多列 4 户" in sentence(feasibility.require_feasible, many)


def _with_excluded(of):
    return replace(of, excluded=tuple(Exclusion(f"9{n}", f"示例{n}", "经营状态为“注销”") for n in range(5)))
