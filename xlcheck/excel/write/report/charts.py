"""Native charts over cells of the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlcheck.excel.untyped import XlsxChart, XlsxSheet
from xlcheck.excel.write.table import HEAD_FONT, OutputBook

PLAN, DRAWN, VISITED, OUT, LATE = "#C9CDD2", "#9DB7D1", "#5B84B1", "#1F4E79", "#C0504D"
"""Colours of 应查, 已抽, 已查, 已公示, 逾期."""
CHART_ROWS = 13
"""Rows of the usual height that a chart of the usual size covers."""
_SIZE = {"width": 735, "height": 240}
_PLOT = {"x": 0.03, "y": 0.24, "width": 0.94, "height": 0.5}
"""Where the columns stand in a chart: below the title, above the names and the legend."""
_NAMES = {"x": 0.34, "y": 0.16, "width": 0.58, "height": 0.8}
"""Where the bars stand in a chart of long names."""
_NOUGHTS_UNSAID = "0;;"
_ABOVE_BARS, _BAR, _FEWEST_BARS = 46, 20, 4
"""Pixels above the bars of a chart that is as high as they need, and of each bar; how many have room at least."""


@dataclass(frozen=True, slots=True)
class ChartCells:
    """What a chart shows: a sheet, its header row, the first and the last row, the column of names; all 0-based."""

    sheet: str
    header: int
    first: int
    last: int
    names: int = 0


def add_columns(
    out: OutputBook,
    sheet: XlsxSheet,
    at: int,
    cells: ChartCells,
    series: Sequence[tuple[int, str]],
    title: str,
    **size: int,
) -> None:
    """Add columns side by side, one for each (column, colour), from the 0-based row ``at`` on."""
    chart = out.book.add_chart({"type": "column"})
    for column, colour in series:
        _add_series(chart, cells, column, colour)
    chart.set_legend({"position": "bottom", "font": {"name": HEAD_FONT, "size": 9}})
    _set_title(chart, title)
    chart.set_x_axis({"num_font": {"name": HEAD_FONT, "size": 9}})
    chart.set_y_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_plotarea({"layout": _PLOT})
    chart.set_size(_SIZE | size)
    sheet.insert_chart(at, 0, chart, {"object_position": 1, "y_offset": 6})


def add_bars(out: OutputBook, sheet: XlsxSheet, at: int, cells: ChartCells, column: int, title: str) -> None:
    """Add a bar for each of some long names, from the 0-based row ``at`` on."""
    _insert_bars(sheet, at, _bars(out, cells, column, title, _NOUGHTS_UNSAID), _NAMES, _SIZE)


def add_rate_bars(out: OutputBook, sheet: XlsxSheet, at: int, cells: ChartCells, column: int, title: str) -> None:
    """Add a bar for each share of some long names, from the 0-based row ``at`` on, as high as they need."""
    chart = _bars(out, cells, column, title, "0.0%")
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0, "max": 1.1})
    height = _bars_height(cells.last - cells.first + 1)
    layout = _NAMES | {"y": (_ABOVE_BARS - 6) / height, "height": (height - _ABOVE_BARS) / height}
    _insert_bars(sheet, at, chart, layout, {"height": height})


def rate_bar_points(count: int) -> float:
    """Return the height in points of a chart of that many shares."""
    return _bars_height(count) * 0.75


def _bars_height(count: int) -> int:
    return _ABOVE_BARS + max(count, _FEWEST_BARS) * _BAR


def _bars(out: OutputBook, cells: ChartCells, column: int, title: str, number_format: str) -> XlsxChart:
    chart = out.book.add_chart({"type": "bar"})
    _add_series(chart, cells, column, VISITED, number_format)
    chart.set_legend({"none": True})
    _set_title(chart, title)
    chart.set_y_axis({"reverse": True, "num_font": {"name": HEAD_FONT, "size": 9}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    return chart


def _insert_bars(
    sheet: XlsxSheet, at: int, chart: XlsxChart, layout: Mapping[str, float], size: Mapping[str, int]
) -> None:
    chart.set_plotarea({"layout": layout})
    chart.set_size({**_SIZE, **size})
    sheet.insert_chart(at, 0, chart, {"object_position": 1, "y_offset": 6})


def _set_title(chart: XlsxChart, title: str) -> None:
    chart.set_title({"name": title, "name_font": {"name": HEAD_FONT, "size": 11, "bold": False}, "overlay": False})


def _add_series(
    chart: XlsxChart, cells: ChartCells, column: int, colour: str, number_format: str = _NOUGHTS_UNSAID
) -> None:
    chart.add_series(
        {
            "name": [cells.sheet, cells.header, column],
            "categories": [cells.sheet, cells.first, cells.names, cells.last, cells.names],
            "values": [cells.sheet, cells.first, column, cells.last, column],
            "fill": {"color": colour},
            "gap": 60,
            "data_labels": {"value": True, "num_format": number_format, "font": {"size": 8}},
        }
    )
