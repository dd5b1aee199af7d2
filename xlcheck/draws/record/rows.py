"""The rows of the tables of a record, and what they are read back into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlcheck.draws.record.cells import LINES, LIST, damaged, text_of, value_of
from xlcheck.model import Assignment, Attempt, DrawnEntity, DrawRecord, Exclusion, Inspector, Recusal
from xlcheck.schema.outputs.draw import TICKETS
from xlcheck.schema.table import Table

Row = Mapping[str, str | int]
"""One row of an output table, by column key."""

_SPAN = " 至 "


@dataclass(frozen=True, slots=True)
class RowReader:
    """One row as it was read: texts by column key, and its Excel row number."""

    table: Table
    number: int
    cells: Mapping[str, str]

    def where(self, key: str) -> str:
        """The place of a cell, for a person."""
        return f"“{self.table.sheet}”工作表第 {self.number} 行“{self.table.column(key).title}”"

    def value(self, kind: type, key: str) -> Any:
        """A cell as ``kind``; raises :class:`XlcheckError` ``draw.record-damaged``."""
        return value_of(kind, self.cells[key], self.where(key))

    def parts(self, key: str, joined_by: str = LINES) -> tuple[str, ...]:
        """The parts of a cell with several values."""
        return tuple(part for part in self.cells[key].split(joined_by) if part)


def ticket_rows(record: DrawRecord) -> list[Row]:
    """签号: the whole order."""
    return [{column.key: getattr(drawn, column.key) for column in TICKETS.data} for drawn in record.order]


def drawn_from(row: RowReader) -> DrawnEntity:
    """One row of 签号."""
    texts = {column.key: row.cells[column.key] for column in TICKETS.data if column.key != "rank"}
    return DrawnEntity(rank=row.value(int, "rank"), **texts)


def excluded_rows(record: DrawRecord) -> list[Row]:
    """未列入: entities say 是 or 否 under 计入应抽基数 (and their grade where strata count), inspectors nothing."""
    entities = [_excluded_row(x, _counted(x)) for x in record.request.excluded]
    return entities + [_excluded_row(x, "") for x in record.request.inspectors_excluded]


def is_inspector(row: RowReader) -> bool:
    """Whether a row of 未列入 is about an inspector."""
    return not row.cells["counted"]


def exclusion_from(row: RowReader) -> Exclusion:
    """One row of 未列入."""
    counted, _, stratum = row.cells["counted"].partition("（")
    yes = bool(counted) and value_of(bool, counted, row.where("counted"))
    return Exclusion(row.cells["code"], row.cells["name"], row.cells["reason"], yes, stratum.removesuffix("）"))


def inspector_rows(record: DrawRecord) -> list[Row]:
    """人员: who took part; several values of a cell stand on lines of their own."""
    return [
        {
            "cert": i.cert,
            "name": i.name,
            "scope": LINES.join(i.scope),
            "specialities": LINES.join(i.specialities),
            "valid_to": text_of(i.valid_to),
            "leaves": LINES.join(f"{first}{_SPAN}{last}" for first, last in i.leaves),
            "recused": LINES.join(f"{r.code} {r.reason}" for r in i.recusals),
            "leader": text_of(i.leader),
            "party": i.party,
            "load": i.load,
        }
        for i in record.request.inspectors
    ]


def inspector_from(row: RowReader) -> Inspector:
    """One row of 人员."""
    recusals = (line.partition(" ") for line in row.parts("recused"))
    return Inspector(
        row.cells["cert"],
        row.cells["name"],
        row.parts("scope"),
        row.value(date, "valid_to"),
        row.parts("specialities"),
        tuple(_leave(line, row.where("leaves")) for line in row.parts("leaves")),
        tuple(Recusal(code, reason) for code, _, reason in recusals),
        row.value(bool, "leader"),
        row.cells["party"],
        row.value(int, "load"),
    )


def team_rows(record: DrawRecord) -> list[Row]:
    """分组: in the order in which the teams were formed."""
    entities = {e.code: e.name for e in record.request.entities}
    people = {i.cert: i.name for i in record.request.inspectors}
    return [
        {
            "order": team.order,
            "code": team.code,
            "name": entities[team.code],
            "group": team.group,
            "attempt": team.attempt,
            "window": team.window,
            "certs": LIST.join(team.certs),
            "names": LIST.join(people[cert] for cert in team.certs),
        }
        for team in record.teams
    ]


def team_from(row: RowReader) -> Assignment:
    """One row of 分组."""
    numbers = {key: row.value(int, key) for key in ("order", "attempt", "window")}
    return Assignment(code=row.cells["code"], certs=row.parts("certs", LIST), group=row.cells["group"], **numbers)


def attempt_rows(record: DrawRecord) -> list[Row]:
    """未采用: teams that were drawn and turned down."""
    return [
        {"code": a.code, "number": a.number, "certs": LIST.join(a.certs), "reason": a.reason} for a in record.attempts
    ]


def attempt_from(row: RowReader) -> Attempt:
    """One row of 未采用."""
    return Attempt(row.cells["code"], row.value(int, "number"), row.parts("certs", LIST), row.cells["reason"])


def _excluded_row(exclusion: Exclusion, counted: str) -> Row:
    return {"code": exclusion.code, "name": exclusion.name, "reason": exclusion.reason, "counted": counted}


def _counted(exclusion: Exclusion) -> str:
    return text_of(exclusion.counted) + (f"（{exclusion.stratum}）" if exclusion.stratum else "")


def _leave(line: str, where: str) -> tuple[date, date]:
    first, _, last = line.partition(_SPAN)
    if not last:
        raise damaged(where, line, "起止日期，如 2021-02-01 至 2021-02-05")
    return value_of(date, first, where), value_of(date, last, where)
