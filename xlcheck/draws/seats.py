"""席: which earlier replacements had brought in who falls away, so that one seat is replaced twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlcheck.model import DrawnTask, Replacement


@dataclass(frozen=True, slots=True)
class SeatAgain:
    """A seat that a replacement fills once more: of the entity ``code``, or of ``cert`` in the team that goes there.

    ``earlier`` are the numbers of the replacements that had filled it before, the first one first.
    """

    code: str
    cert: str
    earlier: tuple[int, ...]


def seats_again(drawn_task: DrawnTask, number: int) -> tuple[SeatAgain, ...]:
    """Return the seats that the ``number``-th replacement of a task fills once more."""
    drop_out = drawn_task.replacements[number - 1].drop_out
    every = (SeatAgain(code, drop_out.cert, _earlier(drawn_task, number, code)) for code in drop_out.codes)
    return tuple(seat for seat in every if seat.earlier)


def _earlier(drawn_task: DrawnTask, number: int, code: str) -> tuple[int, ...]:
    """Follow a seat back to who was drawn for it, by who came in for whom."""
    cert = drawn_task.replacements[number - 1].drop_out.cert
    numbers: list[int] = []
    for one in reversed(drawn_task.replacements[: number - 1]):
        if not cert and one.entered is not None and one.entered.code == code:
            code = one.drop_out.codes[0]
        elif cert and one.drop_out.cert and cert == _newcomer(drawn_task, one, code):
            cert = one.drop_out.cert
        else:
            continue
        numbers.append(one.number)
    return tuple(reversed(numbers))


def _newcomer(drawn_task: DrawnTask, one: Replacement, code: str) -> str:
    """Return who came into the team of an entity by a replacement; empty where nobody did."""
    team = next((team.certs for team in one.teams if team.code == code), ())
    return next(iter(set(team) - set(_before(drawn_task, one, code))), "")


def _before(drawn_task: DrawnTask, one: Replacement, code: str) -> tuple[str, ...]:
    """Return the team of an entity before a replacement changed it."""
    for earlier in reversed(drawn_task.replacements[: one.number - 1]):
        for team in earlier.teams:
            if team.code == code:
                return team.certs
    return next((team.certs for team in drawn_task.record.teams if team.code == code), ())


def same_day(drawn_task: DrawnTask, number: int) -> Iterator[Replacement]:
    """Yield the replacements of a task up to the ``number``-th that were made on the day of it."""
    day = drawn_task.replacements[number - 1].drop_out.at[:10]
    return (one for one in drawn_task.replacements[:number] if one.drop_out.at[:10] == day)
