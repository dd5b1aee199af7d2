"""A record of which the content is sound, but not what a reader sees of it."""

import re
import zipfile
from io import BytesIO

import openpyxl
import pytest
import segno
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from PIL import Image

from tests import cells
from tests.draws.cases import drawn, rich_request
from xlcheck.draws.formats.one.particulars import LABELS
from xlcheck.draws.formats.one.printed import SHEET, print_content
from xlcheck.draws.formats.one.record import grids
from xlcheck.draws.record.blocks import flatten
from xlcheck.draws.verification.draw import book_of
from xlcheck.excel.appearance.disguises import disguises
from xlcheck.excel.write.draw import write_record
from xlcheck.messages import problem
from xlcheck.model import PAGE_COLUMNS, DrawRequest, Role, column_letters
from xlcheck.schema.outputs.draw import TICKETS

RECORD = drawn(rich_request())
PAGE = flatten(print_content(RECORD))
PAGES = {SHEET: PAGE}
WHITE = "FFFFFF"
DRAWING = "xl/drawings/drawing1.xml"
UNSEEN = FormulaRule(["TRUE"], font=Font(color=WHITE))


def ticket(column, row=cells.FIRST):
    """The name of a cell of 签号."""
    return cells.cell(TICKETS, column, row)


def below(column, first, last):
    """An area of 签号, from the first column to this one."""
    return f"A{first}:{ticket(column, last)}"


NAME, OTHER_NAME = ticket(TICKETS.name, 5), ticket(TICKETS.name, 4)
NAMES, TICKET = (cells.letters(TICKETS, column) for column in (TICKETS.name, TICKETS.ticket))
TITLE = f"A1:{column_letters(PAGE_COLUMNS)}1"
RANK, LEADING = ticket(TICKETS.rank), ticket(TICKETS.leading)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("record") / "记录.xlsx"
    write_record(path, book_of(RECORD))
    return path


@pytest.fixture
def told(written, tmp_path):
    """Gives what is said of a record after a change of its workbook."""

    def after(change):
        path = tmp_path / "r.xlsx"
        book = openpyxl.load_workbook(written, rich_text=True)
        change(book)
        book.save(path)
        return [(f.code, f.place.sheet, problem(f)) for f in disguises(path, written, PAGES)]

    return after


def cell(sheet, name, **look):
    """A change of the look of one cell."""

    def change(book):
        for key, value in look.items():
            setattr(book[sheet][name], key, value)

    return change


def row(sheet, number, **look):
    def change(book):
        for key, value in look.items():
            setattr(book[sheet].row_dimensions[number], key, value)

    return change


def column(sheet, letters, **look):
    def change(book):
        for key, value in look.items():
            setattr(book[sheet].column_dimensions[letters], key, value)

    return change


def on_sheet(name, act):
    return lambda book: act(book[name])


def run_of(sheet, name, **font):
    """A change after which the last sign of a text has a font of its own."""

    def change(book):
        text = str(book[sheet][name].value)
        book[sheet][name].value = CellRichText(text[:-1], TextBlock(InlineFont(**font), text[-1]))

    return change


def test_saved_again__ok(told):
    assert told(lambda _: None) == []


@pytest.mark.parametrize(
    "change",
    [
        cell("签号", OTHER_NAME, font=Font(bold=True, size=12, color="FF0000")),
        cell("签号", OTHER_NAME, fill=PatternFill("solid", fgColor="FFFF00")),
        cell("签号", OTHER_NAME, number_format="@"),
        cell("签号", ticket(TICKETS.rank, 4), number_format="0"),
        row("签号", 4, height=80),
        column("签号", NAMES, width=60),
        column("签号", NAMES, width=26),
        run_of("签号", OTHER_NAME, rFont="Arial", b=True, sz=11),
        on_sheet("签号", lambda sheet: setattr(sheet.sheet_view, "zoomScale", 70)),
        on_sheet("签号", lambda sheet: setattr(sheet, "freeze_panes", ticket(TICKETS.stratum))),
    ],
)
def test_what_hides_nothing__ok(told, change):
    assert told(change) == []


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (row("签号", 5, hidden=True), "rows-hidden", "第 5 行"),
        (row("签号", 5, height=1), "rows-hidden", "第 5 行"),
        (on_sheet("抽取记录", lambda s: [row("抽取记录", n, hidden=True)(s.parent) for n in range(20, 30)]),
         "rows-hidden", "第 20、21、22、23、24、25…… 行"),
        (column("签号", NAMES, hidden=True), "columns-hidden", f" {NAMES} 列"),
        (column("签号", TICKET, width=0.2), "columns-hidden", f" {TICKET} 列"),
        (on_sheet("数据", lambda s: setattr(s, "sheet_state", "hidden")), "sheet-hidden", "“数据”"),
        (on_sheet("数据", lambda s: setattr(s, "sheet_state", "veryHidden")), "sheet-hidden", "“数据”"),
        (cell("签号", NAME, number_format=";;;"), "shown-otherwise", NAME),
        (cell("签号", NAME, number_format='0;0;0;"示例乙"'), "shown-otherwise", NAME),
        (cell("签号", RANK, number_format='"1"0'), "shown-otherwise", RANK),
        (cell("签号", LEADING, number_format="0"), "shown-otherwise", LEADING),
        (cell("签号", NAME, font=Font(color=WHITE)), "faint", NAME),
        (cell("签号", NAME, font=Font(color="DDE7F0"), fill=PatternFill("solid", fgColor="DDE7F0")), "faint", NAME),
        (cell("签号", NAME, font=Font(strike=True)), "faint", NAME),
        (cell("签号", NAME, font=Font(size=1)), "faint", NAME),
        (run_of("签号", NAME, color=WHITE), "faint", NAME),
        (run_of("签号", NAME, sz=1), "faint", NAME),
        (on_sheet(SHEET, lambda s: s.unmerge_cells(TITLE)), "merged", TITLE),
        (on_sheet("签号", lambda s: s.merge_cells(f"{NAMES}40:{NAMES}42")), "merged", f"{NAMES}40:{NAMES}42"),
        (on_sheet("签号", lambda s: setattr(s[NAME], "comment", Comment("作废", "示例甲"))), "added", "批注"),
        (on_sheet("签号", lambda s: s.add_chart(BarChart(), RANK)), "added", "图片、形状或图表"),
        (on_sheet("签号", lambda s: s.conditional_formatting.add(below(TICKETS.ticket, 3, 9), UNSEEN)),
         "added", "条件格式"),
        (on_sheet("签号", lambda s: setattr(s.sheet_view, "showFormulas", True)), "view", "显示公式"),
        (on_sheet("签号", lambda s: setattr(s.sheet_view, "showZeros", False)), "view", "不显示零值"),
        (on_sheet("签号", lambda s: setattr(s, "print_area", below(TICKETS.ticket, 1, 5))), "print-area", "打印区域"),
        (lambda book: book.create_chartsheet("图"), "sheet-added", "“图”"),
    ],
)  # fmt: skip
def test_what_hides_or_disguises__error(told, change, code, where):
    ((named, _, text),) = told(change)
    assert named == f"record.{code}"
    assert where in text
    assert text.startswith("内容未变，但")


def test_formulas_in_place_of_contents__error(told):
    ((code, sheet, text),) = told(cell("签号", NAME, value='="示例"&"乙"'))
    assert (code, sheet) == ("record.formula", "签号")
    assert NAME in text


def test_everything_at_once_is_told_sheet_by_sheet__error(told):
    def change(book):
        row("签号", 5, hidden=True)(book)
        cell("数据", cells.labelled(book["数据"], LABELS[DrawRequest]["bureau"]), number_format=";;;")(book)

    assert [(code, sheet) for code, sheet, _ in told(change)] == [
        ("record.rows-hidden", "签号"),
        ("record.shown-otherwise", "数据"),
    ]


def test_how_a_signature_looks_is_nobodys_business__ok(told):
    last = PAGE[-1]
    assert last.role is Role.BLANK
    name = f"{column_letters(last.col)}{last.row}"
    assert told(cell(SHEET, name, value=7, number_format="yyyy年m月d日", font=Font(size=4))) == []


def rewritten(written, path, old, new):
    """The record with other XML."""
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    return path


def test_formula_that_computes_otherwise__error(written, tmp_path):
    """The value that is stored stays; with the next calculation another one would show."""
    own, other = (f"HEX2DEC(MID({ticket(TICKETS.digest, row)},1,4))".encode() for row in (3, 4))
    path = rewritten(written, tmp_path / "r.xlsx", own, other)
    (found,) = disguises(path, written, PAGES)
    assert (found.code, found.params[1]) == ("record.formula", ("cells", LEADING))


def changed(written, tmp_path, part, change):
    """The record with one other part."""
    path = tmp_path / "r.xlsx"
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            assert name != part or change(data) != data
            target.writestr(name, change(data) if name == part else data)
    return path


END = b"<xdr:to><xdr:col>5</xdr:col><xdr:colOff>0<"
OVERLAYS = {
    "another picture": ("xl/media/image1.png", b"IDAT", b"IDAX"),
    "over more columns": (DRAWING, b"<xdr:to><xdr:col>5</xdr:col>", b"<xdr:to><xdr:col>11</xdr:col>"),
    "above its row": (DRAWING, b"<xdr:row>60</xdr:row>", b"<xdr:row>9</xdr:row>"),
    "tied to no last cell": (DRAWING, b"twoCellAnchor", b"oneCellAnchor"),
    "into the next column": (DRAWING, END, b"<xdr:to><xdr:col>6</xdr:col><xdr:colOff>99999999999<"),
    "up from the left": (DRAWING, b"<xdr:from><xdr:col>2</xdr:col>", b"<xdr:from><xdr:col>1</xdr:col>"),
    "from before its row": (DRAWING, b"<xdr:rowOff>76200<", b"<xdr:rowOff>-76200<"),
    "with a wide edge": (DRAWING, b"<a:prstGeom", b'<a:ln w="2540000"/><a:prstGeom'),
    "with an edge beyond measure": (DRAWING, b"<a:prstGeom", b'<a:ln w="99999999999"/><a:prstGeom'),
    "with a glow": (DRAWING, b"<a:prstGeom", b'<a:effectLst><a:glow rad="900"/></a:effectLst><a:prstGeom'),
    "turned": (DRAWING, b"<a:xfrm>", b'<a:xfrm rot="2700000">'),
    "with a picture for newer programs": (DRAWING, b"<a:stretch>", b'<asvg:svgBlip r:embed="rId1"/><a:stretch>'),
    "a picture of another sheet": (DRAWING, b'r:embed="rId1"', b'r:embed="rId9"'),
    "a shape": (DRAWING, b"xdr:pic>", b"xdr:sp>"),
    "a second object": (DRAWING, b"</xdr:wsDr>", b"<xdr:absoluteAnchor><xdr:sp/></xdr:absoluteAnchor></xdr:wsDr>"),
}


@pytest.mark.parametrize("case", OVERLAYS)
def test_what_is_drawn_over_the_page_beside_its_own_symbol__error(written, tmp_path, case):
    part, old, new = OVERLAYS[case]
    path = changed(written, tmp_path, part, lambda data: data.replace(old, new))
    (found,) = disguises(path, written, PAGES)
    assert (found.code, found.place.sheet) == ("record.added", SHEET)
    assert "图片、形状或图表" in problem(found)


def test_rows_that_are_hidden_by_default__error(written, tmp_path):
    bare = rewritten(written, tmp_path / "bare.xlsx", b' ht="', b' lost="')
    low = rewritten(bare, tmp_path / "low.xlsx", b"<sheetFormatPr", b'<sheetFormatPr zeroHeight="1"')
    assert {found.place.sheet for found in disguises(low, written, PAGES)} == {SHEET, *grids(RECORD)}


PICTURE = "xl/media/image1.png"
(SYMBOL,) = [cell for cell in PAGE if cell.symbol]


def code(text, **options):
    """The QR code of a text, as some other library may write it."""
    out = BytesIO()
    segno.make_qr(text, **options).save(out, kind="png", scale=5, border=4, compresslevel=1)
    return out.getvalue()


def in_colour(data):
    out = BytesIO()
    Image.open(BytesIO(data)).convert("RGBA").save(out, "PNG", compress_level=1)
    return out.getvalue()


def smaller(data):
    picture, out = Image.open(BytesIO(data)).convert("L"), BytesIO()
    picture.resize([side * 220 // 384 for side in picture.size]).save(out, "PNG")
    return out.getvalue()


OTHER_LIBRARIES = {
    "made smaller": (PICTURE, smaller),
    "another depth and compression": (PICTURE, in_colour),
    "another scale, compression and error correction": (PICTURE, lambda _: code(SYMBOL.symbol, error="q", mask=3)),
    "ends in the column before": (DRAWING, lambda xml: xml.replace(b"<xdr:col>5<", b"<xdr:col>4<")),
    "ends where the next column begins": (DRAWING, lambda xml: xml.replace(b"<xdr:col>5<", b"<xdr:col>6<")),
    "begins elsewhere in its cell": (DRAWING, lambda xml: xml.replace(b">419100<", b">1<")),
    "with a thin edge": (DRAWING, lambda xml: xml.replace(b"<a:prstGeom", b'<a:ln w="9525"/><a:prstGeom')),
}


@pytest.mark.parametrize("case", OTHER_LIBRARIES)
def test_its_own_symbol_as_another_library_writes_it__ok(written, tmp_path, case):
    assert disguises(changed(written, tmp_path, *OTHER_LIBRARIES[case]), written, PAGES) == ()


def test_the_code_of_another_text__error(written, tmp_path):
    other = SYMBOL.symbol.replace("202102#2", "202102#3")
    assert other != SYMBOL.symbol
    path = changed(written, tmp_path, PICTURE, lambda _: code(other, error="m", boost_error=False))
    (found,) = disguises(path, written, PAGES)
    assert (found.code, found.place.sheet) == ("record.symbol", SHEET)
    assert "二维码是别的内容" in problem(found)


def test_a_second_code_over_its_own__error(written, tmp_path):
    def twice(xml):
        anchor = re.search(b"<xdr:twoCellAnchor.*</xdr:twoCellAnchor>", xml, re.DOTALL)[0]
        return xml.replace(anchor, anchor + anchor)

    (found,) = disguises(changed(written, tmp_path, DRAWING, twice), written, PAGES)
    assert found.code == "record.added"
