"""Saving a filled workbook: known formula results, pinned dates, and never half a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.workbook import Workbook

from xlcheck.excel.fill.graft import Artwork, graft
from xlcheck.excel.fill.plain_rows import Excerpt, put_back, take_out
from xlcheck.excel.fill.write import Results
from xlcheck.messages import system_words
from xlcheck.model import XlcheckError

_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v\s*(?:/>|></v>)')
_HEADER = re.compile(r"<headerFooter.*?</headerFooter>", re.DOTALL)
_LINE_BREAK = re.compile(r"_x000[aA]_")
_CHOSEN_HEIGHT = re.compile(r'<row r="(\d+)"[^>]*?( customHeight="1")')
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*")


def save(
    book: Workbook,
    out: Path,
    stamp: datetime | None,
    results: Results,
    drawn: Mapping[str, Artwork],
    growing: Mapping[str, Collection[int]],
) -> None:
    """Write ``book`` to ``out`` in one step, with what is drawn on its sheets: a reader sees the old file or the new.

    Rows of ``growing`` sheets, by title, keep their height until something is typed. With ``stamp`` as the date of
    creation and change, equal workbooks are equal byte for byte. Raises ``output.locked`` where ``out`` cannot be
    replaced, ``form.out-folder`` where nothing can be written.
    """
    if stamp is not None:
        book.properties.created = stamp
    raw, plain = BytesIO(), {sheet.title: take_out(sheet) for sheet in book.worksheets}
    book.save(raw)
    data = _pack(raw, _edits(book, stamp, results, plain, growing))
    temporary = out.with_name(f".{out.name}.plain.tmp")  # what is drawn is added on the way from here to ``out``
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        if any(sheet.pictures or sheet.symbols for sheet in drawn.values()):
            graft(temporary, drawn, out)
        else:
            _replace(temporary, out)
    except OSError as error:
        raise XlcheckError("form.out-folder", folder=out.parent, why=system_words(error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _replace(temporary: Path, out: Path) -> None:
    try:
        temporary.replace(out)
    except PermissionError as error:
        raise XlcheckError("output.locked", file=out) from error


Edit = Callable[[str], str]


def _edits(
    book: Workbook,
    stamp: datetime | None,
    results: Results,
    plain: Mapping[str, Excerpt],
    growing: Mapping[str, Collection[int]],
) -> dict[str, Edit]:
    """Return part of the package -> what is changed in it after openpyxl, which knows none of it."""
    edits: dict[str, Edit] = {}
    if stamp is not None:
        edits["docProps/core.xml"] = lambda text: _MODIFIED.sub(rf"\g<1>{stamp:%Y-%m-%dT%H:%M:%SZ}", text)
    for sheet in book.worksheets:
        sheet_results = {cell: value for (title, cell), value in results.items() if title == sheet.title}
        edits[sheet.path.lstrip("/")] = _of_sheet(sheet_results, plain[sheet.title], growing.get(sheet.title, ()))
    return edits


def _of_sheet(results: dict[str, str | int | float | None], plain: Excerpt, growing: Collection[int]) -> Edit:
    """Add what openpyxl leaves out: plain rows, known results, line breaks of headers that only Excel unescapes.

    It says of every height that it is a person's choice, by which a row would never grow.
    """

    def grown(match: re.Match[str]) -> str:
        return match[0].replace(match[2], "") if int(match[1]) in growing else match[0]

    def stored(match: re.Match[str]) -> str:
        cell, attributes, formula = match.groups()
        if cell not in results:
            return match[0]
        value = results[cell]
        kind = ' t="str"' if value is None or isinstance(value, str) else ""
        return f'<c r="{cell}"{attributes}{kind}>{formula}<v>{escape(str(value or ""), quote=False)}</v>'

    def edited(text: str) -> str:
        text = _HEADER.sub(lambda m: _LINE_BREAK.sub("\n", m[0]), _FORMULA.sub(stored, text))
        return put_back(_CHOSEN_HEIGHT.sub(grown, text) if growing else text, plain)

    return edited


def _pack(raw: BytesIO, edits: dict[str, Edit]) -> bytes:
    """Pack the members once more, dated alike."""
    package = BytesIO()
    with ZipFile(raw) as source, ZipFile(package, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name in edits:
                data = edits[name](data.decode("utf-8")).encode("utf-8")
            member = ZipInfo(name)
            member.compress_type, member.external_attr = ZIP_DEFLATED, 0o600 << 16
            target.writestr(member, data)
    return package.getvalue()
