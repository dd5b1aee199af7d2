"""An inspection of one entity: a line of 检查台账, or a row of 其他检查."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Inspection:
    """One line of a ledger as it is understood; fields have the keys of the ledger's columns.

    Texts are blank and days ``None`` where nothing is typed or what is typed could not be read. ``row`` is the index
    value of the line in its table, 0 where it stands in none; ``no`` its 序号, 0 where there is none. ``cells`` are
    the cells that are not blank, by key, as they were typed: days that could be read as such, all else as it stands.
    """

    row: int
    code: str
    name: str
    no: int = 0
    plan_no: str = ""
    task_no: str = ""
    task_name: str = ""
    kind: str = ""
    category: str = ""
    items: str = ""
    inspectors: str = ""
    inspected: date | None = None
    method: str = ""
    situation: str = ""
    result: str = ""
    disposal: str = ""
    rectify_by: date | None = None
    rectified: date | None = None
    closed: str = ""
    published: date | None = None
    remark: str = ""
    receiver: str = ""
    handed_on: date | None = None
    handed_no: str = ""
    answer: str = ""
    approved: str = ""
    approved_on: date | None = None
    served_on: date | None = None
    started: str = ""
    ended: str = ""
    visit_code: str = ""
    media_no: str = ""
    rechecked: date | None = None
    recheck_result: str = ""
    case_no: str = ""
    cells: Mapping[str, str | date] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether everything that a publication needs has been typed."""
        return self.inspected is not None and all((self.method, self.situation, self.result, self.disposal))

    @property
    def begun(self) -> bool:
        """Whether anything that a publication needs has been typed."""
        return self.inspected is not None or any((self.method, self.situation, self.result, self.disposal))

    @property
    def is_closed(self) -> bool:
        """Whether staff say that nothing is left to do."""
        return self.closed == "是"

    def has(self, key: str) -> bool:
        """Return whether anything is typed in a column, whether or not it could be read."""
        return key in self.cells

    def cell(self, key: str) -> str | date:
        """Return what is typed in a column, whether or not it could be read."""
        return self.cells.get(key, "")


@dataclass(frozen=True, slots=True)
class OtherInspection:
    """A row of 其他检查: a visit that no draw has made; fields have the keys of the columns.

    Texts are blank and the day ``None`` where nothing is typed or what is typed could not be read. ``row`` is the index
    value of the row in its table. ``people`` are the certificate numbers of those of 检查人员 whom the registry has.
    """

    row: int
    code: str
    name: str = ""
    inspected: date | None = None
    inspection_type: str = ""
    source: str = ""
    items: str = ""
    inspectors: str = ""
    result: str = ""
    visit_code: str = ""
    remark: str = ""
    people: tuple[str, ...] = ()
