"""How many people each department has in 执法检查人员名录库."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import INSPECTORS


def sizes_of(inspectors: TypedTable, names: Sequence[str]) -> dict[str, int]:
    """Return how many people in service each department has: those whose 工作单位 ends in its name."""
    employers = inspectors[INSPECTORS.employer][inspectors[INSPECTORS.status] == "有效"]
    return {name: int(employers.str.endswith(name).sum()) for name in names}
