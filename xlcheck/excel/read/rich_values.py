"""Cells that hold more than a value: pictures of their own, and data of Excel's linked types.

Such a cell says ``#VALUE!`` to programs that do not know it. What it holds stands in three parts: metadata.xml says
which rich value it has, rdrichvalue.xml gives its values, rdrichvaluestructure.xml their names.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlcheck.excel.read.guard import Package
from xlcheck.excel.read.xml import Attributes, parse, whole_number
from xlcheck.model import CellPicture, CellValue, ErrorValue

_PICTURES = frozenset({"_localImage", "_webimage"})
_SHOWN = "_DisplayString"
_Structure = tuple[str, list[str]]
"""The type of a rich value, and the names of its values."""


def rich_values(package: Package, targets: Mapping[str, str]) -> list[CellValue]:
    """Return what each number of a ``vm`` stands for, from 1 on; errors where it is not one of those known here.

    Raises :class:`XlcheckError` where a part is not well-formed.
    """
    parts = [targets.get(kind, "") for kind in ("sheetMetadata", "rdRichValue", "rdRichValueStructure")]
    if not all(part and package.has(part) for part in parts):
        return []
    numbers, structures = _numbers(package, parts[0]), _structures(package, parts[2])
    values = [_value(structures, at, texts) for at, texts in _rows(package, parts[1])]
    return [values[n] if n < len(values) else ErrorValue("#VALUE!") for n in numbers]


def _value(structures: list[_Structure], at: int, texts: list[str]) -> CellValue:
    kind, names = structures[at] if at < len(structures) else ("", [])
    if kind in _PICTURES:
        return CellPicture("#VALUE!")
    shown = dict(zip(names, texts, strict=False)).get(_SHOWN, "")
    return shown or ErrorValue("#VALUE!")


def _numbers(package: Package, part: str) -> list[int]:
    """Return for each entry of the value metadata the number of its rich value."""
    rich: list[int] = []
    records: list[int] = []
    inside = ""

    def start(element: str, attributes: Attributes) -> None:
        nonlocal inside
        if element in ("futureMetadata", "valueMetadata", "cellMetadata"):
            inside = element + attributes.get("name", "")
        elif element == "rvb" and inside == "futureMetadataXLRICHVALUE":
            rich.append(whole_number(attributes.get("i")) or 0)
        elif element == "rc" and inside == "valueMetadata":
            records.append(whole_number(attributes.get("v")) or 0)

    parse(package, part, start)
    return [rich[v] if v < len(rich) else len(rich) for v in records]


def _structures(package: Package, part: str) -> list[_Structure]:
    found: list[_Structure] = []

    def start(element: str, attributes: Attributes) -> None:
        if element == "s":
            found.append((attributes.get("t", ""), []))
        elif element == "k" and found:
            found[-1][1].append(attributes.get("n", ""))

    parse(package, part, start)
    return found


def _rows(package: Package, part: str) -> list[tuple[int, list[str]]]:
    """Return of each rich value the number of its structure, and its values as text."""
    found: list[tuple[int, list[str]]] = []
    into: list[str] | None = None

    def start(element: str, attributes: Attributes) -> None:
        nonlocal into
        if element == "rv":
            found.append((whole_number(attributes.get("s")) or 0, []))
        elif element == "v":
            into = []

    def said(data: str) -> None:
        if into is not None:
            into.append(data)

    def end(element: str) -> None:
        nonlocal into
        if element == "v" and found:
            found[-1][1].append("".join(into or ()))
            into = None

    parse(package, part, start, end, said)
    return found
