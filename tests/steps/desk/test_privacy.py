"""Planted identity and telephone numbers: in whatever corner of a file they hide, they do not leave the office."""

import re
import shutil
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from tests.steps.helpers import contents, edited, fill_ledger, put, sentence, set_unit, setting
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.schema.inputs import ENTITY_BOOK, INPUT_BOOKS, ITEM_BOOK, UNIT
from xlcheck.schema.outputs.publish import CORRECTION, PORTAL
from xlcheck.steps.desk.desk import shipped
from xlcheck.steps.desk.privacy import check_clean
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.send.send import send

PHONE, IDENTITY, LANDLINE = "13812345678", "140603199001011234", "0349-6072345"


def note(book):
    book.worksheets[0]["A1"].comment = Comment(f"审核人电话 {PHONE}", "示例员")


def author(book):
    book.worksheets[0]["A1"].comment = Comment("已审核", PHONE)


def hidden_sheet(book):
    book.create_sheet("底稿").append([IDENTITY])
    book["底稿"].sheet_state = "veryHidden"


def hidden_column(book):
    sheet = book.worksheets[0]
    sheet["Z1"] = LANDLINE
    sheet.column_dimensions["Z"].hidden = True


def number_cell(book):
    book.worksheets[0]["Z2"] = int(PHONE)


def identity_in_white(book):
    book.worksheets[0]["Z3"] = IDENTITY
    book.worksheets[0]["Z3"].font = openpyxl.styles.Font(color="FFFFFFFF")


def formula(book):
    book.worksheets[0]["Z4"] = f'="联系"&"{PHONE}"'


def defined_name(book):
    book.defined_names["联系人"] = DefinedName("联系人", attr_text=f'"{PHONE}"')


def name_itself(book):
    book.defined_names[f"电话_{PHONE}"] = DefinedName(f"电话_{PHONE}", attr_text="1")


def properties(book):
    book.properties.creator, book.properties.lastModifiedBy = f"示例员{PHONE}", PHONE
    book.properties.description, book.properties.keywords = IDENTITY, LANDLINE


def own_property(book):
    book.custom_doc_props.append(StringProperty(name="电话", value=PHONE))


def header(book):
    book.worksheets[0].oddHeader.right.text = f"电话 {LANDLINE}"


def prompt(book):
    rule = DataValidation(type="custom", formula1="TRUE", showInputMessage=True)
    rule.promptTitle, rule.prompt = "请联系", f"示例员 {PHONE}"
    rule.add("A1")
    book.worksheets[0].add_data_validation(rule)


def link(book):
    cell = book.worksheets[0]["Z5"]
    cell.value, cell.hyperlink = "联系我们", f"tel:{PHONE}"


def tip(book):
    cell = book.worksheets[0]["Z6"]
    cell.value, cell.hyperlink = "联系我们", "https://example.org/"
    cell.hyperlink.tooltip = f"示例员 {PHONE}"


def sheet_name(book):
    book.create_sheet(f"联系{PHONE}")


def number_format(book):
    book.worksheets[0]["Z7"] = 1
    book.worksheets[0]["Z7"].number_format = f'"{PHONE}"'


def condition(book):
    rule = openpyxl.formatting.rule.FormulaRule(formula=[f'$A$1="{PHONE}"'])
    book.worksheets[0].conditional_formatting.add("A1", rule)


CORNERS = [
    note, author, hidden_sheet, hidden_column, number_cell, identity_in_white, formula, defined_name, name_itself,
    properties, own_property, header, prompt, link, tip, sheet_name, number_format, condition,
]  # fmt: skip


@pytest.fixture
def restyled(desk):
    """The run with forms of its own beside the desk, and three complete rows in the ledger."""
    run, _, path = desk
    folder = run.desk.root.parent.parent / "templates" / "表单"
    shutil.copytree(shipped("templates") / "表单", folder)
    fill_ledger(path, 3)
    return run, folder


def planted(path, plant):
    book = openpyxl.load_workbook(path)
    plant(book)
    book.save(path)
    return path


def numbers_in(path):
    """The planted numbers in any part of a file, digits alone compared."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as package:
            whole = "".join(name + package.read(name).decode("utf-8", "replace") for name in package.namelist())
    else:
        whole = path.read_text("utf-8", "replace")
    return [number for number in (PHONE, IDENTITY, LANDLINE) if number in whole]


@pytest.mark.parametrize("plant", CORNERS)
def test_number_in_a_corner_of_a_form_stops_the_publication(restyled, plant):
    run, folder = restyled
    assert numbers_in(planted(folder / "抽查结果公示.xlsx", plant))
    told = sentence(publish, run)
    assert re.search("《抽查结果公示.xlsx》的.+中像有(电话号码|身份证号)，没有公示", told)
    assert not [number for number in (PHONE, IDENTITY, LANDLINE) if number in told.replace("sheet", "")]
    assert {p.name for p in run.desk.publications.iterdir()} == {"台账校验报告.xlsx"}
    assert not (run.desk.archive / "公示日志.jsonl").exists()


def test_what_was_taken_out_is_published_by_the_next_run(restyled):
    run, folder = restyled
    whole = (folder / "省平台录入表.xlsx").read_bytes()
    planted(folder / "省平台录入表.xlsx", note)
    assert "《省平台录入表.xlsx》" in sentence(publish, run)
    (folder / "省平台录入表.xlsx").write_bytes(whole)
    done = publish(run)
    assert (done.rows, done.folder.name) == (3, "第1批_20210305")


@pytest.mark.parametrize(
    ("book", "title", "text", "file"),
    [
        (ENTITY_BOOK, "法定代表人", f"示例某 {PHONE}", "信用信息归集表.xlsx"),
        (ITEM_BOOK, "抽查依据", f"《示例条例》（咨询 {LANDLINE}）", "信用信息归集表.xlsx"),
    ],
)
def test_number_in_a_registry_is_found_in_its_cell(restyled, book, title, text, file):
    run, _ = restyled

    def change(sheet):
        column = next(cell.column for cell in sheet[2] if cell.value == title)
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, column, text)

    edited(run.desk.book(book), change)
    assert re.search(rf"《{file}》的“信用信息归集表”工作表 [A-Z]+\d+中像有电话号码", sentence(publish, run))
    assert not list(run.desk.publications.glob("*批*"))


def test_number_in_the_name_of_the_bureau_is_found(restyled):
    run, _ = restyled
    set_unit(run.desk.root, bureau=f"示例局（{LANDLINE}）")
    assert "像有电话号码" in sentence(publish, run)


@pytest.mark.parametrize("written", [LANDLINE, LANDLINE.replace("-", ""), f"（{LANDLINE[:4]}）{LANDLINE[5:]}"])
def test_open_number_of_the_office_may_be_read__ok(restyled, written):
    run, _ = restyled
    put(run.desk.root / "单位设置.xlsx", {setting("open_phones", UNIT.item): "公开电话"})
    set_unit(run.desk.root, open_phones=f"{LANDLINE}、0349-1112222", bureau=f"示例局{written}")
    done = publish(run)
    assert done.rows
    assert send(run).files
    set_unit(run.desk.root, open_phones="0349-1112222")
    assert "像有电话号码" in sentence(send, run)


def test_batch_that_somebody_has_written_into_since_is_not_sent(restyled):
    run, _ = restyled
    folder = publish(run).folder
    put(folder / "抽查结果公示.xlsx", {"Z9": f"联系{PHONE}"})
    before = contents(run.desk.root)
    assert "《抽查结果公示.xlsx》的“抽查结果公示”工作表 Z9中像有电话号码" in sentence(send, run)
    assert contents(run.desk.root) == before


def package(path, **parts):
    """A workbook with further parts, which no program has to know."""
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path, "a") as out:
        for number, text in enumerate(parts.values()):
            out.writestr(f"xl/part{number}.xml", text)
    return path


@pytest.mark.parametrize(
    "xml",
    [
        f"<a>{PHONE}</a>",
        f'<a b="电话 {PHONE}"/>',
        "<x><p><r><t>138</t></r><r><t>1234</t></r><r><t>5678</t></r></p></x>",
        "<si><r><t>140603</t></r><r><t>19900101</t></r><r><t>1234</t></r></si>",
        f"<a><![CDATA[{IDENTITY}]]></a>",
        "<a>&#49;3812345678</a>",
        "<v>1.3812345678E10</v>",
    ],
)
def test_number_in_any_part_is_found_however_it_is_written(tmp_path, xml):
    path = package(tmp_path / "示例.xlsx", part=xml)
    with pytest.raises(XlcheckError) as caught:
        check_clean([path], ())
    assert "xl/part0.xml" in error_text(caught.value)


@pytest.mark.parametrize(
    "page",
    [f"<td>{PHONE}</td>", "<p>138<b>1234</b>5678</p>", "<td>&#49;3812345678</td>", f'<a href="tel:{PHONE}">x</a>'],
)
def test_number_in_a_page_is_found_however_it_is_written(tmp_path, page):
    path = tmp_path / "示例.html"
    path.write_text(f"<html><body>\n{page}\n</body></html>", "utf-8")
    with pytest.raises(XlcheckError):
        check_clean([path], ())


def test_numbers_of_different_cells_are_not_read_together__ok(tmp_path):
    path = tmp_path / "示例.html"
    path.write_text("<tr><td>138</td><td>1234</td><td>5678</td></tr>", "utf-8")
    check_clean([path], ())


def test_code_of_a_company_is_no_hit__ok(tmp_path):
    path = package(tmp_path / "示例.xlsx", part="<t>140603900101123</t>")
    check_clean([path], {"140603900101123"})
    with pytest.raises(XlcheckError):
        check_clean([path], ())


def test_no_column_that_is_not_for_the_public_is_in_a_published_table():
    private = {c.title for book in INPUT_BOOKS for table in book.tables for c in table.columns if c.private}
    assert private == {"联络人", "联系电话"}
    assert private.isdisjoint({*PORTAL.titles, *CORRECTION.titles})
    people = {"检查人员", "法定代表人", "执法证号", "检查情况"}
    assert people.isdisjoint({*PORTAL.titles, *CORRECTION.titles})
