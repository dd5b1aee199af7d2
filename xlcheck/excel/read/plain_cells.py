"""The cells of one column in a stretch of plain rows, typed all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.excel.read.cell_types import CellTypes
from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.number_formats import RENDERED
from xlcheck.excel.read.plain_text import decoded
from xlcheck.excel.read.sheet_events import REMEMBERED, is_hidden
from xlcheck.excel.read.wps_pictures import CALL, as_text
from xlcheck.excel.read.xml import attributes_of, unescape
from xlcheck.model import CellValue

_INLINE = frozenset({"str", "inlineStr"})
"""The types of cells whose text is a text itself; ``s`` is a number in the list of shared strings."""

_PICTURE = CALL.encode()

_Meaning = tuple[str, str]
"""The type of a cell and what its style shows."""


class NotPlain(Exception):  # noqa: N818 - no error, only a sign to take the other way
    """The stretch is not in plain form; the parser shall read it."""


class PlainCells:
    """Types columns of cells by their further attributes (``marks``) and the bytes that they store."""

    def __init__(self, package: Package, types: CellTypes) -> None:
        self._package, self._types = package, types
        self._meanings: dict[bytes, _Meaning] = {}
        self._known: dict[_Meaning, dict[bytes, CellValue]] = {}
        self._hidden: dict[bytes, bool] = {}
        self._struck: set[bytes] = set()

    def is_hidden(self, mark: bytes) -> bool:
        """Say whether the attributes of a row hide it."""
        if mark not in self._hidden:
            self._hidden[mark] = is_hidden(_attributes(b"row", mark))
        return self._hidden[mark]

    def values(self, marks: Sequence[bytes], stored: Sequence[bytes], inline: Sequence[bytes]) -> list[CellValue]:
        """Return the values of a column, ``""`` where blank; an empty list where all are.

        Raises :class:`NotPlain` or UnicodeDecodeError where the parser must judge.
        """
        meanings = {mark: self._meaning(mark) for mark in set(marks)}
        texts = stored if not any(inline) else inline if not any(stored) else list(map(bytes.__add__, stored, inline))
        if not any(texts):
            return []
        if len(set(meanings.values())) == 1:
            return self._type_values(meanings[marks[0]], texts)
        filled = {meanings[mark] for mark, text in zip(marks, texts, strict=True) if text}
        if len(filled) == 1:
            return self._type_values(filled.pop(), texts)
        values: list[CellValue] = [""] * len(texts)
        for meaning in filled:
            places = [at for at, text in enumerate(texts) if text and meanings[marks[at]] == meaning]
            typed = self._type_values(meaning, [texts[at] for at in places])
            for at, value in zip(places, typed, strict=True):
                values[at] = value
        return values

    def _meaning(self, mark: bytes) -> _Meaning:
        if mark not in self._meanings:
            attributes = _attributes(b"c", mark)
            self._meanings[mark] = self._types.kind(attributes), self._types.format(attributes.get("s"))
            if self._types.is_struck(attributes):
                self._struck.add(mark)
        return self._meanings[mark]

    def struck(self, marks: Sequence[bytes], stored: Sequence[bytes], inline: Sequence[bytes]) -> Iterator[int]:
        """Iterate over the places in a column, which :meth:`values` has typed, of which something is struck out."""
        meanings, strings = self._meanings, {b"%d" % number for number in self._types.strings.struck}
        if not (strings or not self._struck.isdisjoint(marks)):
            return
        for at, (mark, value, text) in enumerate(zip(marks, stored, inline, strict=True)):
            if (value or text) and (mark in self._struck or (value in strings and meanings[mark][0] == "s")):
                yield at

    def _type_values(self, meaning: _Meaning, texts: Sequence[bytes]) -> list[CellValue]:
        if meaning[0] == "s" and not meaning[1].startswith(RENDERED):
            return self._shared_strings(texts)
        values = self._known.setdefault(meaning, {})
        new = [text for text in set(texts) if text not in values]
        if 2 * len(new) > len(texts) and meaning[1] != "date":
            return self._read_values(meaning, texts)  # names and codes: each a new one
        if len(values) > REMEMBERED:
            values.clear()
            new = list(set(texts))
        values.update(zip(new, self._read_values(meaning, new), strict=True))
        return list(map(values.__getitem__, texts))

    def _read_values(self, meaning: _Meaning, texts: Sequence[bytes]) -> list[CellValue]:
        self._package.hold(len(texts), sum(map(len, texts)))
        if meaning[0] in _INLINE and not meaning[1].startswith(RENDERED):
            read = map(unescape, decoded(texts))
            return list(map(as_text, read) if _PICTURE in b"\n".join(texts) else read)
        return [self._types.value(*meaning, text) if text else "" for text in decoded(texts)]

    def _shared_strings(self, texts: Sequence[bytes]) -> list[CellValue]:
        strings = self._types.strings
        if b"".join(texts).isdigit():
            try:
                if b"" not in texts:
                    return list(map(strings.__getitem__, map(int, texts)))
                return [strings[int(text)] if text else "" for text in texts]
            except (IndexError, ValueError):  # no such string, or too many digits for a number
                pass
        return [self._types.value("s", "", *decoded((text,))) if text else "" for text in texts]


def _attributes(element: bytes, mark: bytes) -> dict[str, str]:
    attributes = attributes_of(b'<%s r="1"%s/>' % (element, mark))
    if attributes is None:
        raise NotPlain
    return attributes
