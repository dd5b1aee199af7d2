"""校验报告: the worst first, counted by cell, each linked to where it stands."""

from dataclasses import replace

import openpyxl
import pytest

from tests.benchmarks.findings import many_findings, write_report
from tests.cells import FIRST, cell
from xlcheck.excel.write import check as findings_report
from xlcheck.excel.write.check import write_findings
from xlcheck.messages import FINDINGS as CATALOGUE
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.model import Place, finding
from xlcheck.schema.inputs import ENTITIES, PLAN
from xlcheck.schema.outputs.check import FINDINGS

BOOKS = ("抽查工作计划.xlsx", "检查对象名录库.xlsx", "单位设置.xlsx")


def at(row=3, column=ENTITIES.name, table=ENTITIES, book=BOOKS[1], sheet="", title="检查对象名称"):
    """The place of a cell in a workbook that has the columns of a table."""
    return Place(book, sheet or table.sheet, row, 1 + table.as_offered.columns.index(column), title)


def listed(column, row=FIRST):
    """The name of a cell of 问题清单."""
    return cell(FINDINGS, column, row)


def filtered(last):
    """The area with a filter where 问题清单 ends in a row."""
    return f"A2:{listed(FINDINGS.columns[-1], last)}"


HINT = finding("phone.unusual", at(9, ENTITIES.phone), "12")
WARNING = finding("code.check", at(5, ENTITIES.code), "91140603MA0K000099")
ERROR = finding("cell.required", at(7), title="检查对象名称")
EARLIER = finding("choice.unknown", at(4, ENTITIES.status), "停业整", "停业整顿", allowed="营业、停业整顿")
OTHER_BOOK = finding("plan.no-year", at(3, PLAN.task_name, PLAN, BOOKS[0]), "示例", year=2021)
WHOLE = finding("book.missing", Place("随机抽查事项清单.xlsx"), book="随机抽查事项清单.xlsx", folder="某处")


@pytest.fixture
def written(tmp_path):
    def write(*findings, **more):
        path = tmp_path / "校验" / "校验报告.xlsx"
        write_findings(path, findings, dict.fromkeys(BOOKS, "../"), "2021-01-05 09:00", **more)
        return openpyxl.load_workbook(path)

    return write


def table(book):
    """The rows of 问题清单 by title."""
    _, titles, *rows = [[cell.value for cell in row] for row in book[FINDINGS.sheet].rows]
    return [dict(zip(titles, row, strict=True)) for row in rows]


def texts(book, sheet="汇总"):
    return [[cell.value for cell in row if cell.value is not None] for row in book[sheet].rows]


def test_worst_first_then_by_place(written):
    rows = table(written(HINT, WARNING, ERROR, OTHER_BOOK, EARLIER, WHOLE))
    assert [row["代码"] for row in rows] == [
        "book.missing",  # what may have caused the others
        "choice.unknown",
        "cell.required",
        "plan.no-year",
        "code.check",
        "phone.unusual",
    ]


def test_a_row_says_where_what_and_what_to_do(written):
    (row,) = table(written(EARLIER))
    assert row == {
        "序号": 1,
        "级别": "错误",
        "工作簿": "检查对象名录库.xlsx",
        "工作表": "检查对象名录库",
        "单元格": cell(ENTITIES, ENTITIES.status, 4),
        "字段": "检查对象名称",
        "现值": "停业整",
        "问题": problem(EARLIER),
        "建议": f"{remedy(EARLIER)}；可改为“停业整顿”",
        "代码": "choice.unknown",
    }


def test_rows_are_numbered_and_no_code_is_shown(written):
    book = written(HINT, WARNING, ERROR)
    assert [row["序号"] for row in table(book)] == [1, 2, 3]
    hidden = {
        (sheet.title, name) for sheet in book for name, column in sheet.column_dimensions.items() if column.hidden
    }
    assert hidden == {(FINDINGS.sheet, listed(FINDINGS.code)[0]), ("汇总", "F")}


def test_cell_is_a_link_and_a_whole_workbook_is_none(written):
    sheet = written(ERROR, WHOLE)[FINDINGS.sheet]
    second, first = (sheet[listed(FINDINGS.cell, row)] for row in (3, 4))
    assert first.hyperlink.target.replace("\\", "/") == "../检查对象名录库.xlsx"
    assert first.hyperlink.location == f"'检查对象名录库'!{cell(ENTITIES, ENTITIES.name, 7)}"
    assert (second.hyperlink, second.value) == (None, None)


def test_sheet_name_with_an_apostrophe_is_quoted(written):
    sheet = written(finding("cell.required", at(sheet="名录'21"), title="x"))[FINDINGS.sheet]
    assert sheet[listed(FINDINGS.cell)].hyperlink.location == f"'名录''21'!{cell(ENTITIES, ENTITIES.name)}"


def test_levels_have_their_colours(written):
    sheet = written(HINT, WARNING, ERROR)[FINDINGS.sheet]
    fills = [sheet[listed(FINDINGS.level, row)].fill for row in (3, 4, 5)]
    assert len({fill.fgColor.rgb for fill in fills}) == 3
    assert all(fill.fill_type == "solid" for fill in fills)


def test_summary_counts_cells_by_workbook_and_kind(written):
    folded = replace(ERROR, also=(at(8), at(9)))
    lines = texts(written(folded, WARNING, HINT, OTHER_BOOK))
    assert ["检查对象名录库.xlsx", 3, 1, 1] in lines
    assert ["抽查工作计划.xlsx", 0, 1, 0] in lines
    assert ["单位设置.xlsx", 0, 0, 0] in lines
    assert any("有 3 处错误" in str(cell) for line in lines for cell in line)
    kinds = {line[-1]: line for line in lines if line and line[-1] in CATALOGUE}
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
    assert book.sheetnames == ["汇总", FINDINGS.sheet]
    assert table(book) == []


def test_accepted_finding_is_a_hint_with_its_reason(written):
    accepted = replace(ERROR, waiver="执照上没有名称")
    (row,) = table(written(accepted))
    assert row["级别"] == "提示"
    assert "执照上没有名称" in row["问题"]


def test_formula_like_values_are_text(written):
    values = ("=1+1", "+1", "@x", '=HYPERLINK("http://example.invalid")')
    book = written(*(finding("choice.unknown", at(n), value, value, allowed="") for n, value in enumerate(values, 3)))
    cells = [book[FINDINGS.sheet][listed(FINDINGS.value, row)] for row in range(3, book[FINDINGS.sheet].max_row + 1)]
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
    sheet = written(ERROR, WARNING, HINT)[FINDINGS.sheet]
    assert sheet.auto_filter.ref == filtered(5)


def test_most_urgent_are_listed_and_all_are_counted(written, monkeypatch):
    monkeypatch.setattr(findings_report, "MOST_ROWS", 2)
    book = written(HINT, WARNING, ERROR, OTHER_BOOK)
    assert [row["代码"] for row in table(book)] == ["cell.required", "plan.no-year"]
    assert book[FINDINGS.sheet].auto_filter.ref == filtered(4)
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
    sheet = written(ERROR, WARNING)[FINDINGS.sheet]
    cells = [sheet[listed(FINDINGS.cell, row)] for row in (3, 4)]
    assert [(cell.value, bool(cell.hyperlink)) for cell in cells] == [
        (cell(ENTITIES, ENTITIES.name, 7), True),
        (cell(ENTITIES, ENTITIES.code, 5), False),
    ]


def test_every_level_has_a_finding_above():
    assert {level(f) for f in (HINT, WARNING, ERROR)} == set(Level)
