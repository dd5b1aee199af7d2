"""校验: whatever a clerk has done to the workbooks is told, nothing of theirs is written to."""

import json
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import unquote

import openpyxl
import pytest

from tests.cells import FIRST, HEADER, cell, found_at, number
from tests.steps.helpers import beside, contents, edited, formulas, inputs, put, rows_of, sentence, texts
from xlcheck.excel.forms import CREDIT_FORM, FOLDER, LEDGER_FORM, PLATFORM_FORM, PORTAL_FORM
from xlcheck.excel.read.workbook import read_cells
from xlcheck.messages import Level, level, problem, remedy
from xlcheck.schema.inputs import (
    ENTITIES,
    ENTITY_BOOK,
    INPUT_BOOKS,
    INSPECTOR_BOOK,
    INSPECTORS,
    ITEM_BOOK,
    PLAN,
    PLAN_BOOK,
    SETTINGS_BOOK,
)
from xlcheck.schema.outputs.check import COVERAGE, FINDINGS
from xlcheck.steps.check.check import check, recognise
from xlcheck.steps.practice.sample import PRINTED_PLAN

FORMULA_LIKE = ("=1+1", '=HYPERLINK("http://example.invalid","x")', "+1", "-1", "@x", "=cmd|' /c calc'!A0", "#N/A")


def codes(done, book=None):
    return {f.code for f in done.findings if book is None or f.place.book == book.filename}


def by_code(done, code):
    return next(f for f in done.findings if f.code == code)


def test_shipped_desk__ok(run):
    done = check(run)
    assert done.count(Level.ERROR) == 0
    assert done.report == run.desk.checks / "校验报告.xlsx"
    assert {level(f) for f in done.findings} == {Level.HINT}


def test_how_far_the_plan_reaches_is_told_before_anything_is_drawn(run):
    for workbook in (None, run.desk.root / PRINTED_PLAN):
        cells = read_cells(check(run, workbook).report)[COVERAGE.sheet]
        assert [cells[row, number(COVERAGE, COVERAGE.category)] for row in (3, 7, 8)] == [
            "道路旅客运输",
            "公路建设",
            "合计",
        ]
        times = (COVERAGE.never, COVERAGE.once, COVERAGE.twice, COVERAGE.more)
        entities, *parts = (int(cells[8, number(COVERAGE, column)]) for column in (COVERAGE.entities, *times))
        assert entities == sum(parts)
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.code, HEADER): "代码"})
    check(run)


def test_no_workbook_is_written_to(run):
    before = inputs(run.desk)
    check(run)
    check(run, run.desk.root / PRINTED_PLAN)
    assert inputs(run.desk) == before


@pytest.mark.parametrize("book", [PLAN_BOOK, ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK])
def test_missing_workbook__error(run, book):
    run.desk.book(book).unlink()
    done = check(run)
    told = by_code(done, "book.missing")
    assert (told.place.book, level(told)) == (book.filename, Level.ERROR)
    assert str(run.desk.root) in remedy(told)


@pytest.mark.parametrize("book", [PLAN_BOOK, ENTITY_BOOK, INSPECTOR_BOOK, ITEM_BOOK])
def test_truncated_workbook__error(run, book):
    path = run.desk.book(book)
    path.write_bytes(path.read_bytes()[:3000])
    done = check(run)
    assert "损坏" in problem(by_code(done, "book.unreadable"))
    assert f"标注-{book.filename}" not in {p.name for p in done.copies}


def test_settings_that_cannot_be_read__error(run):
    path = run.desk.book(SETTINGS_BOOK)
    path.write_bytes(path.read_bytes()[:3000])
    assert "《单位设置.xlsx》" in sentence(check, run)
    path.unlink()
    assert "找不到" in sentence(check, run)


@pytest.mark.parametrize("pattern", ["~${}", ".~{}", ".~lock.{}#"])
def test_open_workbook_is_read_with_a_warning(run, pattern):
    lock = run.desk.root / pattern.format(ENTITY_BOOK.filename)
    lock.write_bytes(b"")
    done = check(run)
    told = by_code(done, "book.open")
    assert (level(told), told.place.book) == (Level.WARNING, ENTITY_BOOK.filename)
    assert lock.name in problem(told)
    assert "registry.licence-lapses" in codes(done, ENTITY_BOOK)


def test_renamed_column__error(run):
    title = cell(ENTITIES, ENTITIES.code, HEADER)
    put(run.desk.book(ENTITY_BOOK), {title: "信用代码统一社会"})
    told = by_code(check(run), "header.renamed")
    assert (told.place.cell, told.value) == (title, "信用代码统一社会")


def test_renamed_column_that_may_be_missing_is_pointed_out(run):
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.licence_to, HEADER): "许可证有效期"})
    assert level(by_code(check(run), "header.similar")) is Level.WARNING


def test_renamed_sheet_of_recusals__error(run):
    edited(run.desk.book(INSPECTOR_BOOK), lambda sheet: setattr(sheet, "title", "回避"), "回避关系")
    assert "“回避关系”" in problem(by_code(check(run), "sheet.missing"))


def test_plan_without_rows_is_pointed_out(run):
    edited(run.desk.book(PLAN_BOOK), lambda sheet: sheet.delete_rows(3, 20))
    assert "sheet.empty" in codes(check(run), PLAN_BOOK)


def test_date_typed_for_a_ratio__error(run):
    ratio = cell(PLAN, PLAN.ratio)
    put(run.desk.book(PLAN_BOOK), {ratio: date(2021, 1, 2)})
    told = by_code(check(run), "ratio.unreadable")
    assert (told.place.cell, told.value) == (ratio, "2021-01-02")


def test_very_long_cell__error(run):
    put(run.desk.book(PLAN_BOOK), {cell(PLAN, PLAN.kind): "随" * 32767})
    done = check(run)
    assert "choice.unknown" in codes(done, PLAN_BOOK)
    assert "choice.unknown" in read_cells(done.report)["问题清单"].values()


def test_half_of_a_surrogate_pair_is_text(run):
    """A hostile file may name code points that no text can hold."""
    cells = {cell(ENTITIES, ENTITIES.name): "示例_xD800_公司", cell(ENTITIES, ENTITIES.grade, 4): "_xDFFF_"}
    put(run.desk.book(ENTITY_BOOK), cells)
    done = check(run)
    assert "choice.unknown" in codes(done, ENTITY_BOOK)


def test_single_workbook_is_checked_in_place_of_the_desks_own(run):
    done = check(run, run.desk.root / PRINTED_PLAN)
    assert done.report.name == "校验报告-抽查工作计划（印发件）.xlsx"
    assert {f.place.book for f in done.findings} == {PRINTED_PLAN}
    assert done.count(Level.ERROR) == 26
    assert [p.name for p in done.copies] == [f"标注-{PRINTED_PLAN}"]


@pytest.mark.parametrize("book", INPUT_BOOKS)
def test_each_workbook_is_recognised(run, book):
    copy = run.desk.root / "另存 (1).xlsx"
    shutil.copy2(run.desk.book(book), copy)
    assert recognise(copy) == book


def test_workbook_of_another_kind__error(run, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "金额"])
    book.save(tmp_path / "工资.xlsx")
    assert "《工资.xlsx》不像是" in sentence(check, run, tmp_path / "工资.xlsx")


@pytest.mark.parametrize("form", [PORTAL_FORM, PLATFORM_FORM, CREDIT_FORM, LEDGER_FORM])
def test_what_the_tool_writes_is_not_taken_for_a_plan__error(run, form):
    template = run.desk.templates / FOLDER / form.filename
    shutil.copy2(template, run.desk.root)
    assert "没有校验" in sentence(check, run, run.desk.root / form.filename)


def test_second_check_sets_the_first_report_aside(run):
    first = check(run, run.desk.root / PRINTED_PLAN)
    kept = first.report.read_bytes()
    later = replace(run, now=run.now + timedelta(minutes=5))
    second = check(later, run.desk.root / PRINTED_PLAN)
    old = run.desk.checks / "旧版"
    assert (old / "校验报告-抽查工作计划（印发件）_20210105-090500.xlsx").read_bytes() == kept
    assert len(list(old.glob("标注-*.xlsx"))) == 1
    assert second.report.exists()


def test_check_in_the_same_second_keeps_all_reports(run):
    for _ in range(3):
        check(run)
    assert len(list((run.desk.checks / "旧版").glob("校验报告_*.xlsx"))) == 2


def test_copy_that_is_no_longer_due_is_set_aside(run):
    printed = run.desk.root / PRINTED_PLAN
    check(run, printed)
    shutil.copy2(run.desk.book(PLAN_BOOK), printed)
    done = check(run, printed)
    assert done.findings == ()
    assert not (run.desk.checks / f"标注-{PRINTED_PLAN}").exists()


def test_marked_copy_has_fills_and_notes_and_everything_else(run):
    printed = run.desk.root / PRINTED_PLAN
    done = check(run, printed)
    (copy,) = done.copies
    marked, original = openpyxl.load_workbook(copy), openpyxl.load_workbook(printed)
    sheet, before = marked.worksheets[0], original.worksheets[0]
    assert [[c.value for c in row] for row in sheet.rows] == [[c.value for c in row] for row in before.rows]
    faulty = {p.cell for f in done.findings for p in f.places if p.cell}
    assert len(faulty) > 30
    for row in sheet.iter_rows(min_row=3, max_row=17):
        for one in row:
            assert (one.comment is not None) == (one.coordinate in faulty), one.coordinate
            assert (one.fill.fill_type == "solid") == (one.coordinate in faulty), one.coordinate
    error, hint = sheet[cell(PLAN, PLAN.task_name, 16)], sheet[cell(PLAN, PLAN.items, 11)]
    assert "献县" in error.comment.text
    assert error.fill.fgColor.rgb != hint.fill.fgColor.rgb


def links(path):
    """(displayed cell, target) of each link in the report, as a reader of the package sees them."""
    with zipfile.ZipFile(path) as package:
        sheet = next(n for n in package.namelist() if "worksheets/sheet" in n and b"<hyperlinks>" in package.read(n))
        folder, _, name = sheet.rpartition("/")
        relations = package.read(f"{folder}/_rels/{name}.rels").decode()
        targets = dict(re.findall(r'Id="(\w+)"[^>]*Target="([^"]*)"', relations))
        found = re.findall(r'<hyperlink ref="(\w+)" r:id="(\w+)"(?: location="([^"]*)")?', package.read(sheet).decode())
    return [(ref, unquote(targets[rid]).replace("\\", "/"), place) for ref, rid, place in found]


def report_rows(done):
    """Each row of the report that names a cell: its Excel row and its cells by title."""
    cells = read_cells(done.report)[FINDINGS.sheet]
    columns, at = range(1, 1 + len(FINDINGS.columns)), number(FINDINGS, FINDINGS.cell)
    return {
        row: {cells[HEADER, column]: cells.get((row, column), "") for column in columns}
        for row in sorted({r for r, c in cells if c == at and r > HEADER})
    }


@pytest.mark.parametrize("folder", ["", "下载 50%", "../别处"])
def test_links_open_the_right_cell_of_the_right_workbook(run, folder):
    place = run.desk.root / folder
    place.mkdir(exist_ok=True)
    path = shutil.copy2(run.desk.root / PRINTED_PLAN, place / "计划 (1).xlsx")
    done = check(run, path)
    targets = {ref: (target, at) for ref, target, at in links(done.report)}
    rows = report_rows(done)
    assert len(rows) > 10
    for line, row in rows.items():
        target, at = targets[cell(FINDINGS, FINDINGS.cell, line)]
        file = target.removeprefix("file:///")
        assert (run.desk.checks / file).resolve() == path.resolve()
        assert at == f"'{row['工作表']}'!{row['单元格'].split('、')[0].split(':')[0]}"


def test_name_with_the_sign_that_begins_a_cell_gets_no_link(run):
    done = check(run, shutil.copy2(run.desk.root / PRINTED_PLAN, run.desk.root / "计划#2.xlsx"))
    assert len(report_rows(done)) > 10
    with zipfile.ZipFile(done.report) as package:
        assert not any(b"<hyperlink " in package.read(name) for name in package.namelist())


def test_report_of_the_desk_links_upward(run):
    done = check(run)
    assert {target for _, target, _ in links(done.report)} <= {f"../{book.filename}" for book in INPUT_BOOKS}


def test_formula_like_text_stays_text_in_report_and_copy(run):
    entities = run.desk.book(ENTITY_BOOK)
    names = {cell(ENTITIES, ENTITIES.name, row): text for row, text in enumerate(FORMULA_LIKE, start=FIRST)}
    wrong = {cell(ENTITIES, ENTITIES.status, row): text for row, text in enumerate(FORMULA_LIKE, start=FIRST)}
    put(entities, names | wrong)
    before = inputs(run.desk)
    done = check(run, entities)
    assert done.count(Level.ERROR) >= len(FORMULA_LIKE)
    assert formulas(done.report) == []
    (copy,) = done.copies
    assert formulas(copy) == []
    opened = openpyxl.load_workbook(copy).worksheets[0]
    for name, text in (names | wrong).items():
        assert (opened[name].data_type, opened[name].value) == ("s", text)
    assert set(FORMULA_LIKE) <= set(read_cells(done.report)["问题清单"].values())
    assert inputs(run.desk) == before


def test_own_formulas_survive_in_the_copy(run):
    path = run.desk.root / PRINTED_PLAN
    edited(path, lambda sheet: sheet.__setitem__(beside(PLAN, FIRST, 2), "=1+1"))
    (copy,) = check(run, path).copies
    assert formulas(copy) == ["1+1"]


def test_report_tells_no_private_value_but_the_faulty_one(run):
    done = check(run)
    phones = {str(row["联系电话"]) for row in rows_of(run.desk.book(ENTITY_BOOK)) if row.get("联系电话")}
    assert len(phones) > 100
    assert not phones & set(texts(done.report))


def test_check_writes_only_where_it_says(run):
    before = contents(run.desk.root)
    check(run)
    after = contents(run.desk.root)
    assert {name.split("/")[0] for name in set(after) - set(before)} <= {"校验", "存档"}
    assert {name: after[name] for name in before} == before


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"entities": "多"}'])
def test_damaged_count_of_rows_is_made_afresh(run, text):
    check(run)
    counts = run.desk.archive / "校验行数.json"
    counts.write_text(text, "utf-8")
    assert check(run).count(Level.ERROR) == 0
    assert json.loads(counts.read_text("utf-8"))["entities"] == 582


def test_registry_that_lost_rows_is_pointed_out(run):
    check(run)
    edited(run.desk.book(ENTITY_BOOK), lambda sheet: sheet.delete_rows(10, 5))
    told = by_code(check(run), "registry.fewer")
    assert "少了 5 行" in problem(told)


def test_report_that_is_open_in_excel__error(run, monkeypatch):
    check(run)
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(PermissionError))
    assert "请关闭文件" in sentence(check, run)


def test_duplicate_of_a_company_and_missing_code__error(run):
    known = rows_of(run.desk.book(ENTITY_BOOK))[0]["统一社会信用代码"]
    codes = {FIRST + 1: known, FIRST + 2: None, FIRST + 3: 911406031234567890}
    put(run.desk.book(ENTITY_BOOK), {cell(ENTITIES, ENTITIES.code, row): code for row, code in codes.items()})
    wrong = ("cell.repeated", "cell.required", "code.lost-digits")
    expected = {(code, ENTITIES.code.title, row) for code, row in zip(wrong, codes, strict=True)}
    assert expected <= set(found_at(check(run).findings))


def test_extra_rows_that_are_none_give_no_error(run):
    last = HEADER + len(rows_of(run.desk.book(ENTITY_BOOK)))
    blank = cell(ENTITIES, ENTITIES.name, last + 40)
    filler, count = (cell(ENTITIES, ENTITIES.no, last + n) for n in (41, 42))
    put(run.desk.book(ENTITY_BOOK), {blank: " ", filler: "填表人：示例员", count: "584"})
    assert check(run).count(Level.ERROR) == 0


def test_titles_of_the_registry_stand_where_the_schema_has_them(run):
    """The tests above name cells by table and column."""
    sheet = openpyxl.load_workbook(run.desk.book(ENTITY_BOOK)).worksheets[0]
    titles = [each.value for each in sheet[HEADER] if each.value is not None]
    assert titles == [column.title for column in ENTITIES.as_offered]
    for column in ENTITIES.as_offered:
        assert sheet[cell(ENTITIES, column, HEADER)].value == column.title


def test_certificates_with_characters_are_repaired_where_that_is_certain(run):
    book, column = run.desk.book(INSPECTOR_BOOK), number(INSPECTORS, INSPECTORS.cert)
    first, second = (cell(INSPECTORS, INSPECTORS.cert, row) for row in (3, 4))
    put(book, {first: "晋SL140603-1001号", second: "晋（2020）140603号"})
    done = check(run, with_repairs=True)
    assert [(f.value, f.proposal) for f in done.repairs] == [("晋SL140603-1001号", "SL140603-1001")]
    (copy,) = done.repaired
    cells = read_cells(copy)[INSPECTORS.sheet]
    assert (cells[3, column], cells[4, column]) == ("SL140603-1001", "晋（2020）140603号")
