"""The state of a year's registries, plan and rules, as far as a draw depends on it, and its canonical text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from xlcheck.draws.codec import hex_hash
from xlcheck.draws.movement.facts import Fact, fact_of, folded, line_of, quoted, unquoted
from xlcheck.draws.movement.kinds import KINDS
from xlcheck.model import XlcheckError


@dataclass(frozen=True, slots=True)
class RegistryState:
    """Everything on which the draws of a year depend: a line each fact, sorted by bytes, none twice."""

    lines: tuple[str, ...] = ()

    def value(self, kind: str, id_: str, field: str) -> str:
        """Return what is known of a field; empty where nothing is."""
        start = f"{kind}|{quoted(id_)}|{field}|"
        at = bisect_left(self.lines, start)
        exists = at < len(self.lines) and self.lines[at].startswith(start)
        return unquoted(self.lines[at][len(start) :]) if exists else ""

    def name(self, kind: str, id_: str) -> str:
        """Return the name of a row; empty where it has none."""
        return self.value(kind, id_, KINDS[kind].first) if KINDS[kind].named else ""

    def with_facts(self, facts: Iterable[Fact]) -> RegistryState:
        """Return the state with further facts."""
        return RegistryState(tuple(sorted({*self.lines, *map(line_of, facts)})))

    def without(self, *kinds: str) -> RegistryState:
        """Return the state without the facts of some kinds."""
        starts = tuple(f"{kind}|" for kind in kinds)
        return RegistryState(tuple(line for line in self.lines if not line.startswith(starts)))

    def beside(self, other: RegistryState) -> list[Fact]:
        """Return the facts that another state does not have."""
        return list(map(fact_of, set(self.lines).difference(other.lines)))


def state_text(state: RegistryState) -> str:
    """Return the state's file: a line each fact, each closed by LF."""
    return "".join(f"{line}\n" for line in state.lines)


def state_digest(state: RegistryState) -> str:
    """Return the fingerprint of the state's file in UTF-8: SHA-256 in hex, as ``sha256sum`` shows it."""
    return hex_hash(state_text(state))


def read_state(text: str) -> RegistryState:
    """Read exactly what :func:`state_text` writes.

    Raises :class:`XlcheckError` ``draw.state-damaged`` with the first line that is anything else.
    """
    lines = text.split("\n")
    if lines.pop():
        raise _damaged(len(lines) + 1)
    parts = [line.split("|") for line in lines]
    checks = (_no_facts(parts), _unwritten(parts), _out_of_order(lines), _rowless(parts))
    if faulty := next(chain.from_iterable(checks), 0):
        raise _damaged(faulty)
    return RegistryState(tuple(lines))


def _no_facts(parts: Iterable[list[str]]) -> Iterator[int]:
    """Iterate over the numbers of lines that are no facts of a known kind."""
    fields = {(kind, field) for kind, of in KINDS.items() for field in of.fields}
    yield from (n for n, line in enumerate(parts, start=1) if len(line) != 4 or (line[0], line[2]) not in fields)


def _unwritten(parts: Iterable[list[str]]) -> Iterator[int]:
    """Iterate over the numbers of lines with an id or a value that does not stand as it is written."""
    values = {value for _, id_, _, written in parts for value in (id_, written)}
    odd = {value for value in values if quoted(folded(unquoted(value))) != value}
    yield from (n for n, line in enumerate(parts, start=1) if odd and not odd.isdisjoint(line[1::2]))


def _out_of_order(lines: Iterable[str]) -> Iterator[int]:
    """Iterate over the numbers of lines that do not come after the one before, or give a second value to a field."""
    relations = {kind for kind, of in KINDS.items() if of.relation}
    previous, of_what = "", ""
    for number, line in enumerate(lines, start=1):
        before, of_before = previous, of_what
        previous, of_what = line, line.rpartition("|")[0]
        if before >= line or (of_what == of_before and line.partition("|")[0] not in relations):
            yield number


def _rowless(parts: Iterable[list[str]]) -> Iterator[int]:
    """Iterate over the numbers of lines of a row without the field that every row has."""
    first = {kind: of.first for kind, of in KINDS.items()}
    rows = {(kind, id_) for kind, id_, field, _ in parts if field == first[kind]}
    yield from (n for n, (kind, id_, _, _) in enumerate(parts, start=1) if (kind, id_) not in rows)


def _damaged(line: int) -> XlcheckError:
    return XlcheckError("draw.state-damaged", line=line)
