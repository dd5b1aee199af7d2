"""Every text inside a workbook file, wherever it hides: cells, comments, names, properties, headers, shapes, links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.xml import Attributes, parse

_XML = (".xml", ".rels", ".vml")
_SHORTEST = 10
"""Characters below which no text is of interest: the shortest telephone number with its area code."""
_WHOLE = frozenset({"si", "is", "text", "p", "div"})
"""Elements whose text is shown as one, though it may stand in several runs."""


def every_text(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (part, text) of each longer text in the package, attributes and the parts' names too, each once a part.

    Raises :class:`XlcheckError` as :class:`Package`.
    """
    with Package(path) as package:
        for name in package.names:
            yield name, name
            if name.lower().endswith(_XML):
                for text in _Texts(package, name).texts:
                    yield name, text


class _Texts:
    """The attributes and texts of one part, each once; the runs of a text are also read as one."""

    def __init__(self, package: Package, name: str) -> None:
        self.texts: dict[str, None] = {}
        self._runs: list[list[str]] = []
        parse(package, name, self._start, self._end, self._text)

    def _keep(self, text: str) -> None:
        if len(text) >= _SHORTEST:
            self.texts[text] = None

    def _start(self, element: str, attributes: Attributes) -> None:
        for value in attributes.values():
            self._keep(value)
        if element in _WHOLE:
            self._runs.append([])

    def _text(self, data: str) -> None:
        self._keep(data)
        for run in self._runs:
            run.append(data)

    def _end(self, element: str) -> None:
        if element in _WHOLE:
            self._keep("".join(self._runs.pop()))
