"""The record as grids, and back."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.draws.cases import STRATA, drawn, entities, grades, request, rich_request
from tests.draws.golden import FOLDER, goldens
from tests.draws.layouts import all_cells
from xlcheck.draws.formats.one.howto import frame_filename, python_line
from xlcheck.draws.formats.one.record import content_digest, grids, record_from
from xlcheck.draws.frame.frame import frame_text
from xlcheck.draws.record.cells import grids_of
from xlcheck.model import Exclusion, Source, XlcheckError
from xlcheck.schema.outputs.draw import EXCLUDED, TEAMS, TICKETS
from xlcheck.schema.outputs.draw import RECORD_INSPECTORS as PEOPLE

RICH = drawn(rich_request())
GRADED = drawn(
    request(
        grades(A=12, B=11, C=3),
        ratio=STRATA,
        excluded=(Exclusion("91140603C1", "示例已抽", "本年度已抽中 1 次", counted=True, stratum="C"),),
        sources=(Source("drand1", "drand 第 1000 轮", (2**255,)), Source("witness1", "甲", (12, 3456))),
    )
)
PLAIN = drawn(request(entities(1)))


@pytest.mark.parametrize("record", [RICH, GRADED, PLAIN], ids=["rich", "graded", "plain"])
def test_record_comes_back_exactly(record):
    assert record_from(grids(record)) == record


@pytest.mark.parametrize("record", [RICH, GRADED, PLAIN], ids=["rich", "graded", "plain"])
def test_record_comes_back_from_texts_alone(record):
    """As after a re-save elsewhere: every number a text, blank cells gone."""
    assert record_from(grids_of(all_cells(record))) == record


def test_every_sheet_has_title_header_and_the_schemas_columns():
    sheets = grids(RICH)
    assert list(sheets) == ["签号", "未列入", "人员", "分组", "未采用", "数据"]
    for grid in sheets.values():
        assert len(grid[0]) == 1
        assert {len(row) for row in grid[1:]} == {len(grid[1])}


def test_content_digest_stands_last_and_covers_the_rest():
    assert grids(RICH)["数据"][-1] == ["内容摘要", content_digest(RICH)]
    assert content_digest(replace(RICH, venue="别处")) != content_digest(RICH)
    assert content_digest(replace(RICH, order=RICH.order[::-1])) != content_digest(RICH)


def test_the_rich_record_has_something_in_every_sheet():
    assert all(len(grid) > 2 for grid in grids(RICH).values())


def at(table, column):
    """The index of a column in the rows of its grid."""
    return table.data.index(column)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "text", "where", "expected"),
    [
        ("签号", 3, at(TICKETS, TICKETS.rank), "一", "“签号”工作表第 4 行“次序”", "整数"),
        ("分组", 2, at(TEAMS, TEAMS.attempt), "", "“分组”工作表第 3 行“尝试号”", "整数"),
        ("人员", 2, at(PEOPLE, PEOPLE.valid_to), "长期", "“人员”工作表第 3 行“执法证有效期至”", "日期，如 2021-04-30"),
        (
            "人员",
            6,
            at(PEOPLE, PEOPLE.leaves),
            "二月",
            "“人员”工作表第 7 行“请假”",
            "起止日期，如 2021-02-01 至 2021-02-05",
        ),
        ("未列入", 2, at(EXCLUDED, EXCLUDED.counted), "也许", "“未列入”工作表第 3 行“计入应抽基数”", "是或否"),
        ("数据", 25, 1, "0.5", "“数据”工作表“比例数值”", "分数，如 1/20"),
        ("数据", 25, 1, "1/0", "“数据”工作表“比例数值”", "分数，如 1/20"),
        ("数据", 24, 1, "大约", "“数据”工作表“比例含义”", "按比例、不低于、不超过、按户数、全覆盖、分级"),
        ("数据", 3, 0, "次数", "“数据”工作表", "抽取次数"),
    ],
)
def test_a_damaged_cell_is_named__error(sheet, row, column, text, where, expected):
    sheets = grids(RICH)
    sheets[sheet][row][column] = text
    with pytest.raises(XlcheckError) as error:
        record_from(sheets)
    assert error.value.code == "draw.record-damaged"
    assert (error.value.params["where"], error.value.params["expected"]) == (where, expected)


@pytest.mark.parametrize("sheet", list(grids(RICH)))
def test_a_missing_sheet__error(sheet):
    sheets = grids(RICH)
    del sheets[sheet]
    with pytest.raises(XlcheckError) as error:
        record_from(sheets)
    assert error.value.params == {"where": "工作簿", "found": "没有这张工作表", "expected": sheet}


@pytest.mark.parametrize("record", [RICH, GRADED], ids=["rich", "graded"])
def test_the_printed_line_of_python_gives_the_sample(record, tmp_path):
    Path(tmp_path, frame_filename("202102")).write_text(frame_text(record.request.entities), "utf-8", newline="\n")
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", python_line(record)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    printed = run.stdout.split()
    for quota in record.quotas:
        of = {d.code: d.outcome for d in record.order if d.stratum == quota.stratum}
        assert [c for c in printed if c in of][: quota.quota] == [c for c, outcome in of.items() if outcome == "抽中"]


@pytest.mark.parametrize("name", goldens())
def test_every_cell_is_as_agreed(name):
    """The record is a format: run ``python -m tests.draws.golden`` only where it is meant to change."""
    assert goldens()[name] == (FOLDER / name).read_text("utf-8")
