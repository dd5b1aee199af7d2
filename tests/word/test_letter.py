"""The document as a text processor reads it: types, margins, tables, page numbers, marks."""

import io

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from xlcheck.model import ClosingLines, Document, DocumentTable, Heading, Paragraph
from xlcheck.word.letter import letter

GRID = DocumentTable("示例表", ("名称", "户次"), (("甲", "1"), ("乙", "2")), ("合计", "3"))
DOCUMENT = Document(
    "示例总结",
    (
        Heading("一、示例"),
        Paragraph("抽中1户。【请补充：原因】谢谢。"),
        GRID,
        ClosingLines(("示例局", "2021年12月31日")),
    ),
)


def read(document=DOCUMENT, **more):
    return docx.Document(io.BytesIO(letter(document, **more)))


def paragraph(out, text):
    return next(p for p in out.paragraphs if p.text == text)


def types(run):
    return run.font.name, run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size


@pytest.mark.parametrize(
    ("text", "font", "points"),
    [("示例总结", "方正小标宋简体", 22), ("一、示例", "黑体", 16), ("抽中1户。【请补充：原因】谢谢。", "仿宋", 16)],
)
def test_types_of_title_heading_and_body(text, font, points):
    assert {types(run) for run in paragraph(read(), text).runs} == {(font, font, Pt(points))}


def test_paper_and_margins():
    page = read().sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


def test_pages_are_numbered():
    foot = read().sections[0].footer.paragraphs[0]
    assert foot.text == "—  —"
    assert [node.text for node in foot._p.iter(qn("w:instrText"))] == ["PAGE"]


def test_mark_where_people_must_write_stands_out_and_nothing_else_does():
    runs = paragraph(read(), "抽中1户。【请补充：原因】谢谢。").runs
    assert [(run.text, run.font.highlight_color) for run in runs] == [
        ("抽中1户。", None),
        ("【请补充：原因】", WD_COLOR_INDEX.YELLOW),
        ("谢谢。", None),
    ]


def test_table_with_its_caption_and_sums():
    out = read()
    (table,) = out.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["名称", "户次"],
        ["甲", "1"],
        ["乙", "2"],
        ["合计", "3"],
    ]
    assert paragraph(out, "示例表").paragraph_format.keep_with_next
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False, False]


def test_table_is_as_wide_as_the_text():
    for header in (GRID.header, ("名称", *"一二三四五六")):
        out = read(Document("示例", (DocumentTable("示例表", header, ()),)))
        assert abs(sum(column.width for column in out.tables[0].columns) - Mm(156)) < Mm(1)


def test_only_a_practice_document_is_marked():
    for practice in (False, True):
        head = read(practice=practice).sections[0].header
        assert ("演练" in "".join(p.text for p in head.paragraphs)) == practice


def test_same_content_gives_the_same_bytes():
    assert letter(DOCUMENT) == letter(DOCUMENT)
    properties = read().core_properties
    assert (properties.author, properties.created.year, properties.comments) == ("xlcheck", 2021, "")


def test_text_that_looks_like_markup_stays_text():
    text = "<w:p/>&=1+1"
    assert paragraph(read(Document("示例", (Paragraph(text),))), text)
