"""How a workbook shows what it holds: what is hidden, merged, formatted, computed or laid over the cells.

The content alone does not say what a reader sees; :mod:`xlcheck.excel.appearance.disguises` compares these facts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from xlcheck.excel.appearance.cells import CellAppearance, Font, cell_looks
from xlcheck.excel.appearance.overlays import Overlay, overlays_of
from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.package import contents_of, kinds_of
from xlcheck.excel.read.sheet_events import Positions
from xlcheck.excel.read.xml import Attributes, decimal, parse, whole_number

At = tuple[int, int]
"""Row and column of a cell, both 1-based."""

_ROW_POINTS, _COLUMN_WIDTH = 15.0, 8.43
_SMALLEST = 6.0
"""Points of type below which nobody reads on."""
_PLAIN = CellAppearance()


@dataclass(slots=True)
class SheetAppearance:
    """One sheet; a row or column that is hidden has size 0 (points, units of column width).

    ``cells`` has the look of each cell that holds anything, ``formulas`` the text of each formula (empty
    where another cell has it), ``partly`` the cells of which a part of the text is hard to see, ``added`` the
    kinds of things that hang on the sheet, ``overlays`` what is drawn over its cells, ``view`` what of it is switched
    on or off.
    """

    hidden: bool
    print_area: bool
    rows: dict[int, float] = field(default_factory=dict)
    columns: list[tuple[int, int, float]] = field(default_factory=list)
    row_points: float = _ROW_POINTS
    column_width: float = _COLUMN_WIDTH
    merges: set[str] = field(default_factory=set)
    cells: dict[At, CellAppearance] = field(default_factory=dict)
    formulas: dict[At, str] = field(default_factory=dict)
    partly: set[At] = field(default_factory=set)
    added: set[str] = field(default_factory=set)
    overlays: list[Overlay] = field(default_factory=list)
    view: set[str] = field(default_factory=set)

    def height(self, row: int) -> float:
        """Return the points of a row."""
        return self.rows.get(row, self.row_points)

    def width(self, column: int) -> float:
        """Return the units of width of a column."""
        return next((w for first, last, w in self.columns if first <= column <= last), self.column_width)


def looks_of(path: Path) -> dict[str, SheetAppearance]:
    """Return every sheet of an .xlsx by its name, those without cells too.

    Raises :class:`XlcheckError` as :func:`xlcheck.excel.read.workbook.read_sheets`.
    """
    with Package(path) as package:
        contents = contents_of(package)
        styles = cell_looks(package, contents.targets["styles"]) if "styles" in contents.targets else []
        strings = contents.targets.get("sharedStrings")
        partly = _hard_to_see(package, strings) if strings else frozenset[int]()
        looks = {}
        for position, entry in enumerate(contents.entries):
            sheet = SheetAppearance(entry.hidden, position in contents.print_areas)
            looks[entry.name] = sheet
            if entry.kind == "worksheet":
                sheet.added |= kinds_of(package, entry.part)
                sheet.overlays += overlays_of(package, entry.part)
                reader = _Reader(sheet, styles, partly)
                parse(package, entry.part, reader.start, reader.end, reader.text, long=True)
        return looks


class _Reader:
    """Collects the facts of one worksheet part."""

    def __init__(self, sheet: SheetAppearance, styles: list[CellAppearance], partly: frozenset[int]) -> None:
        self.sheet, self.styles, self.partly = sheet, styles, partly
        self._row = self._column = 0
        self._positions = Positions()
        self._cell: Attributes | None = None
        self._into: list[str] | None = None
        self._runs = _Runs()

    def start(self, element: str, attributes: Attributes) -> None:
        """Take in the start of an element."""
        if element == "c":
            reference = attributes.get("r")
            self._column = self._positions[reference.rstrip("0123456789")] if reference else self._column + 1
            self._cell = attributes
        elif self._cell is not None:
            self._start_in_cell(element, attributes)
        elif element == "row":
            self._row, self._column = whole_number(attributes.get("r")) or self._row + 1, 0
            self.sheet.rows[self._row] = _size(attributes, "ht", self.sheet.row_points)
        else:
            self._start_other(element, attributes)

    def text(self, data: str) -> None:
        """Take in character data."""
        if self._into is not None:
            self._into.append(data)

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        if self._cell is None:
            return
        at = self._row, self._column
        if element == "c":
            self._cell = None
        elif element in ("v", "f"):
            text, self._into = "".join(self._into or ()), None
            if element == "f":
                self.sheet.formulas[at] = text
            elif self._cell.get("t") == "s" and whole_number(text) in self.partly:
                self.sheet.partly.add(at)
        elif self._runs.end(element):
            self.sheet.partly.add(at)

    def _start_in_cell(self, element: str, attributes: Attributes) -> None:
        if element in ("v", "f", "is"):
            style = whole_number((self._cell or {}).get("s")) or 0
            look = self.styles[style] if style < len(self.styles) else _PLAIN
            self.sheet.cells[self._row, self._column] = look
        if element in ("v", "f"):
            self._into = []
        else:
            self._runs.start(element, attributes)

    def _start_other(self, element: str, attributes: Attributes) -> None:
        sheet = self.sheet
        if element == "col":
            first, last = (whole_number(attributes.get(key)) or 0 for key in ("min", "max"))
            sheet.columns.append((first, last, _size(attributes, "width", sheet.column_width)))
        elif element == "sheetFormatPr":
            sheet.column_width = decimal(attributes.get("defaultColWidth"), _COLUMN_WIDTH)
            points = decimal(attributes.get("defaultRowHeight"), _ROW_POINTS)
            sheet.row_points = 0 if _is_on(attributes, "zeroHeight") else points
        elif element == "mergeCell":
            sheet.merges.add(attributes.get("ref", ""))
        elif element in ("conditionalFormatting", "sparklineGroup"):
            sheet.added.add(element)
        elif element == "sheetView":
            sheet.view |= {"showFormulas"} if _is_on(attributes, "showFormulas") else set()
            sheet.view |= {"showZeros"} if attributes.get("showZeros") in ("0", "false") else set()


class _Runs:
    """The runs of texts, one after the other."""

    def __init__(self) -> None:
        self._font: Font | None = None

    def start(self, element: str, attributes: Attributes) -> None:
        """Take in the start of an element within a text."""
        if element == "rPr":
            self._font = Font(points=_SMALLEST)
        elif self._font is not None:
            self._font.take(element, attributes)

    def end(self, element: str) -> bool:
        """Take in the end of an element within a text; returns whether it was the font of a run that is hard to see."""
        if element != "rPr" or self._font is None:
            return False
        font, self._font = self._font, None
        return font.is_faint() or font.points < _SMALLEST


def _hard_to_see(package: Package, name: str) -> frozenset[int]:
    """Return the shared strings of which a part is hard to see, by their index."""
    runs, count, indexes = _Runs(), [-1], set[int]()

    def start(element: str, attributes: Attributes) -> None:
        count[0] += element == "si"
        runs.start(element, attributes)

    def end(element: str) -> None:
        if runs.end(element):
            indexes.add(count[0])

    parse(package, name, start, end, long=True)
    return frozenset(indexes)


def _size(attributes: Attributes, key: str, usual: float) -> float:
    return 0 if _is_on(attributes, "hidden") else decimal(attributes.get(key), usual)


def _is_on(attributes: Attributes, key: str) -> bool:
    return attributes.get(key) in ("1", "true")
