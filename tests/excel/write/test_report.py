"""进度与统计: numbers that add up, rates, and charts that point at them."""

import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from tests.builders import SETTINGS
from tests.cells import letters
from tests.figures import FIRST, SECOND, YEAR, task
from xlcheck.excel.write.report import write_report
from xlcheck.model import Workload, YearBefore, YearProgress
from xlcheck.results.report.statistics import add_up, totals_by_category, totals_by_round
from xlcheck.schema.outputs.report import PROGRESS

COUNTS = (
    PROGRESS.quota,
    PROGRESS.drawn,
    PROGRESS.inspected,
    PROGRESS.published,
    PROGRESS.overdue,
    PROGRESS.closed,
)
SERIES = 5
"""应查, 已抽, 已查, 已公示, 逾期."""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "统计" / "进度与统计.xlsx"


def written(path, year=YEAR, **more):
    write_report(path, year, SETTINGS, "2021-03-05 09:00", **more)
    return openpyxl.load_workbook(path)


def lines(book, sheet):
    return [[cell.value for cell in row] for row in book[sheet].rows]


def progress(book):
    """The rows of 进度 below the titles, their cells by column."""
    _, titles, *rows = lines(book, PROGRESS.sheet)
    assert titles == list(PROGRESS.titles)
    return [dict(zip(PROGRESS, row, strict=True)) for row in rows]


def counts_of(row):
    """应查, 已抽, 已查, 已公示, 逾期, 完结."""
    return [row[column] for column in COUNTS]


def test_a_row_a_task_and_their_sum(path):
    rows = progress(written(path))
    counts = [counts_of(row) for row in rows[:4]]
    assert counts[:3] == [[10, 10, 9, 8, 1, 4], [3, 3, 3, 3, 0, 3], [0, 0, 0, 0, 0, 0]]
    assert counts[3] == [sum(column) for column in zip(*counts[:3], strict=True)]
    assert rows[3][PROGRESS.plan_no] == "合计"
    assert [row[PROGRESS.state] for row in rows[:3]] == ["检查中", "已公示", "待抽取"]


def test_rates_are_those_of_the_counts(path):
    rows = progress(written(path))[:4]
    assert [[row[PROGRESS.done_rate], row[PROGRESS.published_rate], row[PROGRESS.closed_rate]] for row in rows] == [
        ["90.0%", "88.9%", "50.0%"],
        ["100.0%", "100.0%", "100.0%"],
        ["—", "—", "—"],
        ["92.3%", "91.7%", "63.6%"],
    ]


def test_sums_by_round_and_category_stand_in_their_blocks(path):
    rows = lines(written(path), "统计")
    for name in (FIRST, SECOND, "道路货物运输", "机动车维修"):
        assert sum(row[0] == name for row in rows) == 1
    by_name = {row[0]: row[1:7] for row in rows if row[0]}
    assert by_name[FIRST] == [13, 13, 12, 11, 1, 7]
    assert by_name["道路货物运输"] == [10, 10, 9, 8, 1, 4]
    assert by_name["未发现问题"][0] == 9
    assert by_name["发现问题待后续处理"][0] == 3


def test_sums_stand_below_their_lines(path):
    rows = lines(written(path), "统计")
    at = [n for n, row in enumerate(rows) if row[0] == "合计"]
    assert [rows[n - 2][0] for n in at] == [FIRST, "道路货物运输"]
    assert [rows[n][1:7] for n in at] == [[13, 13, 12, 11, 1, 7]] * 2


def test_sum_of_results_is_told_apart_from_the_number_of_companies(path):
    rows = lines(written(path), "统计")
    by_name = {row[0]: row[1] for row in rows if row[0]}
    assert (by_name["项次合计"], by_name["已查户数"]) == (12, 12)
    assert "一户有几种检查结果的，每种各计一次。" in by_name

    both = task(1, FIRST, "道路货物运输", 2, 2, 2, 2, 0, 2, results=(("甲", 2), ("乙", 1)))
    year = YearProgress((both,), both, totals_by_round([both]), totals_by_category([both]), (), (3, 40))
    by_name = {row[0]: row[1] for row in lines(written(path, year), "统计") if row[0]}
    assert (by_name["项次合计"], by_name["已查户数"]) == (3, 2)
    assert "一户有几种检查结果的，每种各计一次，所以项次合计比已查户数多 1。" in by_name


def test_charts_point_at_the_numbers(path):
    book = written(path)
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if re.search(r"charts/chart\d+\.xml", name)]
        charts = "".join(package.read(name).decode() for name in names)
    areas = re.findall(r"<c:val><c:numRef><c:f>([^<]+)</c:f>", charts)
    assert (len(names), len(areas)) == (5, 3 * SERIES + 1 + 2)
    for area in areas:
        sheet, _, cells = area.partition("!")
        values = [cell.value for (cell,) in book[sheet.strip("'")][cells.replace("$", "")]]
        assert len(values) == (3 if sheet == PROGRESS.sheet else 2)
        assert all(isinstance(value, int) for value in values)


def charts_of(path, sheet):
    """(title cell, name cells, value cells) of each series in the charts whose figures stand in a sheet."""
    with zipfile.ZipFile(path) as package:
        names = sorted(name for name in package.namelist() if re.search(r"charts/chart\d+\.xml", name))
        charts = [package.read(name).decode() for name in names]
    return [found for chart in charts if (found := re.findall(rf"<c:f>'?{sheet}'?!([^<]+)</c:f>", chart))]


def test_charts_by_task_show_the_plan_and_what_is_overdue(path):
    book = written(path)
    (areas,) = charts_of(path, PROGRESS.sheet)
    titles = [book[PROGRESS.sheet][cell.replace("$", "")].value for cell in areas[::3]]
    assert titles == ["应查", "已抽", "已查", "已公示", "逾期"]
    names = [cell.value for (cell,) in book[PROGRESS.sheet][areas[1].replace("$", "")]]
    assert names == ["01号", "02号", "03号"]


def test_many_tasks_are_shared_out_over_charts(path):
    tasks = tuple(task(n, FIRST, "道路货物运输", 1) for n in range(1, 24))
    written(path, replace(YEAR, tasks=tasks))
    areas = [chart[2].replace("$", "") for chart in charts_of(path, PROGRESS.sheet)]
    quota = letters(PROGRESS, PROGRESS.quota)
    assert areas == [f"{quota}{first}:{quota}{last}" for first, last in ((3, 10), (11, 18), (19, 25))]


def test_share_of_items_and_its_target(path):
    def sentence(items):
        return next(
            str(row[0]) for row in lines(written(path, replace(YEAR, items=items)), "统计") if "5%" in str(row[0])
        )

    assert "3 项，占市场监管执法事项 40 项的 7.5%，达到 5% 的目标" in sentence((3, 40))
    assert "5.0%，达到" in sentence((1, 20))
    assert "4.8%，未达到" in sentence((1, 21))
    assert "—，未达到" in sentence((0, 0))


def test_workload_names_each_inspector(path):
    rows = lines(written(path), "人员工作量")
    assert ["SL-01", "示例甲", 9, 7, 2] in rows
    assert ["SL-02", "示例乙", 0, 0, 0] in rows


def test_problems_by_category_disposals_and_what_is_put_right(path):
    rows = {row[0]: row[1:] for row in lines(written(path), "问题与处置") if row[0]}
    assert rows["道路货物运输"] == [9, 3, "33.3%"]
    assert rows["机动车维修"] == [3, 0, "0.0%"]
    assert [rows[name][0] for name in ("无需后续处置", "责令限期整改")] == [9, 3]
    mending = ("应整改", "已完成整改", "未完成整改", "其中超过整改期限")
    assert [rows[name][0] for name in mending] == [3, 1, 2, 1]


def test_coverage_by_town_and_grade_comes_to_the_same(path):
    rows = [row for row in lines(written(path), "覆盖面") if row[0]]
    assert ["甲镇", 20, 9, 8, 2, "45.0%"] in rows
    assert ["不在名录库", 0, 1, 1, 1, "—"] in rows
    by_town, by_grade = [row for row in rows if row[0] == "合计"]
    assert (by_town[:5], by_town[5], by_grade[5]) == (by_grade[:5], "45.0%", "50.0%")


def test_comparison_with_the_year_before(path):
    rows = {row[0]: row[1:] for row in lines(written(path), "与上年度对比") if row[0]}
    assert rows["项目"] == ["2021年度", "2020年度", "增减"]
    assert rows["抽查任务数"] == [3, 2, 1]
    assert rows["应查户次"] == [13, 10, 3]
    assert rows["逾期户次"] == [1, 2, -1]
    assert rows["发现问题户次"] == [3, 4, -1]
    assert rows["问题发现率"] == ["25.0%", "50.0%", "-25.0"]


def test_without_a_year_before_the_sheet_says_why(path):
    year = replace(YEAR, before=YearBefore(2020, note="没有找到上一年度的文件夹。"))
    assert [row[0] for row in lines(written(path, year), "与上年度对比")[1:]] == ["没有找到上一年度的文件夹。"]


def test_notes_stand_below_the_table(path):
    rows = lines(written(path, replace(YEAR, notes=("节假日安排尚不可知。",))), PROGRESS.sheet)
    below = [str(row[0]) for row in rows[6:]]
    assert any(text.startswith("截至 2021-03-05 09:00") for text in below)
    assert "节假日安排尚不可知。" in below


def test_year_without_a_draw__ok(path):
    tasks = (task(1, FIRST, "道路货物运输", 0),)
    year = YearProgress(tasks, add_up(tasks), totals_by_round(tasks), totals_by_category(tasks), (), (0, 0))
    book = written(path, year)
    assert counts_of(progress(book)[1]) == [0] * 6
    assert [row for row in lines(book, "人员工作量")[2:] if any(row)] == []


def test_hostile_names_stay_text(path):
    tasks = (task(1, "=1+1", "@x", 1, 1, 1, 1, 0, 1, results=(("+1", 1),)),)
    year = YearProgress(
        tasks,
        add_up(tasks),
        totals_by_round(tasks),
        totals_by_category(tasks),
        (Workload("=1", '=HYPERLINK("x")', 1, 0),),
        (1, 1),
    )
    cells = [cell for sheet in written(path, year).worksheets for row in sheet.rows for cell in row]
    assert {"=1+1", "@x", "+1", "=1", '=HYPERLINK("x")'} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_only_a_practice_report_is_marked(path):
    for practice in (False, True):
        for sheet in written(path, practice=practice).worksheets:
            assert ("演练" in str(sheet.oddHeader.center.text)) == practice
