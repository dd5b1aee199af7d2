"""全市汇总.xlsx of a city: one page that answers, sums that are those of their rows, a chart that can be read."""

import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest

from tests.steps.collect.city import NOW, collected
from xlcheck.excel.write.collect import write_collection
from xlcheck.excel.write.collect.overview import MOST_BARS, SHEET
from xlcheck.model import CityCounts, CitySummary, CityTotals, Pack, PackTask, ReportState, Unit, UnitReport
from xlcheck.results.collect import city_summary, city_totals
from xlcheck.schema.outputs.collect import (
    COLLECT_TABLES,
    COLLECTED_BY_CATEGORY,
    COLLECTED_BY_UNIT,
    COLLECTED_TASKS,
    COLLECTED_UNIT_VALUES,
    COLLECTED_UNITS,
    COLLECTED_VALUES,
    COUNT_COLUMNS,
    TYPED_AT_COLLECTION,
)
from xlcheck.schema.outputs.report import PROGRESS_COUNTS
from xlcheck.schema.table import Kind

SUMMED = [column for column in COUNT_COLUMNS if column.kind is Kind.INTEGER]
RATES = [column for column in COUNT_COLUMNS if column.kind is Kind.RATIO]
TABLES = [table for table in COLLECT_TABLES if table not in TYPED_AT_COLLECTION]


@dataclass(frozen=True)
class City:
    """What came of a city's packs, and the workbook as Excel would load it."""

    path: Path
    book: openpyxl.Workbook
    totals: CityTotals
    summary: CitySummary


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    done = collected(tmp_path_factory.mktemp("city"), 20)
    return City(done.book, openpyxl.load_workbook(done.book), done.totals, city_summary(done.totals, NOW.date()))


def rows(book, table):
    """The rows of a sheet by column, the sum too, without the notes below."""
    _, titles, *lines = ([cell.value for cell in row] for row in book[table.sheet].rows)
    assert tuple(titles) == table.titles
    until = next((n for n, line in enumerate(lines) if not any(line)), len(lines))
    return [dict(zip(table, line, strict=True)) for line in lines[:until]]


def said(book):
    """The lines of the page: what is counted -> (how many, which share, what is said of it)."""
    return {row[0]: tuple(row[1:]) for row in book[SHEET].iter_rows(values_only=True) if row[0]}


def written(path, *reports, notes=()):
    totals = CityTotals(2021, reports, (), ())
    write_collection(path, totals, city_summary(totals, NOW.date()), notes)
    return path


def missing(count, state=ReportState.OVERDUE):
    return [UnitReport(Unit(f"示例第{n}区交通运输局", f"{n}"), None, state) for n in range(1, count + 1)]


def sent(number, drawn, inspected):
    unit = Unit(f"示例第{number}区交通运输局", f"{number}")
    task = PackTask("202101", "01号", "第一批", "道路货物运输", drawn, drawn, inspected, 0, 0, 0, "检查中")
    pack = Pack("a.zip", None, f"{number}", unit.bureau, unit.region, 2021, tasks=(task,))
    return UnitReport(unit, pack, ReportState.SENT)


def test_sheets_stand_in_the_order_in_which_one_asks(city):
    assert city.book.sheetnames == [SHEET, *(table.sheet for table in TABLES)]


def test_the_page_answers_with_the_sums(city):
    counts, page = city.summary.whole, said(city.book)
    assert [page[name][0] for name in ("应查户次", "已抽户次", "已查户次", "已公示户次", "公示逾期户次")] == [
        counts.quota,
        counts.drawn,
        counts.inspected,
        counts.published,
        counts.overdue,
    ]
    assert [page[name][0] for name in ("发现问题", "未能判断", "应整改", "已整改", "逾期未整改")] == [
        counts.problems,
        counts.unjudged,
        counts.to_rectify,
        counts.rectified,
        counts.rectify_late,
    ]
    assert min(counts.problems, counts.unjudged, counts.rectified, counts.rectify_late) > 0
    assert page["发现问题"][1] == pytest.approx(counts.problems / counts.answered)
    assert f"填有检查结果的 {counts.answered} 户次" in page["发现问题"][2]


def test_the_page_names_who_is_late_missing_and_refused(city):
    page = said(city.book)
    assert page["应报送"][0] == 20
    assert page["已报送"][:2] == (17, pytest.approx(0.85))
    names = {"其中迟报": ReportState.LATE, "已退回，没有重报": ReportState.REFUSED, "逾期未报": ReportState.OVERDUE}
    for title, state in names.items():
        bureaus = city.summary.names[state]
        assert page[title][0] == len(bureaus) > 0
        assert page[title][2] == "、".join(bureaus)


def pages_of(sheet):
    """How many pages wide and high a sheet prints, 0 where there is no limit; the format leaves out a 1."""
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    setup = sheet.page_setup
    return tuple(1 if pages is None else pages for pages in (setup.fitToWidth, setup.fitToHeight))


def test_the_page_is_one_sheet_of_a4(city):
    sheet = city.book[SHEET]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert pages_of(sheet) == (1, 1)
    area, last = sheet.print_area.rsplit("$", 1)
    assert area == f"'{SHEET}'!$A$1:$D"
    assert 0 <= int(last) - chart_ends(city.path) <= 2


def chart_ends(path):
    """The 1-based row in which the chart of the page ends."""
    with zipfile.ZipFile(path) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    return 1 + int(re.search("<xdr:to>.*?<xdr:row>([0-9]+)</xdr:row>", drawing)[1])


def test_long_lists_print_their_titles_on_each_sheet_of_paper(city):
    for table in TABLES:
        sheet = city.book[table.sheet]
        assert sheet.print_title_rows == "$1:$2"
        assert pages_of(sheet) == (1, 0)


@pytest.mark.parametrize("table", [COLLECTED_BY_UNIT, COLLECTED_BY_CATEGORY], ids=["unit", "category"])
def test_sums_are_numbers_and_those_of_their_rows(city, table):
    *lines, total = rows(city.book, table)
    for column in SUMMED:
        values = [line[column] for line in lines if line[column] is not None]
        assert {type(value) for value in values} == {int}
        assert sum(values) == total[column] == getattr(city.summary.whole, column.key)
    for column in RATES:
        assert total[column] == pytest.approx(float(getattr(city.summary.whole, column.key)))


def test_rates_are_shown_as_percentages(city):
    sheet = city.book[COLLECTED_BY_UNIT.sheet]
    for column in RATES:
        cell = sheet.cell(3, 1 + COLLECTED_BY_UNIT.columns.index(column))
        assert (type(cell.value), cell.number_format) == (float, "0.0%")


def test_who_has_inspected_least_comes_first_who_sent_nothing_last(city):
    *lines, _ = rows(city.book, COLLECTED_BY_UNIT)
    rates = [line[COLLECTED_BY_UNIT.inspected_rate] for line in lines]
    assert rates[:17] == sorted(rates[:17])
    assert rates[17:] == [None] * 3
    assert {line[COLLECTED_BY_UNIT.state] for line in lines[17:]} == {"已退回", "逾期未报"}


def test_words_outside_the_lists_have_lines_of_their_own(city):
    words = {
        (line[COLLECTED_VALUES.field], line[COLLECTED_VALUES.value]): line for line in rows(city.book, COLLECTED_VALUES)
    }
    for field, value in (("检查结果", "符合要求"), ("处理结果", "移交综合执法队"), ("检查方式", "联合上路检查")):
        assert words[field, value][COLLECTED_VALUES.listed] == "否"
    own = words["检查结果", "超限、超载"]
    assert own[COLLECTED_VALUES.count] == own[COLLECTED_VALUES.unjudged] == city.summary.whole.unjudged
    by_unit = [line for line in rows(city.book, COLLECTED_UNIT_VALUES) if line[COLLECTED_VALUES.value] == "超限、超载"]
    assert sum(line[COLLECTED_VALUES.count] for line in by_unit) == own[COLLECTED_VALUES.count]
    assert len(by_unit) == own[COLLECTED_VALUES.bureaus]


def test_how_a_problem_is_judged_is_said(city):
    for sheet in (SHEET, COLLECTED_BY_UNIT.sheet, COLLECTED_BY_CATEGORY.sheet, COLLECTED_VALUES.sheet):
        notes = [text for (text, *_) in city.book[sheet].iter_rows(values_only=True) if text]
        assert sum(str(note).startswith("发现问题：检查结果在通用清单内的") for note in notes) == 1


def chart_of(path):
    """The names and values to which the only chart of the workbook points."""
    with zipfile.ZipFile(path) as package:
        (part,) = (name for name in package.namelist() if name.startswith("xl/charts/chart"))
        return re.findall("<c:f>([^<]*)</c:f>", package.read(part).decode())


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (10, 10), (120, MOST_BARS)])
def test_the_chart_has_as_many_bureaus_as_can_be_read(tmp_path, count, shown):
    path = written(tmp_path / "a.xlsx", *(sent(n, 200, n) for n in range(1, count + 1)))
    title, names, rates = chart_of(path)
    assert title == "分单位统计!$G$2"
    assert names == "分单位统计!$B$3" + (f":$B${2 + shown}" if shown > 1 else "")
    assert rates == names.replace("$B", "$G")
    assert COLLECTED_BY_UNIT.titles[6] == "检查率"


def test_bureaus_without_a_rate_are_not_in_the_chart(tmp_path):
    path = written(tmp_path / "a.xlsx", sent(1, 4, 2), sent(2, 0, 0), *missing(3))
    assert chart_of(path)[1] == "分单位统计!$B$3"
    assert rows(openpyxl.load_workbook(path), COLLECTED_BY_UNIT)[1][COLLECTED_BY_UNIT.inspected_rate] == "—"


def test_without_any_draw_a_sentence_stands_for_the_chart(tmp_path):
    path = written(tmp_path / "a.xlsx", *missing(2))
    with zipfile.ZipFile(path) as package:
        assert [name for name in package.namelist() if "chart" in name] == []
    assert "收到的材料中还没有抽取过的任务。" in said(openpyxl.load_workbook(path))


def test_of_many_names_the_page_has_the_first_and_where_the_others_stand(tmp_path):
    book = openpyxl.load_workbook(written(tmp_path / "a.xlsx", *missing(120)))
    count, share, names = said(book)["逾期未报"]
    assert (count, share) == (120, 1)
    first, _, rest = names.partition("等 120 个单位")
    assert first.split("、") == [f"示例第{n}区交通运输局" for n in range(1, 1 + len(first.split("、")))]
    assert 10 <= len(first.split("、")) < 20
    assert rest == "，全部名单见“报送情况”"


def test_whoever_has_sent_stands_for_itself_without_a_list(tmp_path):
    path = tmp_path / "a.xlsx"
    totals = replace(city_totals([sent(1, 4, 2).pack], [], 2021, NOW.date()), refused=(Pack("b.zip", None, ""),))
    assert not totals.is_listed
    write_collection(path, totals, city_summary(totals, NOW.date()), ["没有填写名单。"])
    page = said(openpyxl.load_workbook(path))
    assert page["应报送"] == ("—", None, "没有报送单位名单")
    assert page["已报送"][:2] == (1, None)
    assert page["退回的材料"][0] == 1
    assert "没有填写名单。" in page


def test_every_count_column_is_a_count_of_the_model():
    assert {column.key for column in COUNT_COLUMNS} <= set(dir(CityCounts))


@pytest.mark.parametrize("table", [COLLECTED_UNITS, COLLECTED_TASKS], ids=["units", "tasks"])
def test_counts_of_packs_are_numbers(city, table):
    lines = rows(city.book, table)
    for column in PROGRESS_COUNTS:
        assert {type(line[column]) for line in lines} - {type(None)} == {int}
