"""公示 of an entity: by when it is due, what was published, what was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Deadline:
    """公示期限 of one inspection: the last working day, and whether the calendar of that year is known."""

    inspected: date
    last_day: date
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published of one entity: the days of its first and its last batch, and its facts as last published.

    ``facts`` are texts by the keys of LEDGER_PUBLISHED; empty where the log is older than they are.
    """

    first: date
    last: date
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was taken back (撤回) of one entity: when, why, and the facts that had been published."""

    day: date
    reason: str
    facts: Mapping[str, str]
