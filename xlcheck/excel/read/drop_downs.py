"""The drop-downs of a worksheet part, collected while its rows are read."""

from __future__ import annotations

from xlcheck.excel.read.xml import Attributes
from xlcheck.model import DropDown


class ListRules:
    """Collects the validations that are lists, those of Excel 2010's extension (``x14``) as well."""

    def __init__(self) -> None:
        self.drop_downs: list[DropDown] = []
        self.is_open = False
        self._is_list = False
        self._cells: list[str] = []
        self._source: list[str] = []
        self._into: list[str] | None = None

    def start(self, element: str, attributes: Attributes) -> None:
        """Take in the start of an element; those of other kinds change nothing."""
        if element == "dataValidation":
            self.is_open, self._is_list = True, attributes.get("type") == "list"
            self._cells, self._source = [attributes.get("sqref", "")], []
        elif self.is_open and element in ("formula1", "sqref"):
            self._into = self._source if element == "formula1" else self._cells

    def text(self, data: str) -> None:
        """Take in character data."""
        if self._into is not None:
            self._into.append(data)

    def end(self, element: str) -> None:
        """Take in the end of an element."""
        if element in ("formula1", "sqref"):
            self._into = None
        elif element == "dataValidation":
            self.is_open = False
            if self._is_list:
                self.drop_downs.append(DropDown("".join(self._cells).strip(), "".join(self._source).strip()))
