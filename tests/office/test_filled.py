"""Ledgers filled in LibreOffice as at the keyboard: copies in two formats go into one ledger, and nothing is lost."""

import shutil

import pytest

from tests.cells import cell
from tests.office.office import Office, missing
from tests.results.cases import CLEAN, PROBLEM
from tests.steps.conftest import desk, prepared  # noqa: F401 - fixtures
from tests.steps.helpers import LEDGER_FIRST, contents, published_codes, rows_of
from xlcheck.results.ledger.merge import MergeOutcome
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.ledger.merge import merge_copies, undecided
from xlcheck.steps.publish.publish import publish

pytestmark = [pytest.mark.office, pytest.mark.skipif(bool(missing()), reason=missing())]

AS_TYPED = PROBLEM | {"rectify_by": "2021/3/15", "rectified": "2021年3月10日"}
"""Dates as different people write them."""


def typed(*rows):
    """What is typed into the first companies' rows, as (sheet, cell, text)."""
    for number, cells in enumerate(rows, start=LEDGER_FIRST):
        for key, text in cells.items():
            yield LEDGER.sheet, cell(LEDGER, LEDGER.column(key), number), text


@pytest.fixture
def filled(desk, tmp_path):  # noqa: F811
    """The run, its ledger of six companies, and the folder of two copies that differ in one cell.

    The first three companies stand in the .xlsx, the third to the sixth in the .xls.
    """
    run, _, path = desk
    folder = tmp_path / "收到的副本"
    folder.mkdir()
    source = shutil.copy(path, tmp_path / "台账.xlsx")
    program = Office(tmp_path)
    program.type_in(source, typed(CLEAN, AS_TYPED, CLEAN), folder / "示例甲.xlsx")
    rows = ({}, {}, CLEAN | {"method": "书面检查"}, CLEAN, AS_TYPED, CLEAN)
    program.type_in(source, typed(*rows), folder / "示例乙.xls")
    return run, path, folder, program


def test_two_copies_with_a_conflict_are_merged_and_nothing_is_lost(filled):
    run, path, folder, program = filled
    received = contents(folder)
    (merged,) = merge_copies(run, [folder])
    (conflict,) = undecided(merged.notes)
    assert (conflict.outcome, conflict.title) == (MergeOutcome.CONFLICT, "检查方式")
    assert dict(conflict.values) == {"示例甲.xlsx": "现场检查", "示例乙.xls": "书面检查"}
    assert contents(folder) == received
    third = rows_of(path)[2]
    assert (bool(third["检查方式"]), third["检查情况"]) == (False, CLEAN["situation"])
    program.type_in(path, typed({}, {}, {"method": "现场检查"}), folder.parent / "改好.xlsx")  # somebody decides
    shutil.move(folder.parent / "改好.xlsx", path)
    assert [f.code for f in publish(run).findings if f.code.startswith("ledger.")] == []
    rows = rows_of(path)
    assert published_codes(run.desk) == [str(row["统一社会信用代码"]) for row in rows]
    assert [str(row["检查方式"]) for row in rows] == ["现场检查"] * 6
    assert [bool(row["整改完成日期"]) for row in rows] == [False, True, False, False, True, False]
