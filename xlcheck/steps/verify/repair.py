"""修复日志: what is broken in the logs of a desk, and a line that vouches for it with a reason.

Two programs of version 0.1.0 that ran at once could lose each other's lines, or write into one file. A repair deletes
nothing: it is a line after all others, bound to every byte above it, and every verification tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from xlcheck.journal import draw_log, mail_events, publication_events
from xlcheck.journal.chain import Break, Chain, Repair, line_digest
from xlcheck.journal.disk import read_chain
from xlcheck.journal.draw_events import Draw, DrawEvent, Freeze, Reveal
from xlcheck.journal.draw_log import name_of_line
from xlcheck.journal.draw_state import DrawState, draw_state
from xlcheck.journal.journal import repair_log
from xlcheck.journal.logged_event import LoggedEvent
from xlcheck.model import XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.who import gives_reason
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.known import FROZEN_NAME
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.desk.standing import is_mail_log_gone, standing_packs, unlogged_batches
from xlcheck.steps.draw.archive import RECORD_NAME, Archive, read_record
from xlcheck.steps.verify.archive import stray_records
from xlcheck.steps.verify.files import named
from xlcheck.steps.verify.issued_records import anchors_of, issued_records, issued_replacements
from xlcheck.steps.verify.replacements import stray_replacements

E = TypeVar("E", bound=DrawEvent)


@dataclass(frozen=True, slots=True)
class Damage:
    """What is broken in one log, as a repair would vouch for it, and a sentence for each part of it."""

    log: Path
    repair: Repair
    sentences: tuple[str, ...]


def damages(desk: Desk) -> list[Damage]:
    """Return what is broken in the logs of a desk; nothing is written."""
    return [damage for damage in (_of_draws(desk), _of_publications(desk), _of_mails(desk)) if damage is not None]


@exclusive("修复日志")
def repair(run: Run, shown: Sequence[Damage], reason: str) -> None:
    """Vouch for the damages that were shown and are still as they were.

    Raises :class:`XlcheckError` ``repair.reason-missing``, and ``repair.changed`` where the logs are not as shown;
    nothing is written then.
    """
    if not gives_reason(reason):
        raise XlcheckError("repair.reason-missing")
    refuse_numbers(run, {"日志损坏的原因": reason})
    if damages(run.desk) != list(shown):
        raise XlcheckError("repair.changed")
    for damage in shown:
        repair_log(damage.log, replace(damage.repair, time=run.stamp, reason=clean(reason)))


def _of_draws(desk: Desk) -> Damage | None:
    archive, log = Archive(desk), desk.journal.draw_log
    chain = read_chain(log, damaged=True)
    records, replacements = issued_records(desk), issued_replacements(desk)
    anchors = anchors_of(records.values(), replacements.values())
    broken = draw_log.check_chain(chain.lines, anchors)
    void = _void_draw_lines(archive, chain)
    lost = draw_log.lost_anchors(chain, anchors)
    draws = draw_state(chain, {*chain.void, *void})
    unlogged = [named(archive, path) for path in _unlogged_records(archive, draws, records, replacements)]
    if broken is None and not (void or unlogged):
        return None
    sentences = (
        *([f"{broken.where}：现为“{broken.found}”，应为“{broken.expected}”"] if broken else []),
        *(f"抽取日志{name_of_line(n, chain.lines[n - 1])}不能识别，或不可能发生，不再计入" for n in void),
        *(f"有记录印着散列值 {line_hash}，抽取日志中没有这一行" for line_hash in lost),
        *(f"{name} 在抽取日志中没有记载" for name in unlogged),
    )
    return _damage(log, chain, sentences, void, lost, unlogged)


def _damage(
    log: Path,
    chain: Chain,
    sentences: Sequence[str],
    void: Sequence[int],
    lost: Sequence[str] = (),
    unlogged: Sequence[str] = (),
) -> Damage:
    draft = Repair(len(chain.lines) + 1, "", "", tuple(void), tuple(lost), tuple(unlogged))
    return Damage(log, draft, tuple(sentences))


def _void_draw_lines(archive: Archive, chain: Chain) -> list[int]:
    """Return lines that cannot be read, doubles that the archive does not keep, and what cannot follow without them."""
    void = set(draw_log.unreadable_lines(chain))
    events = [e for e in draw_state(chain, {*chain.void, *void}).events if e.counts]
    for mark in dict.fromkeys(e.event.mark for e in events):
        void |= _doubles(archive, [e for e in events if e.event.mark == mark])
    void |= set(draw_log.impossible_lines(chain, void))
    for mark in dict.fromkeys(e.event.mark for e in events):
        void |= _unprovable(archive, [e for e in events if e.event.mark == mark], void)
    return sorted(void)


def _unprovable(archive: Archive, of_draw: Sequence[LoggedEvent], void: Collection[int]) -> set[int]:
    """Return all lines of a draw whose numbers may be known though no line that counts has them.

    Nobody gets a second try at them.
    """
    task_no, attempt = of_draw[0].event.task_no, of_draw[0].event.attempt
    records = (archive.folder(task_no, attempt) / RECORD_NAME, archive.record_path(task_no, attempt))
    reveals = [e.number for e in of_draw if isinstance(e.event, Reveal)]
    if set(reveals) - set(void) or not (reveals or any(map(Path.exists, records))):
        return set()
    return {e.number for e in of_draw}


def _doubles(archive: Archive, of_draw: Sequence[LoggedEvent]) -> set[int]:
    """Return, of lines that log one thing twice, those that do not count: what the archive keeps does, or the first."""
    folder = archive.folder(of_draw[0].event.task_no, of_draw[0].event.attempt)
    freeze_path, record_path = folder / FROZEN_NAME, folder / RECORD_NAME
    request = line_digest(freeze_path.read_text("utf-8", "replace")) if freeze_path.exists() else ""
    record = digest(record_path) if record_path.exists() else ""
    anchor = _anchor(record_path)
    return {
        *_all_but_one(of_draw, Freeze, lambda event, _: event.request == request),
        *_all_but_one(of_draw, Reveal, lambda _, line_hash: line_hash == anchor),
        *_all_but_one(of_draw, Draw, lambda event, _: event.record == record),
    }


def _all_but_one(of_draw: Sequence[LoggedEvent], kind: type[E], is_kept: Callable[[E, str], bool]) -> list[int]:
    same = [(logged.number, logged.event, logged.digest) for logged in of_draw]
    doubles = [(number, event, line_hash) for number, event, line_hash in same if isinstance(event, kind)]
    counted = next((number for number, event, line_hash in doubles if is_kept(event, line_hash)), None)
    return [number for number, *_ in doubles if number != (counted or doubles[0][0])]


def _anchor(record: Path) -> str:
    """Return the hash of the line of its numbers that an archived record prints; empty where it cannot be read."""
    try:
        return read_record(record).log_digest if record.exists() else ""
    except XlcheckError:
        return ""


def _unlogged_records(
    archive: Archive, draws: DrawState, records: Collection[Path], replacements: Collection[Path]
) -> Iterator[Path]:
    """Yield records that stand though no line logs them, each with the folder of its attempt."""
    folders = {archive.folder(e.event.task_no, e.event.attempt) for e in draws.events}
    for record_path in sorted(archive.desk.archive.glob(f"*/第*次/{RECORD_NAME}")):
        if record_path.parent not in folders and named(archive, record_path.parent) not in draws.chain.unlogged:
            yield record_path.parent
    yield from stray_records(archive, draws, records)
    yield from stray_replacements(archive, draws, replacements)


def _of_publications(desk: Desk) -> Damage | None:
    log = desk.journal.publication_log
    chain = read_chain(log, damaged=True)
    void = publication_events.unreadable_lines(chain)
    broken = publication_events.first_break(chain)
    unlogged = unlogged_batches(desk, publication_events.batches_of(chain, void))
    if broken is None and not unlogged:
        return None
    sentences = (
        *_of_break("公示日志", broken),
        *(f"公示日志第 {number} 行不能识别，不再计入：所说的一户，下次公示时会再次公示" for number in void),
        *(f"“{name}”在公示日志中没有记载：其中各户，公示日志别处也没有的，下次公示时会再次公示" for name in unlogged),
    )
    return _damage(log, chain, sentences, void, unlogged=tuple(unlogged.values()))


def _of_mails(desk: Desk) -> Damage | None:
    log = desk.journal.mail_log
    chain = read_chain(log, damaged=True)
    void, broken = mail_events.unreadable_lines(chain), mail_events.first_break(chain)
    is_missing = is_mail_log_gone(desk)
    if broken is None and not is_missing:
        return None
    unlogged = standing_packs(desk) if is_missing else []
    sentences = (
        *_of_break("发件日志", broken),
        *(f"发件日志第 {number} 行不能识别，不再计入" for number in void),
        *(["有《发件登记.xlsx》，却没有发件日志"] if is_missing else []),
        *(f"{name}上报的邮件，发件日志中没有记载，是否已经发出请自行核对" for name in unlogged),
    )
    return _damage(log, chain, sentences, void, unlogged=unlogged)


def _of_break(log: str, broken: Break | None) -> list[str]:
    if broken is None:
        return []
    return [f"{log}第 {broken.number} 行：现为“{broken.found}”，应为“{broken.expected}”"]
