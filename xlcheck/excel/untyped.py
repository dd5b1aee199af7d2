"""Names for the objects of libraries without types, so that a signature says what it takes."""

from __future__ import annotations

from typing import Any

XlsxSheet = Any
"""A worksheet of xlsxwriter."""

XlsxFormat = Any
"""A format of xlsxwriter: how a cell looks."""

LoadedCell = Any
"""A cell of openpyxl, whose types leave out what is copied and set here: its value and style as they are."""

XlsxChart = Any
"""A chart of xlsxwriter."""

Options = dict[str, Any]
"""Named settings as xlsxwriter takes them."""
