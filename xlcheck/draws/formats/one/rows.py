"""The rows of the tables of a record, and what they are read back into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from xlcheck.draws.formats.one.wording import counted_in_words
from xlcheck.draws.record.cells import LINES, LIST, damaged, text_of, value_of
from xlcheck.model import Assignment, DrawnEntity, DrawRecord, Exclusion, Inspector, Recusal, RejectedTeam
from xlcheck.schema.outputs.draw import EXCLUDED, RECORD_INSPECTORS, REJECTED_TEAMS, TEAMS, TICKETS
from xlcheck.schema.table import Column, Table

RecordRow = Mapping[Column, str | int]
"""One row of a record's table, by column."""

Value = TypeVar("Value")

_SPAN = " 至 "


@dataclass(frozen=True, slots=True)
class RowReader:
    """One row as it was read: texts by column, and its Excel row number."""

    table: Table
    number: int
    cells: Mapping[Column, str]

    def __getitem__(self, column: Column) -> str:
        return self.cells[column]

    def where(self, column: Column) -> str:
        """Return the place of a cell, for a person."""
        return f"“{self.table.sheet}”工作表第 {self.number} 行“{column.title}”"

    def value(self, kind: type[Value], column: Column) -> Value:
        """Return a cell as ``kind``; raises :class:`XlcheckError` ``draw.record-damaged``."""
        value: Value = value_of(kind, self[column], self.where(column))
        return value

    def parts(self, column: Column, joined_by: str = LINES) -> tuple[str, ...]:
        """Return the parts of a cell with several values."""
        return tuple(part for part in self[column].split(joined_by) if part)


def ticket_rows(record: DrawRecord) -> list[RecordRow]:
    """Make the rows of 签号: the whole order."""
    return [{column: getattr(drawn, column.key) for column in TICKETS.data} for drawn in record.order]


def drawn_from(row: RowReader) -> DrawnEntity:
    """Read one row of 签号."""
    texts = {column.key: row[column] for column in TICKETS.data if column is not TICKETS.rank}
    return DrawnEntity(rank=row.value(int, TICKETS.rank), **texts)


def excluded_rows(record: DrawRecord) -> list[RecordRow]:
    """Make the rows of 未列入.

    Entities say 是 or 否 under 计入应抽基数 (and their grade where strata count), inspectors nothing.
    """
    entities = [_excluded_row(x, counted_in_words(x)) for x in record.request.excluded]
    return entities + [_excluded_row(x, "") for x in record.request.inspectors_excluded]


def is_inspector(row: RowReader) -> bool:
    """Say whether a row of 未列入 is about an inspector."""
    return not row[EXCLUDED.counted]


def exclusion_from(row: RowReader) -> Exclusion:
    """Read one row of 未列入."""
    counted, _, stratum = row[EXCLUDED.counted].partition("（")
    yes = bool(counted) and value_of(bool, counted, row.where(EXCLUDED.counted))
    return Exclusion(row[EXCLUDED.code], row[EXCLUDED.name], row[EXCLUDED.reason], yes, stratum.removesuffix("）"))


def inspector_rows(record: DrawRecord) -> list[RecordRow]:
    """Make the rows of 人员: who took part; several values of a cell stand on lines of their own."""
    return [
        {
            RECORD_INSPECTORS.cert: i.cert,
            RECORD_INSPECTORS.name: i.name,
            RECORD_INSPECTORS.scope: LINES.join(i.scope),
            RECORD_INSPECTORS.specialities: LINES.join(i.specialities),
            RECORD_INSPECTORS.valid_to: text_of(i.valid_to),
            RECORD_INSPECTORS.leaves: LINES.join(f"{first}{_SPAN}{last}" for first, last in i.leaves),
            RECORD_INSPECTORS.recused: LINES.join(f"{r.code} {r.reason}" for r in i.recusals),
            RECORD_INSPECTORS.leader: text_of(i.leader),
            RECORD_INSPECTORS.party: i.party,
            RECORD_INSPECTORS.load: i.load,
        }
        for i in record.request.inspectors
    ]


def inspector_from(row: RowReader) -> Inspector:
    """Read one row of 人员."""
    recusals = (line.partition(" ") for line in row.parts(RECORD_INSPECTORS.recused))
    return Inspector(
        row[RECORD_INSPECTORS.cert],
        row[RECORD_INSPECTORS.name],
        row.parts(RECORD_INSPECTORS.scope),
        row.value(date, RECORD_INSPECTORS.valid_to),
        row.parts(RECORD_INSPECTORS.specialities),
        tuple(_leave(line, row.where(RECORD_INSPECTORS.leaves)) for line in row.parts(RECORD_INSPECTORS.leaves)),
        tuple(Recusal(code, reason) for code, _, reason in recusals),
        row.value(bool, RECORD_INSPECTORS.leader),
        row[RECORD_INSPECTORS.party],
        row.value(int, RECORD_INSPECTORS.load),
    )


def team_rows(record: DrawRecord) -> list[RecordRow]:
    """Make the rows of 分组, in the order in which the teams were formed."""
    entities = {e.code: e.name for e in record.request.entities}
    people = {i.cert: i.name for i in record.request.inspectors}
    return [
        {
            TEAMS.order: team.order,
            TEAMS.code: team.code,
            TEAMS.name: entities[team.code],
            TEAMS.group: team.group,
            TEAMS.attempt: team.attempt,
            TEAMS.window: team.window,
            TEAMS.certs: LIST.join(team.certs),
            TEAMS.names: LIST.join(people[cert] for cert in team.certs),
        }
        for team in record.teams
    ]


def team_from(row: RowReader) -> Assignment:
    """Read one row of 分组."""
    return Assignment(
        row[TEAMS.code],
        row.value(int, TEAMS.order),
        row.value(int, TEAMS.attempt),
        row.value(int, TEAMS.window),
        row.parts(TEAMS.certs, LIST),
        row[TEAMS.group],
    )


def rejected_rows(record: DrawRecord) -> list[RecordRow]:
    """Make the rows of 未采用: teams that were drawn and turned down."""
    return [
        {
            REJECTED_TEAMS.code: team.code,
            REJECTED_TEAMS.number: team.number,
            REJECTED_TEAMS.certs: LIST.join(team.certs),
            REJECTED_TEAMS.reason: team.reason,
        }
        for team in record.attempts
    ]


def rejected_from(row: RowReader) -> RejectedTeam:
    """Read one row of 未采用."""
    return RejectedTeam(
        row[REJECTED_TEAMS.code],
        row.value(int, REJECTED_TEAMS.number),
        row.parts(REJECTED_TEAMS.certs, LIST),
        row[REJECTED_TEAMS.reason],
    )


def _excluded_row(exclusion: Exclusion, counted: str) -> RecordRow:
    return {
        EXCLUDED.code: exclusion.code,
        EXCLUDED.name: exclusion.name,
        EXCLUDED.reason: exclusion.reason,
        EXCLUDED.counted: counted,
    }


def _leave(line: str, where: str) -> tuple[date, date]:
    first, _, last = line.partition(_SPAN)
    if not last:
        raise damaged(where, line, "起止日期，如 2021-02-01 至 2021-02-05")
    return value_of(date, first, where), value_of(date, last, where)
