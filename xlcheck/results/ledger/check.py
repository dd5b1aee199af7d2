"""What may be wrong with what staff typed into a ledger, beyond what the schema implies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date

from xlcheck.model import DrawnTask, DrawRecord, Finding, Inspection, Settings, finding
from xlcheck.reading.calendar.deadlines import deadline, is_known
from xlcheck.reading.inspections import LedgerSheet
from xlcheck.reading.outcomes import has_problem, is_clean
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.results.ledger.offered import check_offered
from xlcheck.schema.outputs.ledger import LEDGER, LEDGER_GIVEN, LEDGER_TYPED
from xlcheck.schema.table import Column
from xlcheck.schema.vocabularies import CLEAN_RESULT, NO_DISPOSAL, TO_RECTIFY


def without_drop_outs(ledger: LedgerSheet, task: DrawnTask) -> LedgerSheet:
    """Return a ledger without the lines of entities that dropped out: nobody inspects, counts or publishes these."""
    codes = {visit.drawn.code for visit in task.visits if visit.left}
    return ledger.only(lambda line: line.code not in codes)


def check_ledger(
    ledger: LedgerSheet,
    task: DrawnTask,
    settings: Settings,
    today: date,
    published: Collection[str] = (),
    number: int = 0,
) -> tuple[Finding, ...]:
    """Check the ledger of a draw, or of its ``number``-th replacement.

    ``published`` are the codes that were published, whether or not staff have typed 公示日期 since.
    """
    current = without_drop_outs(ledger, task)
    return (
        *_twice(ledger),
        *_against_draw(ledger, task, number),
        *_check_drop_outs(ledger, task),
        *_check_half_filled(current),
        *_apply(current, _RESULTS),
        *_problems(current, settings),
        *_dates(current, task.record, today),
        *_rectification(current),
        *check_offered(current, settings),
        *_overdue(current, settings, today, published),
        *_uncertain(current, settings),
    )


def _twice(ledger: LedgerSheet) -> Iterator[Finding]:
    """Point out the first line of an entity that has several, at which it is told of the others.

    These are told of by the column, whose codes differ. Which line is right only a person knows: none goes out.
    """
    lines: dict[str, list[Inspection]] = {}
    for line in ledger.lines:
        lines.setdefault(line.code, []).append(line)
    for code, (first, *more) in lines.items():
        if code and more:
            rows = "、".join(ledger.table.row_in_words(line.row) for line in more)
            yield ledger.finding("ledger.twice", first, LEDGER.code, name=first.name, rows=rows)


def _against_draw(ledger: LedgerSheet, task: DrawnTask, number: int) -> Iterator[Finding]:
    """Require the drawn entities to be all there, no other, and what the draw decided to stand unchanged."""
    by_code = {line.code: line for line in given_lines(task, number)}
    former = {v.drawn.code: [task.record.request.named(certs) for certs in v.earlier] for v in task.visits}
    for line in ledger.lines:
        if line.code not in by_code:
            yield ledger.finding("ledger.not-drawn", line, LEDGER.code)
    present = {line.code for line in ledger.lines}
    for code in (code for code in by_code if code not in present):
        place = ledger.table.place(ledger.table.header_row, LEDGER.code)
        yield finding("ledger.missing-entity", place, name=by_code[code].name, entity=code)
    for line in ledger.lines:
        if line.code in by_code:
            yield from _check_changes(ledger, line, by_code[line.code], former[line.code])


def _check_changes(
    ledger: LedgerSheet, line: Inspection, original: Inspection, former: Collection[str]
) -> Iterator[Finding]:
    """Point out what stands otherwise than the draw has it; a team that was replaced since may still stand.

    检查事项 may be narrowed to what was really inspected: to publish the plan's words instead would tell the public of
    inspections that nobody made. So that is a 警告, and what is typed is published; everything else must be put back.
    """
    for column in LEDGER_GIVEN:
        content, expected = getattr(line, column.key), getattr(original, column.key)
        if content == expected:
            continue
        if column is LEDGER.items:
            yield ledger.finding("ledger.items-changed", line, column, expected=expected)
        elif column is LEDGER.inspectors and content in former:
            yield ledger.finding("ledger.team-replaced", line, column, expected=expected)
        else:
            yield ledger.finding("ledger.changed", line, column, title=column.title, expected=expected)


def _check_drop_outs(ledger: LedgerSheet, task: DrawnTask) -> Iterator[Finding]:
    """Point out the entities that dropped out, though something is typed of their inspection."""
    numbers = {visit.drawn.code: visit.left for visit in task.visits if visit.left}
    for line in ledger.lines:
        if line.code in numbers and line.begun:
            yield ledger.finding("ledger.replaced", line, LEDGER.inspected, number=numbers[line.code])


def _check_half_filled(ledger: LedgerSheet) -> Iterator[Finding]:
    """Point out what a line that somebody has begun lacks; what is there and could not be read is told as that."""
    for line in ledger.lines:
        lacking = [c.title for c in LEDGER_TYPED if not getattr(line, c.key) and not line.has(c.key)]
        if line.begun and lacking:
            yield ledger.finding("ledger.half-filled", line, LEDGER.inspected, missing="、".join(lacking))


def _before(day: date | None, other: date | None) -> bool:
    """Say whether a day is before another; where one is missing, it is not."""
    return day is not None and other is not None and day < other


def _lacks_term(line: Inspection) -> bool:
    return line.disposal == TO_RECTIFY and not line.has(LEDGER.rectify_by.key)


def _is_closed_unfinished(line: Inspection) -> bool:
    return line.is_closed and line.rectified is None and not line.has(LEDGER.rectified.key)


_NONE = ("", NO_DISPOSAL)
"""What 处理结果 says where nothing is to be done."""

Rules = tuple[tuple[str, Column, Callable[[Inspection], bool]], ...]
"""Finding code and column, and what is wrong with a line of which the finding speaks."""

_RESULTS: Rules = (
    ("ledger.clean-not-alone", LEDGER.result, lambda x: is_clean(x.result) and x.result != CLEAN_RESULT),
    ("ledger.clean-disposal", LEDGER.disposal, lambda x: x.result == CLEAN_RESULT and x.disposal not in _NONE),
    ("ledger.not-closed", LEDGER.closed, lambda x: x.disposal == NO_DISPOSAL and not x.is_closed),
)
"""未发现问题 stands alone and needs no disposal; without one the case is closed."""

_DATES: Rules = (
    ("ledger.published-early", LEDGER.published, lambda x: _before(x.published, x.inspected)),
    ("ledger.handed-early", LEDGER.handed_on, lambda x: _before(x.handed_on, x.inspected)),
)

_RECTIFICATION: Rules = (
    ("ledger.rectify-missing", LEDGER.rectify_by, _lacks_term),
    ("ledger.closed-open", LEDGER.rectified, lambda x: x.disposal == TO_RECTIFY and _is_closed_unfinished(x)),
)
"""An order to rectify has a day; a closed case has its day of completion."""


def _apply(ledger: LedgerSheet, rules: Rules) -> Iterator[Finding]:
    for code, column, is_wrong in rules:
        yield from (ledger.finding(code, line, column) for line in ledger.lines if is_wrong(line))


def _problems(ledger: LedgerSheet, settings: Settings) -> Iterator[Finding]:
    """Require a disposal of a problem; what is none by 码表, as a business that is not done there, may have one."""
    for line in ledger.lines:
        if line.disposal == NO_DISPOSAL and not is_clean(line.result) and has_problem(line.result, settings):
            yield ledger.finding("ledger.problem-disposal", line, LEDGER.disposal)


def _dates(ledger: LedgerSheet, record: DrawRecord, today: date) -> Iterator[Finding]:
    window = record.request.plan.window
    for line in ledger.lines if window is not None else ():
        assert window is not None
        if _before(line.inspected, window.start) or _before(window.end, line.inspected):
            yield ledger.finding("ledger.outside-window", line, LEDGER.inspected, window=window.text)
    for line in ledger.lines:
        if _before(today, line.inspected):
            yield ledger.finding("ledger.future", line, LEDGER.inspected)
    yield from _apply(ledger, _DATES)


def _rectification(ledger: LedgerSheet) -> Iterator[Finding]:
    yield from _apply(ledger, _RECTIFICATION)
    for column in (LEDGER.rectify_by, LEDGER.rectified):
        for line in ledger.lines:
            if _before(getattr(line, column.key), line.inspected):
                yield ledger.finding("ledger.rectify-reversed", line, column, title=column.title)


def _overdue(ledger: LedgerSheet, settings: Settings, today: date, published: Collection[str]) -> Iterator[Finding]:
    for line in ledger.lines:
        if line.inspected is None or line.published is not None or line.code in published:
            continue
        if (last := deadline(line.inspected, settings).last_day) < today:
            yield ledger.finding("ledger.overdue", line, LEDGER.published, day=last)


def _uncertain(ledger: LedgerSheet, settings: Settings) -> Iterator[Finding]:
    """Point out a year whose holidays nobody knows yet, once, where the first deadline hangs on it."""
    years: set[int] = set()
    for line in ledger.lines:
        if line.inspected is None:
            continue
        last = deadline(line.inspected, settings).last_day
        for year in {line.inspected.year, last.year} - years:
            years.add(year)
            if not is_known(year, settings):
                yield ledger.finding("calendar.unknown", line, LEDGER.inspected, year=year)
