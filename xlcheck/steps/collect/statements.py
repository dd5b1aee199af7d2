"""What a person types at the superior bureau: codes told on the telephone, official numbers, and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlcheck.draws.lodging.code import parse_code
from xlcheck.draws.randomness.games import GAMES
from xlcheck.draws.randomness.issues import parse_issue
from xlcheck.draws.randomness.winning_numbers import parse_numbers, seed_part
from xlcheck.journal.witness_events import (
    CodeArrival,
    Decision,
    KeyConfirmation,
    PackArrival,
    PublishedNumbers,
    SlipArrival,
    WitnessEvent,
    WitnessState,
)
from xlcheck.model import Unit, XlcheckError, require_read
from xlcheck.reading.folding import clean
from xlcheck.reading.personal import personal_data
from xlcheck.results.collect.numbers import as_read

_LEAST_ID, _SHOWN_ID, _LEAST_REASON = 8, 12, 4
"""Signs of what a decision is about, of those the signs that are shown, and of a reason."""


@dataclass(frozen=True, slots=True)
class Statements:
    """What was typed: (bureau, code), (issue, numbers), (what, reason)."""

    codes: Sequence[tuple[str, str]] = ()
    numbers: Sequence[tuple[str, str]] = ()
    decisions: Sequence[tuple[str, str]] = ()


NOTHING_SAID = Statements()


def stated_events(said: Statements, state: WitnessState, units: Sequence[Unit], time: str) -> Iterator[WitnessEvent]:
    """Yield the events of what was typed, and is not noted yet.

    Raises :class:`XlcheckError`: ``lodging.code-…``, ``draw.lottery-…``, ``collect.unit-unknown``,
    ``collect.nothing-so-numbered``, ``collect.reason-missing`` or ``collect.reason-number``.
    """
    for bureau, text in said.codes:
        code = CodeArrival(time, bureau=bureau_of(bureau, units), code=require_read(parse_code(text)))
        if all((noted.bureau, noted.code) != (code.bureau, code.code) for noted in state.of_kind(CodeArrival)):
            yield code
    for issue, numbers in said.numbers:
        yield published(issue, numbers, time)
    for what, reason in said.decisions:
        yield Decision(time, what=arrived(what, state).digest, reason=reason_of(reason))


def told(event: WitnessEvent) -> str:
    """Return what was noted, as the screen says it."""
    if isinstance(event, CodeArrival):
        return f"已登记{event.bureau}的收存码 {event.code}"
    if isinstance(event, PublishedNumbers):
        return f"已登记{event.name}的官方号码 {as_read(event.numbers)}"
    return f"已登记采用编号 {event.what[:_SHOWN_ID]} 的理由" if isinstance(event, Decision) else ""


def confirmed_keys(state: WitnessState, units: Sequence[Unit], time: str) -> Iterator[KeyConfirmation]:
    """Yield the keys that were typed into 报送单位.xlsx and are not noted yet: they stay known when others come."""
    noted = {(event.bureau, event.key) for event in state.of_kind(KeyConfirmation)}
    told = ((unit.bureau, key) for unit in units for key in unit.keys)
    yield from (KeyConfirmation(time, bureau=bureau, key=key) for bureau, key in told if (bureau, key) not in noted)


def published(issue_text: str, numbers_text: str, time: str) -> PublishedNumbers:
    """Return the official numbers of an issue, held against the rules of its game."""
    issue = require_read(parse_issue(issue_text))
    numbers = require_read(parse_numbers(GAMES[issue.game], numbers_text))
    source, _, written = seed_part(issue, numbers).partition("=")
    return PublishedNumbers(time, source=source, name=issue.title, numbers=written)


def bureau_of(text: str, units: Sequence[Unit]) -> str:
    """Return the bureau that is meant by its name or its region; any name where nobody is listed.

    Raises :class:`XlcheckError` ``collect.unit-unknown`` or, of a region with several, ``collect.unit-several``.
    """
    bureau = clean(text)
    found = [unit.bureau for unit in units if bureau in (unit.bureau, unit.region)]
    if len(found) > 1:
        raise XlcheckError("collect.unit-several", region=bureau, bureaus="、".join(found))
    if not bureau or (units and not found):
        raise XlcheckError("collect.unit-unknown", bureau=bureau)
    return found[0] if found else bureau


def arrived(text: str, state: WitnessState) -> SlipArrival | PackArrival:
    """Return the one thing whose number begins so; raises :class:`XlcheckError` ``collect.nothing-so-numbered``."""
    what = clean(text).lower()
    things = {event.digest: event for event in state.events if isinstance(event, PackArrival | SlipArrival)}
    found = [things[digest] for digest in things if digest.startswith(what)] if len(what) >= _LEAST_ID else []
    if len(found) != 1:
        raise XlcheckError("collect.nothing-so-numbered", number=what)
    return found[0]


def reason_of(text: str) -> str:
    """Return a reason; raises :class:`XlcheckError` ``collect.reason-missing`` or ``collect.reason-number``."""
    reason = clean(text)
    if len(reason) < _LEAST_REASON:
        raise XlcheckError("collect.reason-missing")
    if personal_data(reason):
        raise XlcheckError("collect.reason-number")
    return reason
