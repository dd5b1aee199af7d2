"""What is read by pattern is what the parser reads, in every form in which rows and strings may be written."""

from unittest.mock import patch

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.excel.packages import SHEET, pack, parts_of, prefixed
from xlcheck.excel.read import guard, pieces
from xlcheck.excel.read.plain_rows import PlainRows
from xlcheck.excel.read.shared_strings import PlainStrings
from xlcheck.excel.read.workbook import read_sheets
from xlcheck.messages import error_text
from xlcheck.model import XlcheckError
from xlcheck.steps.desk.desk import shipped

STRINGS = "xl/sharedStrings.xml"
NUMBERS = [b"12", b"0.05", b"43000", b"-1", b"007", b"1E400", b"9" * 20, b"TRUE", b"2021-04-30", b" 3 ", b""]
WORDS = [
    b"_x0041_",
    b"=DISPIMG(1,1)",
    b"a&amp;b",
    b"&lt;1&gt;&quot;&apos;",
    b"a>b",
    *map(str.encode, ("示例公司", "换\n行", "\ufeff甲")),
]
TEXTS = st.sampled_from([*NUMBERS, *WORDS])
BROKEN = st.sampled_from(
    [b"&#10;", b"&#x4e00;", b"a\r\nb\rc", b"x]]>", b"\x07", b"\xff", b"\xef\xbf\xbe", b"\xed\xa0\x80", b"&no;", b"& "]
)
STYLES_OF = st.sampled_from(
    [b"", b' s="1"', b' s="2"', b' s="3"', b' s="4"', b' s="5"', b' s="6"', b' s="99"', b" s='1'", b' s="x"']
)
TYPES = st.sampled_from([b"", b' t="s"', b' t="n"', b' t="str"', b' t="inlineStr"', b' t="b"', b' t="e"', b' t="d"'])
MARKS = st.builds(bytes.__add__, STYLES_OF, TYPES)
ODD_MARKS = st.sampled_from([b' t="s" s="1"', b' cm="1"', b' s="1" s="1"', b" q"])
USUAL = [
    b"<c%s%s><v>%s</v></c>",
    b"<c%s%s><is><t>%s</t></is></c>",
    b'<c%s%s><is><t xml:space="preserve">%s</t></is></c>',
    b"<c%s%s><f>A1+1</f><v>%s</v></c>",
    b'<c%s%s><f t="shared" si="0"/><v>%s</v></c>',
]
UNUSUAL = [
    b"<c%s%s ><v>%s</v></c>",
    b"<c%s%s><f>A1</f><v></v></c><!--%s-->",
    b"<c%s%s><f>A1&amp;%s</f></c>",
    b"<c%s%s><is><r><t>%s</t></r><rPh><t>x</t></rPh></is></c>",
    b"<c%s%s>\n<v>%s</v></c>",
    b"<c%s%s><v>%s</v><extLst/></c>",
    b"<c%s%s><v><![CDATA[%s]]></v></c>",
    b"<c%s%s><v>%s</v></row>",
    b"<c%s%s><v>%s</v>",
    b"<row r='3'><c%s%s><v>%s</v></c></row>",
]
FORMS = st.sampled_from(USUAL)
LETTERS = ("A", "B", "C", "AA")


@st.composite
def rows(draw, unusual):
    """A row of cells, in order and in the plain form unless ``unusual``."""
    number = draw(st.integers(1, 9))
    cells = []
    for letters in sorted(draw(st.sets(st.sampled_from(LETTERS))), key=lambda s: (len(s), s)):
        form = draw(st.sampled_from(UNUSUAL) if unusual and draw(st.booleans()) else FORMS | st.just(b"<c%s%s/>%.0s"))
        text = draw(BROKEN if unusual and draw(st.integers(0, 3)) == 0 else TEXTS)
        reference = b' r="%s%d"' % (letters.encode(), number)
        if unusual and draw(st.integers(0, 4)) == 0:
            reference = draw(st.sampled_from([b"", b' r="A1"', b' r="XFE1"', b' r="7"', b" r='B2'", b' r="b2"']))
        cells.append(form % (reference, draw(MARKS | ODD_MARKS if unusual else MARKS), text))
    marks = [b"", b' spans="1:3" ht="15"', b' hidden="1" x:y="z"', b' hidden="true"', b" hidden='1'", b' a="1" a="2"']
    start = b'<row r="%d"%s' % (number, draw(st.sampled_from(marks if unusual else marks[:3])))
    if unusual and draw(st.integers(0, 4)) == 0:
        start = draw(st.sampled_from([b"<row", b'<row r="0"', b'<row r="9999999"', b'<row  r="5"', b'<row r="03"']))
    return start + b"/>" if not cells and draw(st.booleans()) else start + b">" + b"".join(cells) + b"</row>"


@st.composite
def strings(draw, unusual):
    """An entry of the shared strings."""
    text = draw(BROKEN if unusual and draw(st.booleans()) else TEXTS)
    plain = [
        b"<si><t>%s</t></si>",
        b'<si><t xml:space="preserve">%s</t></si>',
        b'<si><t>%s</t><phoneticPr fontId="1"/></si>',
    ]
    struck = b"<si><r><rPr><strike/></rPr><t>%s</t></r></si>"
    rich = [
        struck,
        b"<si><r><t>%s</t></r><rPh><t>x</t></rPh></si>",
        b"<si><t>%s</t> </si>",
        b"<si/>%.0s",
        b"<si><t/>%s</si>",
    ]
    return draw(st.sampled_from(rich if unusual else plain)) % text


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Parts of a workbook whose styles show dates, percentages, zero runs, texts with a 号, months, and a strike."""
    path = tmp_path_factory.mktemp("base") / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "文字")
        sheet.write_number(0, 1, 1, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_number(0, 2, 1, book.add_format({"num_format": "0%"}))
        for column, shows in enumerate(("000", '@"号"', 'yyyy"年"m"月"'), start=3):
            sheet.write_number(0, column, 1, book.add_format({"num_format": shows}))
        sheet.write_number(0, 6, 1, book.add_format({"font_strikeout": True}))
    return path, parts_of(path)


def outcome(path):
    """All that reading gives: the cells with their types, or the sentence of the refusal."""
    try:
        sheets = read_sheets(path)
    except XlcheckError as error:
        return error_text(error)
    return [(s, [[type(cell) for cell in cells] for _, cells in s.rows]) for s in sheets]


def by_parser(path):
    """The same without any pattern."""
    with patch.object(PlainRows, "take", no), patch.object(PlainStrings, "take", no):
        return outcome(path)


def no(*_):
    return False


def sheet_of(parts, *between):
    """The worksheet part with these bytes in the place of its rows."""
    head, _, rest = parts[SHEET].partition(b"<sheetData>")
    return head + b"<sheetData>" + b"".join(between) + b"</sheetData>" + rest.partition(b"</sheetData>")[2]


def check_alike(base, lines, texts, prefix):
    """One workbook read in both ways, cut into pieces as small as its rows."""
    path, parts = base
    table = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>' % b"".join(texts)
    changed = parts | {SHEET: sheet_of(parts, *lines), STRINGS: table}
    if prefix:
        changed |= {name: prefixed(changed[name]) for name in (SHEET, STRINGS)}
    copy = pack(path.with_name("b.xlsx"), changed)
    with patch.object(guard, "_CHUNK", 700), patch.object(pieces, "_SMALL", 300):
        assert outcome(copy) == by_parser(copy)


@given(st.lists(rows(unusual=False), max_size=12), st.lists(strings(unusual=False), max_size=15), st.booleans())
def test_plain_rows_are_read_as_the_parser_reads_them(base, lines, texts, prefix):
    check_alike(base, lines, texts, prefix)


@given(st.data(), st.booleans())
def test_unusual_rows_among_plain_ones_are_read_as_the_parser_reads_them(base, data, prefix):
    between = [b"", b"\n  ", b"<!-- </row> -->", b"<?x </row>?>", b"<row><c/></row>", b"text", b"<x>", b"</x>", b"]]>"]
    lines = []
    for unusual in data.draw(st.lists(st.booleans(), max_size=8)):
        lines += [data.draw(rows(unusual=unusual)), data.draw(st.sampled_from(between[: 9 if unusual else 2]))]
    texts = [data.draw(strings(unusual=unusual)) for unusual in data.draw(st.lists(st.booleans(), max_size=6))]
    check_alike(base, lines, texts, prefix)


@pytest.mark.parametrize("name", [p.name for p in sorted((shipped("workbooks") / "2021").glob("*.xlsx"))])
def test_workbooks_of_the_desk_are_read_as_the_parser_reads_them(name):
    path = shipped("workbooks") / "2021" / name
    assert outcome(path) == by_parser(path)


def test_plain_rows_do_not_need_the_parser(base, tmp_path):
    """Each form of :data:`USUAL` is taken; else the comparisons above would compare the parser with itself."""
    _, parts = base
    taken = []
    take = PlainRows.take

    def watched(self, xml):
        taken.append(take(self, xml))
        return taken[-1]

    for form in USUAL:
        row = b'<row r="1" spans="1:1">' + form % (b' r="A1"', b' s="1" t="str"', b"1") + b"</row>"
        with patch.object(PlainRows, "take", watched):
            read_sheets(pack(tmp_path / "a.xlsx", parts | {SHEET: sheet_of(parts, row)}))
    assert taken == [True] * len(USUAL)
