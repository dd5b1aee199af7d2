"""The workbooks that staff keep: guides for every column, and the shipped ones as the schema has them."""

from pathlib import Path

import openpyxl
import pytest

from tests.builders import SETTINGS
from tests.cells import cell, letters
from tests.workbook_content import differing
from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.schema.inputs import (
    ENTITIES,
    ENTITY_BOOK,
    INPUT_BOOKS,
    INSPECTORS,
    PLAN,
    PLAN_BOOK,
    SETTINGS_BOOK,
    UNIT,
)
from xlcheck.schema.table import CHOOSE_ONE, CHOOSE_SEVERAL, DATE_KINDS, GUIDE_SHEET, OPTIONS_SHEET, Kind
from xlcheck.schema.vocabularies import CATEGORY
from xlcheck.steps.practice.sample import write_sample_desk, write_templates

ROOT = Path(__file__).parents[3]
TABLES = [(book, table.as_offered) for book in INPUT_BOOKS for table in book.tables]


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Every blank workbook, opened."""
    folder = tmp_path_factory.mktemp("books")
    for book in INPUT_BOOKS:
        write_desk_book(folder / book.filename, book, {}, SETTINGS)
    return {book.key: openpyxl.load_workbook(folder / book.filename) for book in INPUT_BOOKS}


def rules(sheet):
    """The validation of each column by its letter."""
    return {str(rule.sqref).split(":")[0].rstrip("0123456789"): rule for rule in sheet.data_validations.dataValidation}


def values_behind(book, rule):
    """What a drop-down offers."""
    sheet, _, area = rule.formula1.partition("!")
    return [cell.value for (cell,) in book[sheet.strip("'")][area.replace("$", "")]]


def ids(pair):
    return f"{pair[0].key}-{pair[1].key}"


@pytest.mark.parametrize("pair", TABLES, ids=ids)
def test_header_stands_below_the_title_and_stays_on_the_screen(books, pair):
    book, table = pair
    sheet = books[book.key][table.sheet]
    assert [cell.value for cell in sheet[2]] == list(table.titles)
    assert sheet.freeze_panes.endswith("3")
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.auto_filter.ref.startswith("A2:")


@pytest.mark.parametrize("pair", TABLES, ids=ids)
def test_every_column_from_a_list_has_its_drop_down(books, pair):
    book, table = pair
    found = rules(books[book.key][table.sheet])
    for column in table.columns:
        rule = found[letters(table, column)]
        assert (rule.type == "list") == bool(column.vocabulary), column.key
        if column.vocabulary:
            offered = [value for value in values_behind(books[book.key], rule) if value]
            assert offered == list(vocabulary(column.vocabulary, SETTINGS)), column.key


@pytest.mark.parametrize("pair", TABLES, ids=ids)
def test_every_column_tells_how_it_is_filled(books, pair):
    book, table = pair
    found = rules(books[book.key][table.sheet])
    for column in table.columns:
        rule = found[letters(table, column)]
        assert rule.promptTitle == column.title
        assert rule.showInputMessage
        assert rule.prompt.startswith("必填" if column.required and not column.derived else "可不填"), column.key
        assert column.hint[:200] in rule.prompt


def test_several_values_are_not_refused_and_one_wrong_value_is(books):
    found = rules(books["inspectors"][INSPECTORS.sheet])
    several, one = (found[letters(INSPECTORS, column)] for column in (INSPECTORS.scope, INSPECTORS.status))
    assert (several.showErrorMessage, several.errorStyle, several.error) == (True, "warning", CHOOSE_SEVERAL)
    assert (one.showErrorMessage, one.errorStyle, one.error) == (True, None, CHOOSE_ONE)
    assert "程序提示时选“是”" in several.prompt


def test_category_that_was_added_since_can_be_typed(books):
    found = rules(books["entities"][ENTITIES.sheet])
    assert ENTITIES.category.vocabulary == CATEGORY
    rule = found[letters(ENTITIES, ENTITIES.category)]
    assert rule.errorStyle == "warning"
    assert "可以照录" in rule.error
    assert found[letters(ENTITIES, ENTITIES.status)].errorStyle in (None, "stop")


@pytest.mark.parametrize("pair", TABLES, ids=ids)
def test_codes_are_text_and_dates_are_dates(books, pair):
    book, table = pair
    sheet = books[book.key][table.sheet]
    runs = sheet.column_dimensions.values()
    formats = {number: run.number_format for run in runs for number in range(run.min, run.max + 1)}
    for number, column in enumerate(table.columns, start=1):
        if column.kind in DATE_KINDS:
            assert formats[number] == "yyyy-mm-dd", column.key
            assert rules(sheet)[letters(table, column)].type == "date"
        else:
            assert formats[number] == ("0" if column.kind is Kind.INTEGER else "@"), column.key


def test_repeated_code_is_warned_of_digit_for_digit(books):
    """A count by COUNTIF would take 18-digit codes for numbers, or a name for another that begins like it."""
    code = letters(ENTITIES, ENTITIES.code)
    rule = rules(books["entities"][ENTITIES.sheet])[code]
    assert (rule.type, rule.errorStyle) == ("custom", "warning")
    assert rule.formula1 == f"SUMPRODUCT(--(${code}$3:${code}${3 + ENTITIES.blank_rows}={code}3))<=1"


@pytest.mark.parametrize("book", INPUT_BOOKS, ids=lambda book: book.key)
def test_guide_names_every_rule_and_column(books, book):
    opened = books[book.key]
    texts = [str(cell.value) for row in opened[GUIDE_SHEET].rows for cell in row if cell.value]
    for line in book.guide:
        assert any(line in text for text in texts), line
    for table in (t.as_offered for t in book.tables):
        assert f"工作表“{table.sheet}”" in texts
        for column in table.columns:
            assert (column.title in texts) is not column.hidden  # what only the program reads needs no words
            assert all(any(alias in text for text in texts) for alias in column.aliases)


@pytest.mark.parametrize("book", INPUT_BOOKS, ids=lambda book: book.key)
def test_sheets_are_the_tables_the_guide_and_the_lists(books, book):
    names = [*(table.sheet for table in book.tables), GUIDE_SHEET]
    lists = any(column.vocabulary for table in book.tables for column in table.columns)
    assert books[book.key].sheetnames == names + [OPTIONS_SHEET] * lists


@pytest.mark.parametrize("pair", TABLES, ids=ids)
def test_sheet_prints_one_page_wide_on_its_paper(books, pair):
    book, table = pair
    sheet = books[book.key][table.sheet]
    assert sheet.page_setup.paperSize == {"A4": 9, "A3": 8}[table.paper]
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.page_setup.orientation == ("landscape" if table.landscape else "portrait")


def test_formula_like_cells_are_written_as_text(tmp_path):
    row = {PLAN.plan_no: "=1+1", PLAN.plan_name: "+1", PLAN.task_no: "@x", PLAN.task_name: "-1",
           PLAN.kind: '=HYPERLINK("x")'}  # fmt: skip
    write_desk_book(tmp_path / "p.xlsx", PLAN_BOOK, {"plan": [row]}, SETTINGS)
    sheet = openpyxl.load_workbook(tmp_path / "p.xlsx").worksheets[0]
    cells = [sheet[cell(PLAN, column)] for column in row]
    assert [(found.data_type, found.value) for found in cells] == [("s", text) for text in row.values()]


def test_same_rows_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_desk_book(tmp_path / name, SETTINGS_BOOK, {"unit": [{UNIT.item: "年度", UNIT.value: "2021"}]}, SETTINGS)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_shipped_desk_is_what_the_sample_writes(sample):
    committed = ROOT / "workbooks" / "2021"
    assert {p.name for p in sample.iterdir()} == {p.name for p in committed.glob("*.xlsx")}
    for path in sample.iterdir():
        assert differing(path, committed / path.name) == [], f"{path.name}; run xlcheck sample"


def test_shipped_templates_are_what_the_schema_writes(tmp_path):
    write_templates(tmp_path)
    made = {p.relative_to(tmp_path) for p in tmp_path.rglob("*.xlsx")}
    assert made == {p.relative_to(ROOT / "templates") for p in (ROOT / "templates").rglob("*.xlsx")}
    for path in made:
        assert differing(tmp_path / path, ROOT / "templates" / path) == [], f"{path}; run xlcheck templates templates"


def test_another_seed_writes_another_registry(sample, tmp_path):
    write_sample_desk(tmp_path / "2021", seed=7)
    name = ENTITY_BOOK.filename
    assert differing(tmp_path / "2021" / name, sample / name)
    assert not differing(tmp_path / "2021" / PLAN_BOOK.filename, sample / PLAN_BOOK.filename)
