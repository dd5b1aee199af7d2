"""What in a record does not fit the fingerprints in its own seed line: which code, which person, which grade.

A cell of which a fingerprint was taken changes seed, tickets, order and teams, so all of it looks wrong. Every ticket
still tells of the code that it was made of, and each fingerprint of the rows below it.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from datetime import date
from itertools import islice

from xlcheck.draws.codec import hex_hash
from xlcheck.draws.formats.one.particulars import LABELS, SOURCES
from xlcheck.draws.formats.one.ratio_text import ratio_said
from xlcheck.draws.formats.one.rows import inspector_rows
from xlcheck.draws.formats.one.window_text import window_said
from xlcheck.draws.formats.two.record import LABELS as SECOND_LABELS
from xlcheck.draws.formats.two.seed import DICE, SYSTEM, SourceKind, issue_of, kind_of
from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.frame.rules import rules_digest
from xlcheck.draws.plan import task_of
from xlcheck.draws.randomness.calendar import Basis
from xlcheck.draws.record.book import DATA, FIRST_ROW
from xlcheck.draws.record.cells import text_of
from xlcheck.draws.verification.blame import Sheets, WrongCell
from xlcheck.draws.verification.days import known_day
from xlcheck.model import (
    FIRST_FORMAT,
    Difference,
    DrawRecord,
    DrawRequest,
    Inspector,
    Ratio,
    Source,
    Trouble,
    Window,
    XlcheckError,
    column_letters,
)
from xlcheck.reading.expressions.ratio import parse_ratio
from xlcheck.reading.expressions.window import parse_window
from xlcheck.schema.outputs.draw import RECORD_INSPECTORS, TICKETS
from xlcheck.schema.table import Column, Table

_MOST = 300_000
"""Lines of which fingerprints are taken while values are tried."""

_MAY_BE: Mapping[str, Sequence[object]] = {"leader": (True, False), "load": range(10)}
"""Values of an inspector that nobody else may have."""

_RULES: Mapping[str, Sequence[object]] = {
    "team_size": range(1, 10),
    "min_count": range(100),
    "groups": range(30),
    "leader": (True, False),
    "kind": ("定向抽查", "不定向抽查"),
}
"""Values of a request that the rules file has, and what they may have been."""

_WORD = re.compile("[0-9A-Z-]{4,}")
_UNSAID = ("cert", "name")


def wrong_codes(read: Sheets, record: DrawRecord) -> Iterator[WrongCell]:
    """Yield codes of 签号 that are not those of their own tickets.

    What they should be is found where the code stands elsewhere in the workbook; else said in words.
    """
    prefix = hex_hash(f"{record.seed}|entity")
    strange = [
        (row, one) for row, one in enumerate(record.order, start=FIRST_ROW) if hex_hash(prefix + one.code) != one.digest
    ]
    if not strange or 2 * len(strange) > max(len(record.order), 3):
        return  # the seed line is another one: nothing can be said of a single code
    words = {word for cells in read.values() for text in cells.values() for word in _WORD.findall(text)}
    known = {hex_hash(prefix + word): word for word in words}
    for row, one in strange:
        if one.digest in known:
            yield WrongCell(TICKETS.sheet, (row, _number(TICKETS, TICKETS.code)), one.code, known[one.digest])


def unknown_codes(record: DrawRecord) -> Iterator[Difference]:
    """Yield where the frame does not fit its fingerprint and no code is known that would: a row, or the count."""
    if frame_digest(record.request.entities) == record.frame_digest or record.frame_digest not in record.seed:
        return
    prefix = hex_hash(f"{record.seed}|entity")
    for row, one in enumerate(record.order, start=FIRST_ROW):
        if hex_hash(prefix + one.code) != one.digest:
            where = f"“{TICKETS.sheet}”工作表 {_letters(TICKETS.code)}{row}（{TICKETS.code.title}）"
            yield Difference(where, one.code, f"散列值为 {one.digest} 的代码")
            return
    ranks: dict[str, int] = {}
    for row, one in enumerate(record.order, start=FIRST_ROW):
        ranks[one.stratum] = ranks.get(one.stratum, 0) + 1
        if one.rank != ranks[one.stratum]:
            where = f"“{TICKETS.sheet}”工作表 {_letters(TICKETS.rank)}{row}（{TICKETS.rank.title}）"
            yield Difference(where, str(one.rank), f"{ranks[one.stratum]}（这里删去或插入了行）")
            return
    available = sum(quota.available for quota in record.quotas)
    if len(record.order) != available:
        yield Difference(f"“{TICKETS.sheet}”工作表", f"{len(record.order)} 户", f"{available} 户")
        return
    yield Difference(f"“{TICKETS.sheet}”工作表各代码的指纹", frame_digest(record.request.entities), record.frame_digest)


def wrong_people(record: DrawRecord) -> Iterator[WrongCell]:
    """Yield the cell of 人员 with which, as others in its column have it, the fingerprint is right again."""
    people = record.request.inspectors
    if not _is_strange(record, inspectors_digest(people), record.inspectors_digest):
        return
    for number, name, other in islice(_tries(record), _MOST // max(len(people), 1)):
        tried = replace(people[number], **{name: other})  # type: ignore[arg-type] # each of the type of its field
        if inspectors_digest((*people[:number], tried, *people[number + 1 :])) == record.inspectors_digest:
            column = _column(name)
            at = (FIRST_ROW + number, _number(RECORD_INSPECTORS, column))
            texts = [str(_row(record, person)[column]) for person in (people[number], tried)]
            yield WrongCell(RECORD_INSPECTORS.sheet, at, *texts)
            return


def wrong_grades(record: DrawRecord) -> Iterator[WrongCell]:
    """Yield the grade in 签号 with which the fingerprint of the rules is right again."""
    request = record.request
    if not _is_strange(record, rules_digest(request), record.rules_digest):
        return
    grades = sorted({quota.stratum for quota in record.quotas})
    tries = ((row, one, grade) for row, one in enumerate(record.order, start=FIRST_ROW) for grade in grades)
    for row, one, grade in islice(tries, _MOST // max(len(record.order), 1)):
        entities = tuple(replace(e, stratum=grade) if e.code == one.code else e for e in request.entities)
        if rules_digest(replace(request, entities=entities)) == record.rules_digest:
            yield WrongCell(TICKETS.sheet, (row, _number(TICKETS, TICKETS.stratum)), one.stratum, grade)
            return


def wrong_rules(read: Sheets, record: DrawRecord) -> Iterator[WrongCell]:
    """Yield the value among 数据 with which, as it may have been, the fingerprint of the rules is right again."""
    request = record.request
    if not _is_strange(record, rules_digest(request), record.rules_digest):
        return
    for name, values in _RULES.items():
        for value in values:
            tried = replace(request, **{name: value})  # type: ignore[arg-type] # each of the type of its field
            if rules_digest(tried) == record.rules_digest:
                yield from _of_label(read, LABELS[DrawRequest][name], text_of(value))
                return
    for label, value, tried in (*_other_ratios(request), *_other_windows(record)):
        if rules_digest(tried) == record.rules_digest:
            yield from _of_label(read, label, text_of(value))
            return


def _other_ratios(request: DrawRequest) -> Iterator[tuple[str, object, DrawRequest]]:
    """Yield the ratio with one of its values as its text says it, where its value and its text differ."""
    ratio = task_of(request.plan).ratio
    said = ratio_said(ratio.text) if request.format == FIRST_FORMAT else parse_ratio(ratio.text)
    if isinstance(said, Trouble):
        return
    for name in ("kind", "share", "count"):
        value = getattr(said, name)
        tried = replace(ratio, **{name: value})
        yield LABELS[Ratio][name], value, replace(request, plan=replace(request.plan, ratio=tried))


def _other_windows(record: DrawRecord) -> Iterator[tuple[str, object, DrawRequest]]:
    """Yield the window with one of its days as its text says it."""
    request = record.request
    window = task_of(request.plan).window
    read = window_said if request.format == FIRST_FORMAT else parse_window
    said = read(window.text, window.end.year)
    if isinstance(said, Trouble):
        return
    for name in ("start", "end"):
        day = getattr(said, name)
        tried = replace(window, **{name: day})
        yield LABELS[Window][name], day, replace(request, plan=replace(request.plan, window=tried))


def wrong_source(read: Sheets, record: DrawRecord) -> Iterator[WrongCell]:
    """Yield the key or the name of the source, where the other and the seed line say another."""
    for number, source in enumerate(record.request.sources, start=1):
        head = f"{SOURCES}{number} "
        key = record.seed.rpartition("|")[2].partition("=")[0]
        if not _is_key(key):
            return
        if record.request.format != FIRST_FORMAT and key != source.key:
            yield from _of_label(read, head + LABELS[Source]["key"], key)
        elif record.request.format != FIRST_FORMAT and (name := _name_of(source)) != source.name:
            yield from _of_label(read, head + LABELS[Source]["name"], name)


def _is_key(key: str) -> bool:
    """Say whether a seed line can name a source so."""
    try:
        kind_of(Source(key, ""))
    except XlcheckError:
        return False
    return True


def _name_of(source: Source) -> str:
    """Return what the program calls a source."""
    kind = kind_of(source)
    if kind is SourceKind.GAME:
        return issue_of(source).title
    return DICE.name if kind is SourceKind.DICE else SYSTEM.name


def wrong_days(read: Sheets, record: DrawRecord) -> Iterator[WrongCell]:
    """Yield the day of the numbers, or what it is said to rest on, where the issue has another."""
    request = record.request
    known = known_day(request.sources[0]) if request.format != FIRST_FORMAT and request.sources else None
    if known is None or any(wrong_source(read, record)):
        return
    if request.day_basis not in {*Basis}:
        yield from _of_label(read, SECOND_LABELS[DrawRequest]["day_basis"], known[1])
    if request.day_basis not in (Basis.ENTERED, Basis.UNKNOWN) and str(request.draw_day) != known[0]:
        yield from _of_label(read, SECOND_LABELS[DrawRequest]["draw_day"], known[0])


def _of_label(read: Sheets, label: str, text: str) -> Iterator[WrongCell]:
    cells = read.get(DATA, {})
    for (row, column), known in cells.items():
        if column == 1 and known == label:
            yield WrongCell(DATA, (row, 2), cells.get((row, 2), ""), text)


def strange_sheets(record: DrawRecord) -> Iterator[Difference]:
    """Yield which part of a record does not fit its fingerprint, where no cell of it can be named."""
    request = record.request
    yield from unknown_codes(record)
    for what, found, printed in (
        (f"“{RECORD_INSPECTORS.sheet}”工作表", inspectors_digest(request.inspectors), record.inspectors_digest),
        ("“数据”“签号”工作表中的抽取规则", rules_digest(request), record.rules_digest),
    ):
        if _is_strange(record, found, printed):
            yield Difference(f"{what}各行的指纹", found, printed)


def _is_strange(record: DrawRecord, found: str, printed: str) -> bool:
    """Say whether rows do not fit a fingerprint which the seed line confirms."""
    return bool(printed) and found != printed and printed in record.seed


def _tries(record: DrawRecord) -> Iterator[tuple[int, str, object]]:
    """Yield values for each field of each inspector that others have, the likely ones first."""
    people = record.request.inspectors
    certs = sorted({cert for team in record.teams for cert in team.certs} - {person.cert for person in people})
    yield from ((number, "cert", cert) for number in range(len(people)) for cert in certs)
    for field in (f.name for f in fields(Inspector) if f.name not in _UNSAID):
        values = list(dict.fromkeys(getattr(person, field) for person in people))
        values += _MAY_BE.get(field, ())
        yield from ((number, field, value) for number in range(len(people)) for value in values)
    for number, person in enumerate(people):
        yield from ((number, "cert", text) for text in _slips_of(person.cert, string.digits + string.ascii_uppercase))
        yield from ((number, "leaves", leaves) for leaves in _other_leaves(person))
        for text in _slips_of(str(person.valid_to), string.digits):
            with suppress(ValueError):
                yield number, "valid_to", date.fromisoformat(text)


def _other_leaves(person: Inspector) -> Iterator[tuple[tuple[date, date], ...]]:
    """Yield the leaves of an inspector with one sign of one day typed otherwise."""
    for at, span in enumerate(person.leaves):
        for end, day in enumerate(span):
            for text in _slips_of(str(day), string.digits):
                with suppress(ValueError):
                    other = (date.fromisoformat(text), span[1]) if end == 0 else (span[0], date.fromisoformat(text))
                    yield (*person.leaves[:at], other, *person.leaves[at + 1 :])


def _slips_of(text: str, signs: str) -> Iterator[str]:
    """Yield the texts that differ from one in one sign."""
    for at, own in enumerate(text):
        if own in signs:
            yield from (text[:at] + sign + text[at + 1 :] for sign in signs if sign != own)


def _row(record: DrawRecord, person: Inspector) -> dict[Column, str | int]:
    [row] = inspector_rows(replace(record, request=replace(record.request, inspectors=(person,))))
    return dict(row)


def _column(name: str) -> Column:
    return RECORD_INSPECTORS.recused if name == "recusals" else RECORD_INSPECTORS.column(name)


def _number(table: Table, column: Column) -> int:
    return table.data.index(column) + 1


def _letters(column: Column) -> str:
    return column_letters(_number(TICKETS, column))
