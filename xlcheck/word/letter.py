"""A document in the form of a 公文: title, headings, body, tables, page numbers; the same content gives the same bytes.

Paper, margins and types follow GB/T 9704—2012, 党政机关公文格式.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any  # for the parts of python-docx without types: styles, runs, and the XML below them

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from xlcheck.model import ClosingLines, Document, DocumentTable, Heading, Paragraph
from xlcheck.model.practice import PRACTICE

TITLE_FONT, HEAD_FONT, BODY_FONT, FOOT_FONT = "方正小标宋简体", "黑体", "仿宋", "宋体"
_TITLE, _BODY, _TABLE, _FOOT = 22, 16, 12, 14
"""Sizes in points."""
_LINE = Pt(28)
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
_PAPER_WIDTH, _PAPER_HEIGHT = 210, 297
_FIRST_COLUMN = 42
"""Millimetres of a table's first column (half the line in a table of two); the others share the rest of the line."""
_MARK = re.compile(r"(【请补充：[^】]*】)")
_MADE = datetime(2021, 1, 1)
"""Pinned: the same content gives the same bytes."""
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def letter(document: Document, *, practice: bool = False) -> bytes:
    """Return the .docx of a document; ``practice`` puts 演练 into the header of every page."""
    out = docx.Document()
    _set_up(out, practice)
    _say(out.add_paragraph(), document.title, TITLE_FONT, _TITLE, align=WD_ALIGN_PARAGRAPH.CENTER, after=_LINE)
    for part in document.parts:
        _add(out, part)
    stream = io.BytesIO()
    out.save(stream)
    return _pinned(stream)


def _set_up(out: Any, practice: bool) -> None:
    """Set paper, margins, header, page number and properties, and the body type for whatever people add."""
    page = out.sections[0]
    page.page_width, page.page_height = Mm(_PAPER_WIDTH), Mm(_PAPER_HEIGHT)
    for name, width in _MARGINS.items():
        setattr(page, name, Mm(width))
    normal = out.styles["Normal"]
    normal.font.size = Pt(_BODY)
    _set_type(normal, BODY_FONT)
    if practice:
        head = page.header.paragraphs[0]
        _say(head, PRACTICE, HEAD_FONT, _BODY, align=WD_ALIGN_PARAGRAPH.CENTER)
    foot = page.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_page_number(foot)
    properties = out.core_properties
    properties.author = properties.last_modified_by = "xlcheck"
    properties.comments = PRACTICE if practice else ""
    properties.created = properties.modified = _MADE
    properties.revision = 1


def _add(out: Any, part: Heading | Paragraph | DocumentTable | ClosingLines) -> None:
    if isinstance(part, DocumentTable):
        _say(out.add_paragraph(), part.caption, HEAD_FONT, _TABLE, align=WD_ALIGN_PARAGRAPH.CENTER, keep=True)
        _add_table(out, part)
    elif isinstance(part, ClosingLines):
        out.add_paragraph()
        for text in part.texts:
            _say(out.add_paragraph(), text, BODY_FONT, _BODY, align=WD_ALIGN_PARAGRAPH.RIGHT, keep=True)
    else:
        heading = isinstance(part, Heading)
        paragraph = out.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(2 * _BODY)
        _say(paragraph, part.text, HEAD_FONT if heading else BODY_FONT, _BODY, keep=heading)


def _say(
    paragraph: Any, text: str, font: str, size: int, *, align: Any = None, keep: bool = False, after: Any = None
) -> None:
    """Add words to a paragraph in a type; a mark where people must write stands out."""
    shape = paragraph.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if align is None else align
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    shape.space_before, shape.space_after = Pt(0), after or Pt(0)
    shape.keep_with_next = keep
    for piece in filter(None, _MARK.split(text)):
        run = paragraph.add_run(piece)
        run.font.size = Pt(size)
        _set_type(run, font)
        if _MARK.fullmatch(piece):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _set_type(target: Any, font: str) -> None:
    """Set the type of Chinese and Latin letters alike."""
    target.font.name = font
    target.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _add_table(out: Any, grid: DocumentTable) -> None:
    """Add a ruled table over the width of the text.

    Its header is repeated on every page, its rows are not split.
    """
    lines = [grid.header, *grid.rows, *([grid.sums] if grid.sums else [])]
    table = out.add_table(len(lines), len(grid.header), "Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    text = _PAPER_WIDTH - _MARGINS["left_margin"] - _MARGINS["right_margin"]
    first = _FIRST_COLUMN if len(grid.header) > 2 else text // 2
    widths = [Mm(first), *[Mm((text - first) / (len(grid.header) - 1))] * (len(grid.header) - 1)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    elements = list(out.element.body.iter(qn("w:tr")))[-len(lines) :]
    for number, (row, element, texts) in enumerate(zip(table.rows, elements, lines, strict=True)):
        loud = number == 0 or texts is grid.sums
        element.get_or_add_trPr().append(_flag("w:cantSplit"))
        if number == 0:
            element.get_or_add_trPr().append(_flag("w:tblHeader"))
        for column, (cell, words) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = widths[column]
            align = WD_ALIGN_PARAGRAPH.CENTER if column or number == 0 else WD_ALIGN_PARAGRAPH.LEFT
            paragraph = cell.paragraphs[0]
            _say(paragraph, words, HEAD_FONT if loud else BODY_FONT, _TABLE, align=align, keep=number < len(lines) - 1)
            paragraph.paragraph_format.line_spacing = Pt(20)
    _say(out.add_paragraph(), "", BODY_FONT, _TABLE)


def _flag(name: str) -> Any:
    return OxmlElement(name)


def _add_page_number(paragraph: Any) -> None:
    """Add ``— 1 —``, counted by the text processor."""
    for kind, text in (("", "— "), ("begin", ""), ("", "PAGE"), ("end", ""), ("", " —")):
        run = paragraph.add_run("" if text == "PAGE" else text)
        run.font.size = Pt(_FOOT)
        _set_type(run, FOOT_FONT)
        if kind:
            mark = _flag("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run.element.append(mark)
        elif text == "PAGE":
            code = _flag("w:instrText")
            code.text = text
            run.element.append(code)


def _pinned(stream: io.BytesIO) -> bytes:
    """Return the package with pinned times."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(info, package.read(name))
    return out.getvalue()
