"""公示日志: a line for each row that went out, with its facts and their digest; the log decides what is published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from xlcheck.draws.codec import canonical_json
from xlcheck.draws.tickets import hex_hash
from xlcheck.model import DrawRequest, Publication, Withdrawal, XlcheckError
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.files import write_text

LOG_NAME = "公示日志.jsonl"


@dataclass(frozen=True, slots=True)
class PublicationEvent:
    """A row that went out: day, batch, plan number and attempt of its task, code, and the facts that were told.

    Of a row that was taken back, ``withdrawn`` is the reason and the facts are those that had been told. Lines of old
    logs have no facts, and do not know the attempt (0).
    """

    day: date
    batch: str
    task: str
    code: str
    attempt: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)
    withdrawn: str = ""

    def is_of(self, request: DrawRequest) -> bool:
        """Whether the row is one of this draw."""
        return self.task == request.task and self.attempt in (0, request.attempt)


def logged(desk: Desk) -> list[PublicationEvent]:
    """What the log says, the oldest first.

    Raises :class:`XlcheckError` ``publish.log-broken`` where a line says nothing, or has facts of another digest.
    """
    path = desk.archive / LOG_NAME
    entries = []
    for number, line in enumerate(path.read_bytes().splitlines() if path.exists() else (), start=1):
        try:
            entries.append(_entry(json.loads(line)))
        except (ValueError, LookupError, TypeError):
            raise XlcheckError("publish.log-broken", line=number, file=path) from None
    return entries


def _entry(line: dict[str, Any]) -> PublicationEvent:
    known = (date.fromisoformat(line["day"]), line["batch"], line["task"], line["code"])
    if "facts" not in line:
        return PublicationEvent(*known)
    if line["digest"] != facts_digest(line["facts"]):
        raise ValueError("the facts are not those that were published")
    return PublicationEvent(*known, line["attempt"], line["facts"], line.get("withdrawn", ""))


def facts_digest(facts: Mapping[str, str]) -> str:
    """SHA-256 of the facts as JSON with sorted keys and no blanks, in hex."""
    return hex_hash(canonical_json(facts))


def publications(entries: Sequence[PublicationEvent], request: DrawRequest) -> dict[str, Publication]:
    """What went out of one draw and was not taken back since, by code."""
    found: dict[str, Publication] = {}
    for entry in (e for e in entries if e.is_of(request)):
        if entry.withdrawn:
            found.pop(entry.code, None)
        else:
            first = found[entry.code].first if entry.code in found else entry.day
            found[entry.code] = Publication(first, entry.day, entry.facts)
    return found


def withdrawals(entries: Sequence[PublicationEvent], request: DrawRequest) -> dict[str, Withdrawal]:
    """What was taken back of one draw and did not go out again since, by code."""
    last = {entry.code: entry for entry in entries if entry.is_of(request)}
    return {code: Withdrawal(e.day, e.withdrawn, e.facts) for code, e in last.items() if e.withdrawn}


def still_public(entries: Iterable[PublicationEvent]) -> list[PublicationEvent]:
    """The last line of each row that the public can read now, whichever draw of its task it is of."""
    last = {(entry.task, entry.attempt, entry.code): entry for entry in entries}
    return [entry for entry in last.values() if not entry.withdrawn]


def append(desk: Desk, entries: Iterable[PublicationEvent]) -> None:
    """Add the rows of a batch; the log is replaced whole, so they are all in it or none."""
    path = desk.archive / LOG_NAME
    old = path.read_text("utf-8") if path.exists() else ""
    write_text(path, old + "".join(f"{_line(entry)}\n" for entry in entries))


def _line(entry: PublicationEvent) -> str:
    return canonical_json({**asdict(entry), "day": entry.day.isoformat(), "digest": facts_digest(entry.facts)})
