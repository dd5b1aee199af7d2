"""恢复: a disk is lost, or an old backup was put in place; what the superior kept has the rest of the log.

Only a log that continues the one on the desk, line by line, is taken; with it come the frozen requests and the records
that the copy has. What it has not is told, and stays away. A copy without a log gives what the log of the desk names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from xlcheck.draws.formats.requests import request_from_json
from xlcheck.draws.formats.two.howto import rules_filename
from xlcheck.draws.frame.frame import frame_text
from xlcheck.draws.frame.inspectors import inspectors_text
from xlcheck.draws.frame.rules import rules_text
from xlcheck.draws.lodging.slip import FreezeSlip, slip_from_json
from xlcheck.journal.chain import Chain, line_digest
from xlcheck.journal.desk_events import Restoration
from xlcheck.journal.disk import read_chain, write_bytes, write_text
from xlcheck.journal.draw_events import Draw, Freeze
from xlcheck.journal.draw_log import LOG_NAME, check_chain, check_order, name_of_line
from xlcheck.journal.draw_state import DrawState, draw_state
from xlcheck.model import FIRST_FORMAT, XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.who import gives_reason
from xlcheck.steps.correct.copies import files_in
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import bytes_digest, digest
from xlcheck.steps.desk.known import FROZEN_NAME
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.archive import NOTICE_NAME, OPENING_NAME, RECORD_NAME, SUMS_NAME, Archive, moves_name
from xlcheck.steps.draw.drawn_tasks import drawn_task
from xlcheck.steps.draw.kept_records import KeptRecord, digests_of, kept_records
from xlcheck.steps.draw.lodge import keep_slip, kept_slips, mark_of, slip_event
from xlcheck.steps.draw.web_page import page_path, write_page
from xlcheck.worker.refused import UnpackError


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """What somebody else kept: its name and SHA-256, the log in it if any, and its other files by their SHA-256.

    ``names`` has the SHA-256 of each file by its name without folders.
    """

    name: str
    digest: str
    chain: Chain
    files: Mapping[str, bytes] = field(repr=False)
    names: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """What a copy can give back: the lines that the desk has not, and files of draws; what is ``missing`` then still.

    All by name; ``before`` is the log of the desk.
    """

    copy: KeptCopy
    before: Chain
    lines: tuple[str, ...]
    files: tuple[str, ...]
    missing: tuple[str, ...]


def read_copy(path: Path) -> KeptCopy:
    """Read a zip that was lodged, a pack, a mail with either, a folder, a log or a record alone.

    Raises :class:`XlcheckError` ``restore.no-log`` where it cannot be read, ``restore.broken`` where a log in it does
    not hold by itself.
    """
    try:
        files = list(files_in(path))
        logs = [data for name, data in files if PurePosixPath(name.replace("\\", "/")).name == LOG_NAME]
        lines = tuple(logs[0].decode("utf-8").removesuffix("\n").split("\n")) if logs else ()
        content = path.read_bytes() if path.is_file() else b"".join(sorted(bytes_digest(d).encode() for _, d in files))
    except (UnpackError, OSError, UnicodeDecodeError) as error:
        raise XlcheckError("restore.no-log", file=path.name, why=error) from None
    if broken := check_chain(lines) or next(check_order(lines), None):
        raise XlcheckError("restore.broken", file=path.name, where=broken.where)
    named = {PurePosixPath(name.replace("\\", "/")).name: bytes_digest(data) for name, data in files}
    by_digest = {bytes_digest(data): data for _, data in files}
    return KeptCopy(path.name, bytes_digest(content), Chain(lines), by_digest, named)


def restoration(desk: Desk, copy: KeptCopy) -> RestorePlan:
    """Return what a copy can give back to a desk; nothing is written.

    Raises :class:`XlcheckError` ``restore.nothing`` where the desk has all of it, ``restore.no-log`` where there is
    no log at all, ``restore.differs`` where one log is not the beginning of the other.
    """
    before = read_chain(desk.journal.draw_log) if desk.journal.draw_log.exists() else Chain(())
    shared = min(len(before.lines), len(copy.chain.lines))
    for number in range(shared):
        if before.lines[number] != copy.chain.lines[number]:
            raise XlcheckError("restore.differs", where=name_of_line(number + 1, before.lines[number]), file=copy.name)
    new = copy.chain.lines[shared:]
    if not (before.lines or new):
        raise XlcheckError("restore.no-log", file=copy.name, why=f"里面没有 {LOG_NAME}")
    wanted = dict(_wanted(Archive(desk), _longer(before, copy), copy))
    files = tuple(name for name, has in wanted.items() if has)
    if not (new or files):
        why = f"里面没有 {LOG_NAME}，也没有缺失的记录"
        raise XlcheckError("restore.nothing" if copy.chain.lines else "restore.no-log", file=copy.name, why=why)
    names = tuple(name_of_line(number, line) for number, line in enumerate(new, start=shared + 1))
    return RestorePlan(copy, before, names, files, tuple(name for name, has in wanted.items() if not has))


def _longer(before: Chain, copy: KeptCopy) -> Chain:
    """Return the log that continues the other."""
    return max(before, copy.chain, key=lambda chain: len(chain.lines))


def _wanted(archive: Archive, chain: Chain, copy: KeptCopy) -> Iterator[tuple[str, bool]]:
    """Yield the files of draws that the archive has not, by name, and whether a copy has them."""
    draws, requests = draw_state(chain, chain.void), _requests(copy)
    if draws.opening is not None and not (archive.desk.archive / OPENING_NAME).exists():
        yield "年初状态", draws.opening.digest in copy.files
    for event in draws.of_kind(Freeze):
        if event.moved and not (archive.folder(event.task_no, event.attempt) / moves_name(event.task)).exists():
            yield f"{event.task_no} 第{event.attempt}次的名录变动", event.moved in copy.files
        if not (archive.folder(event.task_no, event.attempt) / FROZEN_NAME).exists():
            yield f"{event.task_no} 第{event.attempt}次的冻结存档", event.request in requests
    there = {draw.record for _, draw in draws.void_draws if _stands_void(archive, draw)}
    for one in kept_records(archive, draws):
        stands = all(path.exists() and digest(path) not in there for path in one.paths)
        if not (one.digest in there or stands):
            yield one.title, bool(_digest_in(archive, draws, one, copy))


def _stands_void(archive: Archive, draw: Draw) -> bool:
    """Say whether an old backup has the record of a draw that was made void since where the one that counts belongs."""
    path = archive.folder(draw.task_no, draw.attempt) / RECORD_NAME
    return path.exists() and digest(path) == draw.record


def _digest_in(archive: Archive, draws: DrawState, one: KeptRecord, copy: KeptCopy) -> str:
    """Return the SHA-256 of a record as a copy has it; empty where it has none.

    Of a replacement's the log has none, only what each cell says, which a verification compares: it is the file that is
    called so in the copy. Where one was rebuilt, that is the one that is looked for first.
    """
    by_name = [copy.names.get(one.issued.name, "")] if one.replacement is not None else []
    known = [*reversed(digests_of(archive, draws, one)), *by_name]
    return next((digest for digest in known if digest in copy.files), "")


def _requests(copy: KeptCopy) -> dict[str, str]:
    """Return the frozen requests that a copy has, by the digest that the log has of them."""
    requests: dict[str, str] = {}
    for data in (data for data in copy.files.values() if data[:1] == b"{"):
        text = data.decode("utf-8", "replace")
        with suppress(XlcheckError):  # another file, or one that is of no use
            request_from_json(text)
            requests[line_digest(text)] = text
    return requests


@exclusive("恢复")
def restore(run: Run, shown: RestorePlan, reason: str) -> Restoration:
    """Take over the lines that were shown, with what the copy has of their draws, and log that; nothing is replaced.

    Raises :class:`XlcheckError` ``restore.reason-missing``, and ``restore.changed`` where the desk is not as shown.
    """
    if not gives_reason(reason):
        raise XlcheckError("restore.reason-missing")
    refuse_numbers(run, {"恢复的理由": reason})
    if restoration(run.desk, shown.copy) != shown:
        raise XlcheckError("restore.changed")
    longer = _longer(shown.before, shown.copy)
    archive, draws = Archive(run.desk), draw_state(longer, longer.void)
    tasks = tuple(_put_back(archive, draws, shown.copy))
    event = Restoration(run.stamp, lines=len(shown.lines), copy=shown.copy.digest, tasks=tasks, reason=clean(reason))
    slips = list(_slip_of(draws, shown.copy)) if longer is shown.copy.chain else []
    for slip in slips:
        if slip.number not in {one.number for one in kept_slips(run.desk)}:
            keep_slip(run.desk, slip)
    logged = [slip_event(slip, max(draws.last_time, slip.frozen_at[: len(run.stamp)])) for slip in slips]
    event = replace(event, lines=event.lines + len(logged))
    # its lines are all in the new one, so the old file can go
    run.desk.journal.restore_draws(longer, [*logged, event])
    _renew_pages(run, archive)
    return event


def _renew_pages(run: Run, archive: Archive) -> None:
    """Write the pages that an old backup has once more, as their tasks stand now."""
    for draw in run.desk.journal.draws().of_kind(Draw):
        with suppress(XlcheckError):  # the copy has not all that it takes; what is missing was shown
            task = drawn_task(archive, draw)
            if page_path(archive, task.record.request).exists():
                write_page(run, archive, task)


def _slip_of(draws: DrawState, copy: KeptCopy) -> Iterator[FreezeSlip]:
    """Yield the slip with which a log was lodged: it is logged below the last line that went with it."""
    for data in (data for data in copy.files.values() if data[:1] == b"{"):
        with suppress(XlcheckError):
            slip = slip_from_json(data.decode("utf-8", "replace"))
            if (slip.log_digest, slip.number) == (copy.chain.last_digest, len(draws.slips) + 1):
                yield slip
                return


def _put_back(archive: Archive, draws: DrawState, copy: KeptCopy) -> Iterator[str]:
    """Write the files of draws that the archive has not and the copy has; yields the draws whose inputs are lost."""
    requests = _requests(copy)
    if draws.opening is not None:
        _put(archive.desk.archive / OPENING_NAME, draws.opening.digest, copy)
    for event in draws.of_kind(Freeze):
        folder = archive.folder(event.task_no, event.attempt)
        _put(folder / moves_name(event.task), event.moved, copy)
        for name, fingerprint in _fingerprinted(event):
            _put(folder / name, fingerprint, copy)
        _put(folder / NOTICE_NAME, event.notice, copy)
        if event.request in requests and not (folder / FROZEN_NAME).exists():
            _put_back_frozen(folder, event.task, requests[event.request])
        if not (folder / SUMS_NAME).exists():
            yield mark_of(event.task, event.attempt)
    _put_back_records(archive, draws, copy)


def _put_back_records(archive: Archive, draws: DrawState, copy: KeptCopy) -> None:
    """Write the records that the archive has not, once those that a correction made void have left their places."""
    for number, draw in draws.void_draws:
        if any(draws.of_draw(Draw, *draw.mark)):
            archive.shelve(draw, number)
    for one in kept_records(archive, draws):
        for path in one.paths:
            _put(path, _digest_in(archive, draws, one, copy), copy)


def _fingerprinted(event: Freeze) -> Iterator[tuple[str, str]]:
    """Yield the files whose fingerprints a freeze printed; a pack has them, and not the request that they follow from.

    Those of the first format follow from the request alone: it has no file of rules.
    """
    yield f"抽样框-{event.task}.txt", event.frame
    yield f"检查人员-{event.task}.txt", event.inspectors
    if event.rules:
        yield rules_filename(event.task), event.rules


def _put(path: Path, expected: str, copy: KeptCopy) -> None:
    """Write a file of this SHA-256 where the copy has it and none stands there."""
    if expected in copy.files and not path.exists():
        write_bytes(path, copy.files[expected])


def _put_back_frozen(folder: Path, plan_no: str, text: str) -> None:
    """Write the files whose fingerprints are printed, and last the frozen request, from which they follow."""
    request = request_from_json(text)
    files = {
        f"抽样框-{plan_no}.txt": frame_text(request.entities),
        f"检查人员-{plan_no}.txt": inspectors_text(request.inspectors),
    }
    if request.format != FIRST_FORMAT:
        files[rules_filename(plan_no)] = rules_text(request)
    # a run that is killed before it is complete leaves no request, and so the next one begins with these again
    for name, content in (*files.items(), (FROZEN_NAME, text)):
        write_text(folder / name, content)
