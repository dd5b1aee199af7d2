"""The order in which the schema of SpreadsheetML wants the children of an element (ECMA-376 part 1, annex A)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlcheck.excel.patch.edits import Data, Edit
from xlcheck.excel.patch.elements import Element, children

IN_WORKSHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors",
    "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
IN_WORKBOOK = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
IN_HEADER_FOOTER = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
IN_STYLES = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    "colors", "extLst",
)  # fmt: skip


def insertions(
    data: Data, parent: Element, present: Sequence[Element], order: Sequence[str], new: Mapping[str, bytes]
) -> list[Edit]:
    """Add children by name where the schema's ``order`` wants them among those ``present``."""
    edits, last = [], b""
    for name in sorted(new, key=order.index):
        later = next((c for c in present if _rank(data, c, order) > order.index(name)), None)
        if later is not None:
            edits.append(Edit(later.start, later.start, new[name]))
        else:
            last += new[name]
    return [*edits, parent.append(last)] if last else edits


def _rank(data: Data, child: Element, order: Sequence[str]) -> int:
    """Return the place in the order; a choice between alternatives stands where its first one would."""
    while child.name in ("AlternateContent", "Choice"):
        inside = next(children(data, child), None)
        if inside is None:
            return -1
        child = inside
    return order.index(child.name) if child.name in order else -1
