"""Formulas beside the tickets: their values are what the tickets say, and they fit every office program."""

import re
import shutil

import openpyxl
import pytest

from tests.cells import FIRST, HEADER, cell
from tests.draws.cases import STRATA, codes, drawn, entities, grades, request
from xlcheck.draws.formats.one.record import grids, record_from
from xlcheck.draws.tickets import order
from xlcheck.draws.verification.draw import book_of
from xlcheck.excel.write.draw import write_record
from xlcheck.excel.write.ticket_formulas import first_digits, formula_cells, ticket_formulas
from xlcheck.schema.outputs.draw import TICKETS
from xlcheck.steps.verify.verify import verify_record

PLAIN = drawn(request(entities(40)))
GRADED = drawn(request(grades(A=12, B=11, C=3), ratio=STRATA))
LEADING, PLACE = (1 + TICKETS.columns.index(column) for column in (TICKETS.leading, TICKETS.place))
"""The numbers of the columns with formulas."""


def grid_of(record):
    return grids(record)["签号"]


def rows(*pairs):
    """A grid of (stratum, last nine decimal digits of the hash)."""
    lines = [
        {TICKETS.rank: n, TICKETS.stratum: stratum, TICKETS.digest: f"{last:064x}"}
        for n, (stratum, last) in enumerate(pairs, start=1)
    ]
    return [["题"], ["头"], *([line.get(column, "") for column in TICKETS.data] for line in lines)]


def places(grid):
    return [f.value for (_, column), f in ticket_formulas(grid).items() if column == PLACE]


def nesting(text):
    deepest = depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return deepest


def test_first_digits_are_those_of_the_ticket():
    tickets = order(codes(500), "7")
    assert all(f"{first_digits(t.digest):09d}" == t.ticket[2:11] for t in tickets)
    assert any(t.ticket.startswith("0.00") for t in tickets)


@pytest.mark.parametrize("record", [PLAIN, GRADED], ids=["plain", "graded"])
def test_values_are_tickets_and_ranks_row_by_row(record):
    formulas = ticket_formulas(grid_of(record))
    for number, one in enumerate(record.order, start=3):
        assert f"{formulas[number, LEADING].value:09d}" == one.ticket[2:11]
        assert formulas[number, PLACE].value == one.rank


def test_equal_digits_share_the_rank_and_say_so():
    assert places(rows(("", 1), ("", 1), ("", 3), ("", 5))) == [1, "2起并列", 3, 4]


def test_a_row_that_stands_too_low_is_said_to_be():
    assert places(rows(("", 1), ("", 5), ("", 3))) == [1, 2, "次序不符"]


def test_each_stratum_begins_at_one():
    assert places(rows(("A", 1), ("A", 2), ("B", 1))) == [1, 2, 1]


def test_no_formula_is_beyond_what_excel_takes():
    for formula in ticket_formulas(grid_of(GRADED)).values():
        assert len(formula.text) < 8192
        assert nesting(formula.text) < 64
        assert set(re.findall(r"[A-Z0-9]+(?=\()", formula.text)) <= {
            "SUMPRODUCT", "MID", "TEXT", "MOD", "HEX2DEC", "IF",
        }  # fmt: skip


def test_a_formula_without_a_value_is_expected_where_it_is_the_right_one():
    at = (FIRST, LEADING)
    formula = "=" + ticket_formulas(grid_of(PLAIN))[at].text
    assert formula_cells(grid_of(PLAIN), {at: formula})[at] == formula
    for other in ("", "=1", formula + " "):
        assert formula_cells(grid_of(PLAIN), {at: other})[at] != other


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "r.xlsx"
    write_record(path, book_of(PLAIN))
    return path


def test_the_written_record_is_accepted_and_saved_again_without_values_too(written, tmp_path):
    assert verify_record(written).sound
    openpyxl.load_workbook(written).save(tmp_path / "again.xlsx")
    assert verify_record(tmp_path / "again.xlsx").sound


def test_the_data_grid_stays_the_data(written):
    book = openpyxl.load_workbook(written, data_only=True)
    tickets = [[cell.value or "" for cell in row] for row in book["签号"].iter_rows()]
    data = len(TICKETS.data)
    assert tickets[1][data:] == ["公式：前九位", "公式：次序"]
    assert record_from(grids(PLAIN) | {"签号": [row[:data] for row in tickets]}) == PLAIN


@pytest.mark.parametrize("change", ["=1", 7, "214896172 ", None], ids=["formula", "number", "text", "nothing"])
@pytest.mark.parametrize(
    "place",
    [cell(TICKETS, TICKETS.leading), cell(TICKETS, TICKETS.leading, HEADER), cell(TICKETS, TICKETS.place, 42)],
)
def test_a_changed_formula_cell_is_rejected(written, tmp_path, place, change):
    path = shutil.copy(written, tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(path)
    book["签号"][place] = change
    book.save(path)
    (difference,) = verify_record(tmp_path / "r.xlsx").differences
    assert f"“签号”工作表 {place}" in difference.where
