"""The formulas of the record, computed by a real office program, against the tickets of the program."""

import re
import zipfile
from dataclasses import replace

import pytest

from tests.draws.cases import STRATA, drawn, entities, grades, request, rich_request
from tests.office.office import Office, missing
from xlcheck.draws.formats.one.record import grids
from xlcheck.draws.verification.draw import book_of
from xlcheck.excel.read.workbook import read_cells
from xlcheck.excel.write.draw import write_record
from xlcheck.schema.outputs.draw import TICKETS
from xlcheck.steps.verify.verify import verify_record

pytestmark = [pytest.mark.office, pytest.mark.skipif(bool(missing()), reason=missing())]

TICKET, RANK, LEADING, PLACE = (
    1 + TICKETS.columns.index(column) for column in (TICKETS.ticket, TICKETS.rank, TICKETS.leading, TICKETS.place)
)
"""The numbers of columns of 签号."""

RECORDS = {
    "示例": drawn(rich_request()),
    "分级": drawn(request(grades(A=300, B=200, C=40), ratio=STRATA)),
    "多户": drawn(request(entities(600))),
}


def tied():
    """The grid of 签号 with hashes that end alike in decimal, two in A and one in B, and one in B out of order."""
    rows = (("A", 1, 1), ("A", 2, 2 * 10**9 + 1), ("A", 3, 3), ("B", 1, 10**12 + 1), ("B", 2, 77), ("B", 3, 5))
    head, titles, *_ = grids(RECORDS["分级"])["签号"]
    lines = [
        {TICKETS.rank: rank, TICKETS.stratum: stratum, TICKETS.digest: f"{digest:064x}"}
        for stratum, rank, digest in rows
    ]
    return [head, titles, *([line.get(column, "") for column in TICKETS.data] for line in lines)]


def without_values(source, target):
    """The workbook with 7 as the value of every formula."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb'(?: t="str")?><f>([^<]*)</f><v>[^<]*</v>', rb"><f>\1</f><v>7</v>", part)
            new.writestr(name, part)


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Each record's workbook before and after LibreOffice computed it."""
    folder = tmp_path_factory.mktemp("formulas")
    before, after = {}, {}
    sheets = {name: grids(record) for name, record in RECORDS.items()} | {"并列": {"签号": tied()}}
    for name, grid in sheets.items():
        book = book_of(RECORDS.get(name, RECORDS["示例"]))
        write_record(folder / "written.xlsx", replace(book, grids=grid))
        before[name], after[name] = folder / f"{name}.xlsx", folder / "after" / f"{name}.xlsx"
        without_values(folder / "written.xlsx", before[name])
    Office(folder).recalculate(list(before.values()), folder / "after")
    return before, after


@pytest.mark.parametrize("name", RECORDS)
def test_formulas_give_ticket_and_rank_row_by_row(recalculated, name):
    before, after = recalculated
    cells = read_cells(after[name])["签号"]
    assert read_cells(before[name])["签号"][3, LEADING] == "7"
    for number, one in enumerate(RECORDS[name].order, start=3):
        assert cells[number, LEADING].zfill(9) == one.ticket[2:11] == cells[number, TICKET][2:11]
        assert cells[number, PLACE] == str(one.rank) == cells[number, RANK]


def test_equal_digits_and_a_wrong_order_are_said(recalculated):
    cells = read_cells(recalculated[1]["并列"])["签号"]
    assert [cells[row, PLACE] for row in range(3, 9)] == ["1", "2起并列", "3", "1", "2", "次序不符"]


@pytest.mark.parametrize("name", RECORDS)
def test_the_record_is_accepted_with_the_values_of_the_office_program_alone(recalculated, name):
    before, after = recalculated
    assert verify_record(before[name]).differences
    assert verify_record(after[name]).sound
