"""What a pack shows: verified as a stranger would, and told draw by draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from xlcheck.draws.randomness.hours import closing, last_day
from xlcheck.draws.verification.days import known_day
from xlcheck.journal.chain import MALFORMED, line_digest
from xlcheck.journal.disk import read_chain
from xlcheck.journal.draw_events import Abandon, Draw, Freeze, Replace, Reveal
from xlcheck.journal.draw_log import check_chain
from xlcheck.journal.draw_state import DrawState, draw_state
from xlcheck.messages import error_text, problem
from xlcheck.model import DrawRecord, ProofKind, Source, XlcheckError
from xlcheck.model.held import FixedDraw, LoggedDraw, LoggedSlip, PackFacts, StatedReceipt
from xlcheck.reading.calendar.deadlines import is_workday
from xlcheck.samples.blank import blank_settings
from xlcheck.steps.desk.desk import SILENT, Desk, Talk
from xlcheck.steps.verify.issued_records import issued_records
from xlcheck.steps.verify.pack import verify_pack
from xlcheck.steps.verify.verify import VerifyResult

FACTS_FORMAT = "xlcheck-held/1"
"""The format of what is kept of a verified pack."""

_FEW = 3
"""So many faults are told; the rest follows from them, or is counted."""

_ABSURD = (*MALFORMED, OverflowError, RecursionError)
"""What a log or record may raise that is sound line by line, and was never written by the program."""


def facts_of(folder: Path, talk: Talk = SILENT) -> PackFacts:
    """Verify the pack in a folder, and return what it shows; of a log that does not hold nothing but that."""
    faults = tuple(_faults(folder, talk))
    try:
        return _shown(Desk(folder), faults)
    except _ABSURD:
        return PackFacts((), (), (), (), (*faults, "抽取日志里有程序写不出的内容"))


def _shown(desk: Desk, faults: tuple[str, ...]) -> PackFacts:
    draws = _draws_of(desk)
    if draws is None:
        return PackFacts((), (), (), (), faults)
    records = {(record.request.task, record.request.attempt): record for record in issued_records(desk).values()}
    slips = {slip.number: slip for slip in draws.slips}
    return PackFacts(
        lines=tuple(map(line_digest, draws.chain.lines)),
        draws=tuple(_logged(draws, freeze, records.get(freeze.mark)) for freeze in draws.of_kind(Freeze)),
        slips=tuple(LoggedSlip(slip.code, slip.tasks) for slip in slips.values()),
        receipts=tuple(
            StatedReceipt(event.number, event.holder, slips[event.slip].code, event.arrived or "")
            for event in draws.lodgings
            if event.how != ProofKind.WITNESS.value and event.slip in slips
        ),
        faults=faults,
    )


def _faults(folder: Path, talk: Talk) -> Iterator[str]:
    """Say in words what does not hold of a pack: the first things, and how many there are besides."""
    try:
        wrong = [text for result in verify_pack(folder, talk) for text in _of_result(folder, result)]
    except XlcheckError as error:
        wrong = [error_text(error).rstrip("。")]
    except _ABSURD:
        wrong = ["有程序写不出的内容"]
    yield from wrong[:_FEW]
    if len(wrong) > _FEW:
        yield f"另有 {len(wrong) - _FEW} 处"


def _of_result(folder: Path, result: VerifyResult) -> Iterator[str]:
    name = result.path.relative_to(folder).name
    for one in result.differences:
        yield f"《{name}》{one.where}：现为“{one.found}”，应为“{one.expected}”"
    yield from (f"《{name}》{problem(finding)}" for finding in result.disguises)


def _draws_of(desk: Desk) -> DrawState | None:
    """Return how the draws stand by the log of a pack; ``None`` where there is none that holds."""
    try:
        chain = read_chain(desk.journal.draw_log)
    except XlcheckError:
        return None
    return None if not chain.lines or check_chain(chain.lines) else draw_state(chain, chain.void)


def _logged(draws: DrawState, freeze: Freeze, record: DrawRecord | None) -> LoggedDraw:
    """Tell of one draw by the log, and by its record where there is one."""
    drawn = next((event.time for event, _ in draws.of_draw(Draw, *freeze.mark)), "")
    given_up = next((event.time for event, _ in draws.of_draw(Abandon, *freeze.mark)), "")
    replaced = tuple(event.drop_out.reason for event, _ in draws.of_draw(Replace, *freeze.mark))
    day = draws.day_of(freeze.sources[0].key, freeze.day) if freeze.day else ""
    bare = LoggedDraw(
        fixed_of(freeze),
        frozen_at=freeze.time,
        given_up_at=given_up,
        drawn_at=drawn,
        due=_due(day),
        numbers=_numbers(draws, freeze),
        replaced=replaced,
    )
    return bare if record is None else _with_record(bare, record)


def fixed_of(freeze: Freeze) -> FixedDraw:
    """Return what a freeze fixed."""
    source = freeze.sources[0]
    return FixedDraw(
        mark=f"{freeze.task}#{freeze.attempt}",
        task_no=freeze.task_no,
        frame=freeze.frame,
        inspectors=freeze.inspectors,
        rules=freeze.rules,
        source=source.key,
        source_name=source.name,
        day=freeze.day,
        closes=_closes(Source(source.key, source.name), freeze.day),
    )


def _closes(source: Source, day: str) -> str:
    """Return when a slip must be held; closures that a bureau entered itself leave no more time."""
    known = known_day(source)
    return closing(min(day, known[0]) if known else day) if day else ""


def _due(day: str) -> str:
    """Return the last day on which a draw is to be made, by the official calendar; empty where there is no day."""
    settings = blank_settings()
    return str(last_day(date.fromisoformat(day), lambda one: is_workday(one, settings))) if day else ""


def _numbers(draws: DrawState, freeze: Freeze) -> str:
    """Return the numbers of the first source as the seed line has them, the corrected ones where they were wrong."""
    seeds = [event.seed for event, _ in draws.of_draw(Reveal, *freeze.mark)]  # a correction is one, and the last
    parts = (part.partition("=") for seed in seeds[-1:] for part in seed.split("|"))
    return next((numbers for key, _, numbers in parts if key == freeze.sources[0].key), "")


def _with_record(draw: LoggedDraw, record: DrawRecord) -> LoggedDraw:
    request = record.request
    return replace(
        draw,
        strength=record.strength,
        directed=request.filter,
        frame_size=len(request.entities),
        category_size=request.category_size or len(request.entities),
        drawn=len(record.sample),
        moved=request.moved_counts,
        late=len(request.late),
        marks=record.marks,
    )
