"""What the demonstration makes and what is shipped, printed and typed into by a real office program.

Everything is printed in one run and measured in another, since starting the program takes longest.
"""

import re
import shutil
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile
from pathlib import Path

import openpyxl
import pytest
import segno
import xlsxwriter
import zxingcpp

from tests.office.office import DOTS, PAPERS, Office, missing, picture
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.draw import book_of, content_digest, record_of
from xlcheck.draws.verification.replacement import drawn_task_from, replacement_book
from xlcheck.draws.visit_code import visit_paper
from xlcheck.excel.forms.ledger import DEADLINE_SHEET
from xlcheck.excel.read.workbook import read_book, read_cells
from xlcheck.model import Role, column_letters
from xlcheck.reading.calendar.deadlines import deadline
from xlcheck.schema.inputs import ENTITIES, INPUT_BOOKS, WAIVERS
from xlcheck.schema.outputs.check import FINDINGS
from xlcheck.schema.outputs.draw import EXCLUDED, RECORD_INSPECTORS, REJECTED_TEAMS, TEAMS, TICKETS
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_OFFERED
from xlcheck.schema.outputs.publish import CORRECTION, CREDIT, PLATFORM, PORTAL
from xlcheck.schema.outputs.report import PROGRESS
from xlcheck.schema.table import OPTIONS_SHEET, Book
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.tasks import ready_books
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.verify.verify import verify_record

pytestmark = [pytest.mark.office, pytest.mark.skipif(bool(missing()), reason=missing())]

ROOT = Path(__file__).parents[2]
WORDS = {"bureau": "朔州市平鲁区交通运输局", "short": "平鲁区交通运输局", "year": 2021,
         "platform": "山西省双随机监管工作平台"}  # fmt: skip
RECORDS = ("01号", "02号", "03号", "07号", "12号")
"""Records of two, three, four and five pages; 01号 and 12号 would have the signatures alone on the last one."""
PRACTICE = (
    "校验/校验报告.xlsx",
    "校验/校验报告-抽查工作计划（印发件）.xlsx",
    "抽取/抽取公告-02号.xlsx",
    *(f"抽取/抽取记录-{task}.xlsx" for task in RECORDS),
    "抽取/补抽记录-06号-1.xlsx",
    "抽取/补抽记录-07号-1.xlsx",
    "表单/行政检查审批表-02号.xlsx",
    "表单/送达回证-02号.xlsx",
    "表单/抽查通知书-02号.xlsx",
    "表单/检查记录表-02号.xlsx",
    "表单/抽查通知书-07号-补抽1.xlsx",
    "台账/检查台账-02号.xlsx",
    "台账/检查台账-07号-补抽1.xlsx",
    "公示/台账校验报告.xlsx",
    "公示/第1批_20210218/抽查结果公示.xlsx",
    "公示/第1批_20210218/省平台录入表.xlsx",
    "公示/第1批_20210218/信用信息归集表.xlsx",
    "公示/第4批_20211019/更正公告.xlsx",
    "统计/进度与统计.xlsx",
)
MARKED = "校验/标注-抽查工作计划（印发件）.xlsx"
SHIPPED = {"桌面": "workbooks/2021", "空白": "templates/空白表", "表单": "templates/表单"}

RECORD, LETTERS, FORMS = "演练-抽取记录-02号", "演练-抽查通知书-02号", "演练-检查记录表-02号"
REPLACED = ("演练-补抽记录-06号-1", "演练-补抽记录-07号-1")
PUBLISHED = ("演练-抽查结果公示", "演练-省平台录入表", "演练-信用信息归集表")
RECORD_TABLES = (TICKETS, EXCLUDED, RECORD_INSPECTORS, TEAMS, REJECTED_TEAMS)
PRINTED_CHECK = "演练-校验报告-抽查工作计划（印发件）"
TABLES = [
    *((f"桌面-{Path(book.filename).stem}", table) for book in INPUT_BOOKS for table in book.tables),
    (PRINTED_CHECK, FINDINGS),
    *((RECORD, table) for table in RECORD_TABLES),
    ("演练-检查台账-02号", LEDGER),
    ("演练-抽查结果公示", PORTAL),
    ("演练-省平台录入表", PLATFORM),
    ("演练-信用信息归集表", CREDIT),
    ("演练-更正公告", CORRECTION),
    ("演练-进度与统计", PROGRESS),
]
LONG = [ENTITIES, TICKETS, PORTAL, PLATFORM, CREDIT]
"""Tables that take more than a page here."""


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def books(whole_year, tmp_path_factory):
    """One workbook of each kind, under a name of its own."""
    folder = tmp_path_factory.mktemp("books")
    sources = {f"演练-{Path(name).name}": whole_year.folder / name for name in PRACTICE}
    sources |= {Path(MARKED).name: whole_year.folder / MARKED}
    sources |= {f"{kind}-{p.name}": p for kind, place in SHIPPED.items() for p in sorted((ROOT / place).glob("*.xlsx"))}
    return [Path(shutil.copy(source, folder / name)) for name, source in sources.items()]


@pytest.fixture(scope="session")
def paper(tmp_path_factory):
    """Where the pages are, a PDF a workbook."""
    return tmp_path_factory.mktemp("pdf")


@pytest.fixture(scope="session")
def printed(office, books, paper):
    """The pages of every workbook by its name."""
    return office.print(books, paper)


@pytest.fixture(scope="session")
def record(whole_year):
    """The record of 02号, with nineteen entities drawn from 377."""
    return Archive(Desk(whole_year.folder)).records()["202102"]


NUMBER_FORM = re.compile("[字*]#+号|SL#+-#+")
"""What 许可证号写法 and 执法证号格式 say: a sign for each digit."""


def squeezed(text):
    return "".join(str(text).split())


def pages_of(printed, name, table):
    """The pages on which a table stands: its title is repeated on each."""
    return [page for page in printed[name] if squeezed(table.title.format(**WORDS)) in page.text]


def test_every_page_has_the_paper_and_the_direction_of_its_sheet(books, printed):
    for book in books:
        sheets = openpyxl.load_workbook(book).worksheets
        set_up = {(s.page_setup.paperSize, s.page_setup.orientation) for s in sheets}
        wanted = {PAPERS[{8: "A3", 9: "A4"}[int(paper)], turned == "landscape"] for paper, turned in set_up}
        assert {page.size for page in printed[book.stem]} == wanted, book.name


@pytest.mark.parametrize(("name", "table"), TABLES, ids=lambda value: getattr(value, "key", value))
def test_tables_print_on_their_paper_with_title_and_header_on_every_page(printed, name, table):
    pages = pages_of(printed, name, table)
    assert len(pages) >= (2 if table in LONG else 1)
    for page in pages:
        assert page.size == PAPERS[table.paper, table.landscape]
        # what 抽查策略 may demand of a ledger stands beside the paper
        hidden = ((FINDINGS, FINDINGS.code), (WAIVERS, WAIVERS.code), *((LEDGER, column) for column in LEDGER_OFFERED))
        shown = [column.title for column in table.as_offered if (table, column) not in hidden]
        assert [title for title in shown if title not in page.text] == []


def test_no_page_is_without_a_title(printed, record):
    page_title = squeezed(f"{record.request.bureau}“双随机、一公开”抽取记录")
    known = [
        page_title,
        "抽取数据",
        *(squeezed(t.title) for t in (TICKETS, EXCLUDED, RECORD_INSPECTORS, TEAMS, REJECTED_TEAMS)),
    ]
    assert all(any(title in page.text for title in known) for page in printed[RECORD])
    assert sum(page_title in page.text for page in printed[RECORD]) > 1
    registry = printed["桌面-检查对象名录库"]
    assert len(pages_of(printed, "桌面-检查对象名录库", ENTITIES)) == len(registry) - 2  # 填写说明, 选项


def test_no_value_is_too_wide_for_its_column(printed):
    texts = ((name, n, NUMBER_FORM.sub("", page.text)) for name, ps in printed.items() for n, page in enumerate(ps, 1))
    assert [(name, n) for name, n, text in texts if "##" in text] == []


def test_no_row_is_too_low_for_its_text(office, books, tmp_path):
    assert office.low_rows(books, tmp_path) == []


def test_a_row_that_is_too_low_would_be_noticed(office, tmp_path):
    path = tmp_path / "低.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, wrapped = book.add_worksheet("表"), book.add_format({"text_wrap": True})
        sheet.write_string(0, 0, "示例文字" * 5, wrapped)
        sheet.merge_range(2, 0, 2, 1, "示例文字" * 9, wrapped)
        for row in (0, 1, 2):
            sheet.set_row(row, 10)
    assert office.low_rows([path], tmp_path) == [("低", "表", 1), ("低", "表", 3)]


def test_every_page_of_a_practice_run_says_so(printed):
    practice = {name: pages for name, pages in printed.items() if name.startswith("演练-")}
    assert len(practice) == len(PRACTICE)
    for name, pages in practice.items():
        assert all("【演练】" in page.text for page in pages), name
    assert not any("演练" in page.text for name, pages in printed.items() if name[:2] in SHIPPED for page in pages)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        (RECORD, "朔州市平鲁区交通运输局“双随机、一公开”抽取记录"),
        ("演练-抽取公告-02号", "朔州市平鲁区交通运输局“双随机、一公开”抽取公告"),
        (LETTERS, "朔州市平鲁区交通运输局行政检查通知书（“双随机、一公开”抽查通知书）"),
        (FORMS, "平鲁区交通运输局“双随机、一公开”现场检查笔录（检查记录表）"),
        (PRINTED_CHECK, "校验报告"),
        ("演练-台账校验报告", "校验报告"),
        ("桌面-单位设置", "单位信息"),
        ("空白-抽查工作计划", "＿＿＿＿年度双随机抽查工作计划"),
    ],
)
def test_the_first_page_has_the_whole_title(printed, name, title):
    assert title in printed[name][0].text


@pytest.mark.parametrize(
    ("name", "signed"),
    [(LETTERS, ("特此通知。", "“八个不得”：", "不得以观摩、督导、考察等名义行检查之实。")),
     (FORMS, ("检查人员签名", "发现问题", "拒绝签字的", "被检查单位意见"))],
)  # fmt: skip
def test_letters_and_forms_take_two_pages_a_company_and_each_page_says_whose_it_is(printed, record, name, signed):
    pages = printed[name]
    assert len(record.sample) == 19
    assert len(pages) == 2 * 19
    for first, second, drawn in zip(pages[::2], pages[1::2], record.sample, strict=True):
        assert drawn.name in first.text
        assert drawn.code in first.text
        assert f"续页{squeezed(drawn.name)}" in squeezed(second.text)
        assert ("第1页" in first.text, "第2页" in second.text) == (True, True)
        assert all(words in second.text for words in signed)  # nobody signs a page that holds nothing else


def test_receipts_take_one_page_a_company_and_an_approval_one_before_its_list(printed, record):
    for page, drawn in zip(printed["演练-送达回证-02号"], record.sample, strict=True):
        assert all(words in page.text for words in (drawn.name, drawn.code, "送达人（签字）", "第1页"))
    first, *listed = printed["演练-行政检查审批表-02号"]
    assert "单位负责人意见" in first.text
    assert "注：检查前报批" in first.text
    names = "".join(page.text for page in listed)
    assert all(drawn.name in names and drawn.code in names for drawn in record.sample)
    assert all("统一社会信用代码" in page.text and "本年度其他检查" in page.text for page in listed)


@pytest.mark.parametrize("name", [LETTERS, FORMS])
def test_the_code_of_a_visit_scans_from_its_papers(printed, paper, record, name):
    page = next(page for page in printed[name] if record.sample[0].name in page.text)
    (found,) = zxingcpp.read_barcodes(picture(paper / f"{name}.pdf", 1))
    visit = drawn_task_of(record).visits[0]
    assert found.text == visit_paper(record, visit, content_digest(record)).scanned
    assert squeezed(f"核对码：{found.text.split()[1]}") in squeezed(page.text)


@pytest.mark.parametrize(
    "name", [RECORD, "演练-检查台账-02号", "演练-抽查结果公示", "演练-省平台录入表", "演练-信用信息归集表"]
)
def test_every_drawn_company_is_printed_whole(printed, record, name):
    text = "".join(page.text for page in printed[name])
    for drawn in record.sample:
        assert drawn.name in text
        assert drawn.code in text


def test_the_record_has_everything_that_is_signed(printed, record):
    signed = "".join(page.text for page in printed[RECORD] if "抽取记录" in page.text)
    for words in (record.seed, record.frame_digest, *("操作人", "监督人", "单位负责人", "五、签字")):
        assert squeezed(words) in signed
    tickets = "".join(page.text for page in pages_of(printed, RECORD, TICKETS))
    assert [d.name for d in record.order if d.ticket not in tickets or d.code not in tickets] == []


@pytest.mark.parametrize("name", REPLACED)
def test_a_replacement_is_signed_beside_its_digest_and_says_all(printed, whole_year, name):
    """The pages before the sheets from which it is recomputed."""
    pages = list(takewhile(lambda page: "补抽数据" not in page.text, printed[name]))
    said = "".join(page.text for page in pages)
    issued = whole_year.folder / "抽取" / f"{name.removeprefix('演练-')}.xlsx"
    cells = replacement_book(drawn_task_from(read_cells(issued))).printed
    assert all(page.size == PAPERS["A4", False] for page in pages)
    assert [cell.text for cell in cells if squeezed(cell.text) not in said] == []
    signed = next(page.text for page in pages if "四、签字" in page.text)
    assert all(words in signed for words in ("三、补入", "内容摘要", "操作人", "监督人", "单位负责人", "（盖章）"))
    assert len(pages) < len(printed[name])


@pytest.mark.parametrize("name", [RECORD, *REPLACED])
def test_the_symbol_scans_from_paper(printed, paper, whole_year, name):
    read = read_cells(whole_year.folder / "抽取" / f"{name.removeprefix('演练-')}.xlsx")
    cells = book_of(record_of(read)).printed if name == RECORD else replacement_book(drawn_task_from(read)).printed
    (symbol,) = (cell.symbol for cell in cells if cell.symbol)
    (number,) = (n for n, page in enumerate(printed[name], start=1) if "二维码" in page.text)
    (found,) = zxingcpp.read_barcodes(picture(paper / f"{name}.pdf", number))
    assert (found.format, found.text) == (zxingcpp.BarcodeFormat.QRCode, symbol)
    assert found.ec_level == "M"
    modules = segno.make_qr(symbol, error="m", boost_error=False).symbol_size(border=0)[0]
    side = found.position.top_right.x - found.position.top_left.x
    assert side / DOTS * 25.4 / modules >= 0.4  # millimetres of a module


@pytest.mark.parametrize("name", [*(f"演练-抽取记录-{task}" for task in RECORDS), *REPLACED])
def test_no_heading_of_the_record_stands_at_the_foot_of_a_page(printed, name):
    for page in printed[name]:
        *_, last, number = page.lines
        assert re.fullmatch(r"第 ?\d+ ?页 ?共 ?\d+ ?页", number)
        assert not re.match("[一二三四五六七八]、", last)


@pytest.mark.parametrize("task", RECORDS)
def test_the_page_to_sign_holds_more_than_the_signature_lines(printed, whole_year, task):
    (signed,) = (page for page in printed[f"演练-抽取记录-{task}"] if "五、签字" in page.text)
    for words in ("内容摘要", "日志散列", "操作人", "监督人", "单位负责人", "（盖章）"):
        assert words in signed.text
    record = record_of(read_cells(whole_year.folder / "抽取" / f"抽取记录-{task}.xlsx"))
    assert any(squeezed(drawn.name) in signed.text for drawn in record.sample)  # below the drawn list, not alone


def test_the_guide_of_each_workbook_is_one_page(printed):
    for book in INPUT_BOOKS:
        for kind in ("桌面", "空白"):
            pages = [p for p in printed[f"{kind}-{Path(book.filename).stem}"] if "列名类型怎样填" in p.text]
            assert len(pages) == 1
            assert all(f"工作表“{table.sheet}”" in pages[0].text for table in book.tables)


def ledger_cell(path, column, row):
    """The name of a ledger's cell, from the title of its column; rows count from the first company."""
    sheet = openpyxl.load_workbook(path)[LEDGER.sheet]
    head = next(row for row in sheet.iter_rows() if column.title in [cell.value for cell in row])
    at = next(cell for cell in head if cell.value == column.title)
    return f"{at.column_letter}{at.row + row}"


TYPED = {
    LEDGER.inspected: "2021-02-08",
    LEDGER.method: "现场检查",
    LEDGER.situation: "核对台账三本，与登记一致。",
    LEDGER.result: "未发现问题",
    LEDGER.disposal: "无需后续处置",
    LEDGER.closed: "是",
}


@pytest.fixture
def typed_ledger(office, ledger_desk, tmp_path):
    """The run, and the ledger of 03号 after somebody typed into both its rows and saved it with LibreOffice."""
    run, _, path = ledger_desk
    saved = tmp_path / "saved.xlsx"
    cells = [(LEDGER.sheet, ledger_cell(path, column, row), text) for row in (1, 2) for column, text in TYPED.items()]
    office.type_in(path, cells, saved)
    shutil.copy(saved, path)
    return replace(run, now=datetime(2021, 2, 17, 9)), path


def test_what_is_typed_in_another_program_is_read_and_published(typed_ledger):
    run, path = typed_ledger
    settings = ready_books(run).settings
    tables, findings = read_book(path, Book("ledger", path.name, (LEDGER,)), settings)
    ledger = tables["ledger"]
    assert list(findings) == []
    assert len(ledger) == 2
    for column in (LEDGER.method, LEDGER.situation, LEDGER.result, LEDGER.disposal, LEDGER.closed):
        assert set(ledger[column]) == {TYPED[column]}
    day = date.fromisoformat(TYPED[LEDGER.inspected])
    assert {stamp.date() for stamp in ledger[LEDGER.inspected]} == {day}
    last = deadline(day, settings).last_day
    assert {stamp.date() for stamp in ledger[LEDGER.publish_by]} == {last}  # looked up by it
    published = publish(run)
    assert (published.rows, published.findings) == (2, ())


def test_drop_downs_survive_another_program(typed_ledger):
    _, path = typed_ledger
    book = openpyxl.load_workbook(path)
    sheet = book[LEDGER.sheet]
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    for column in (LEDGER.method, LEDGER.result, LEDGER.disposal, LEDGER.closed):
        cells = {ledger_cell(path, column, row) for row in (1, 2)}
        (rule,) = [rule for rule in lists if all(cell in rule for cell in cells)]
        name = rule.formula1.lstrip("=")
        assert book.defined_names[name].attr_text.startswith(f"{OPTIONS_SHEET}!")
    assert {OPTIONS_SHEET, DEADLINE_SHEET} < set(book.sheetnames)


@pytest.mark.parametrize(("where", "accepted"), [("blank", True), ("name", False)])
def test_a_record_signed_in_another_program_is_accepted_and_a_changed_one_is_not(
    office, whole_year, record, tmp_path, where, accepted
):
    page = book_of(record).printed
    blank = next(cell for cell in page if cell.role is Role.BLANK)
    name = next(cell for cell in page if cell.text == record.sample[3].name)
    cell = blank if where == "blank" else name
    place = f"{column_letters(cell.col)}{cell.row}"
    saved = tmp_path / "saved.xlsx"
    office.type_in(whole_year.folder / "抽取" / "抽取记录-02号.xlsx", [("抽取记录", place, "示例某")], saved)
    assert verify_record(saved).sound is accepted
