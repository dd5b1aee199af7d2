"""校验报告: the worst first, counted by cell, each linked to where it stands."""

from dataclasses import replace

import openpyxl
import pytest

from tests.benchmarks.findings import many_findings, write_report
from xlcheck.excel.write import check as findings_report
from xlcheck.excel.write.check import write_findings
from xlcheck.messages import FINDINGS, Level, level, problem, remedy
from xlcheck.model import Place, finding
from xlcheck.schema import outputs

BOOKS = ("抽查工作计划.xlsx", "检查对象名录库.xlsx", "单位设置.xlsx")


def at(row=3, column=2, book=BOOKS[1], sheet="检查对象名录库", title="检查对象名称"):
    return Place(book, sheet, row, column, title)


HINT = finding("phone.unusual", at(9, 13), "12")
WARNING = finding("code.check", at(5, 3), "91140603MA0K000099")
ERROR = finding("cell.required", at(7), title="检查对象名称")
EARLIER = finding("choice.unknown", at(4, 15), "停业整", "停业整顿", allowed="营业、停业整顿")
OTHER_BOOK = finding("plan.no-year", at(3, 4, BOOKS[0], "抽查工作计划"), "示例", year=2021)
WHOLE = finding("book.missing", Place("随机抽查事项清单.xlsx"), book="随机抽查事项清单.xlsx", folder="某处")


@pytest.fixture
def written(tmp_path):
    def write(*findings, **more):
        path = tmp_path / "校验" / "校验报告.xlsx"
        write_findings(path, findings, BOOKS, "../", "2021-01-05 09:00", **more)
        return openpyxl.load_workbook(path)

    return write


def table(book):
    """The rows of 问题清单 by title."""
    _, titles, *rows = [[cell.value for cell in row] for row in book[outputs.FINDINGS.sheet].rows]
    return [dict(zip(titles, row, strict=True)) for row in rows]


def texts(book, sheet="汇总"):
    return [[cell.value for cell in row if cell.value is not None] for row in book[sheet].rows]


def test_worst_first_then_by_place(written):
    rows = table(written(HINT, WARNING, ERROR, OTHER_BOOK, EARLIER, WHOLE))
    assert [row["代码"] for row in rows] == [
        "choice.unknown",
        "cell.required",
        "book.missing",
        "plan.no-year",
        "code.check",
        "phone.unusual",
    ]


def test_a_row_says_where_what_and_what_to_do(written):
    (row,) = table(written(EARLIER))
    assert row == {
        "级别": "错误",
        "工作簿": "检查对象名录库.xlsx",
        "工作表": "检查对象名录库",
        "单元格": "O4",
        "字段": "检查对象名称",
        "现值": "停业整",
        "问题": problem(EARLIER),
        "建议": f"{remedy(EARLIER)}；可改为“停业整顿”",
        "代码": "choice.unknown",
    }


def test_cell_is_a_link_and_a_whole_workbook_is_none(written):
    sheet = written(ERROR, WHOLE)[outputs.FINDINGS.sheet]
    first, second = sheet["D3"], sheet["D4"]
    assert first.hyperlink.target.replace("\\", "/") == "../检查对象名录库.xlsx"
    assert first.hyperlink.location == "'检查对象名录库'!B7"
    assert (second.hyperlink, second.value) == (None, None)


def test_sheet_name_with_an_apostrophe_is_quoted(written):
    sheet = written(finding("cell.required", at(sheet="名录'21"), title="x"))[outputs.FINDINGS.sheet]
    assert sheet["D3"].hyperlink.location == "'名录''21'!B3"


def test_levels_have_their_colours(written):
    sheet = written(HINT, WARNING, ERROR)[outputs.FINDINGS.sheet]
    colours = [sheet.cell(row, 1).fill.fgColor.rgb for row in (3, 4, 5)]
    assert len(set(colours)) == 3
    assert all(sheet.cell(row, 1).fill.fill_type == "solid" for row in (3, 4, 5))


def test_summary_counts_cells_by_workbook_and_kind(written):
    folded = replace(ERROR, also=(at(8), at(9)))
    lines = texts(written(folded, WARNING, HINT, OTHER_BOOK))
    assert ["检查对象名录库.xlsx", 3, 1, 1] in lines
    assert ["抽查工作计划.xlsx", 0, 1, 0] in lines
    assert ["单位设置.xlsx", 0, 0, 0] in lines
    assert any("有 3 处错误" in str(cell) for line in lines for cell in line)
    kinds = {line[-1]: line for line in lines if line and line[-1] in FINDINGS}
    assert list(kinds) == ["cell.required", "plan.no-year", "code.check", "phone.unusual"]
    assert kinds["cell.required"][1:3] == ["错误", 3]


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ((), "没有错误，可以进行下一步。"),
        ((HINT,), "没有错误，可以进行下一步。其余问题请核对。"),
        ((HINT, WARNING), "没有错误。请先逐条核对警告，再进行下一步。"),
        ((ERROR, WHOLE), "有 2 处错误，须在原工作簿中改正后重新校验；错误未改正前不能抽取或公示。"),
    ],
)
def test_verdict(written, findings, words):
    assert [words] in texts(written(*findings))


def test_time_of_the_check_is_said(written):
    assert ["校验时间：2021-01-05 09:00"] in texts(written())


def test_report_without_findings_has_its_header(written):
    book = written()
    assert book.sheetnames == ["汇总", outputs.FINDINGS.sheet]
    assert table(book) == []


def test_accepted_finding_is_a_hint_with_its_reason(written):
    accepted = replace(ERROR, waiver="执照上没有名称")
    (row,) = table(written(accepted))
    assert row["级别"] == "提示"
    assert "执照上没有名称" in row["问题"]


def test_formula_like_values_are_text(written):
    values = ("=1+1", "+1", "@x", '=HYPERLINK("http://example.invalid")')
    book = written(*(finding("choice.unknown", at(n), value, value, allowed="") for n, value in enumerate(values, 3)))
    cells = [row[5] for row in book[outputs.FINDINGS.sheet].iter_rows(min_row=3)]
    assert [(cell.data_type, cell.value) for cell in cells] == [("s", value) for value in values]


@pytest.mark.parametrize("code", ["choice.unknown", "cell.error-value", "scope.unknown-category"])
def test_longest_value_that_a_cell_holds__ok(written, code):
    long = finding(code, at(), "长" * 32_767, allowed="", title="", names="")
    (row,) = table(written(long))
    assert len(row["现值"]) == 32_767
    assert len(row["问题"]) < 400


def test_only_a_practice_report_is_marked(written):
    for practice in (False, True):
        for sheet in written(ERROR, practice=practice).worksheets:
            assert ("演练" in str(sheet.oddHeader.center.text)) == practice


def test_filter_spans_all_rows(written):
    sheet = written(ERROR, WARNING, HINT)[outputs.FINDINGS.sheet]
    assert sheet.auto_filter.ref == "A2:I5"


def test_most_urgent_are_listed_and_all_are_counted(written, monkeypatch):
    monkeypatch.setattr(findings_report, "MOST_ROWS", 2)
    book = written(HINT, WARNING, ERROR, OTHER_BOOK)
    assert [row["代码"] for row in table(book)] == ["cell.required", "plan.no-year"]
    assert book[outputs.FINDINGS.sheet].auto_filter.ref == "A2:I4"
    (verdict,) = next(line for line in texts(book) if "错误，" in str(line[0]))
    assert verdict.endswith("（问题清单只列出最要紧的 2 条，还有 2 条，改正后再校验。）")
    assert ["检查对象名录库.xlsx", 1, 1, 1] in texts(book)


def test_a_hundred_thousand_findings_take_less_than_20_megabytes(tmp_path):
    report, count = tmp_path / "校验报告.xlsx", 1_000
    findings = many_findings(tmp_path / "检查对象名录库.xlsx", count)
    write_report(report, findings)
    summary, listed = openpyxl.load_workbook(report).worksheets
    assert (len(findings), listed.max_row) == (count, count + 2)
    assert report.stat().st_size / count * 100_000 < 20_000_000
    assert summary.max_row < 20


def test_no_more_links_than_a_program_opens_fast(written, monkeypatch):
    monkeypatch.setattr(findings_report, "_MOST_LINKS", 1)
    sheet = written(ERROR, WARNING)[outputs.FINDINGS.sheet]
    assert [(cell.value, bool(cell.hyperlink)) for cell in (sheet["D3"], sheet["D4"])] == [("B7", True), ("C5", False)]


def test_every_level_has_a_finding_above():
    assert {level(f) for f in (HINT, WARNING, ERROR)} == set(Level)
