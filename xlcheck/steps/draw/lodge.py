"""收存: the slip of a freeze run leaves the desk, and what shows that somebody else held it in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlcheck import __version__
from xlcheck.draws.formats.two.seed import DICE
from xlcheck.draws.formats.two.strength import in_time, shows
from xlcheck.draws.formats.two.wording import SEPARATORS
from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.frame.rules import rules_digest
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.dice import dice_page
from xlcheck.draws.lodging.mail_text import (
    LodgedArchive,
    dice_stem,
    lodged_files,
    mail_subject,
    slip_stem,
    superior_body,
)
from xlcheck.draws.lodging.printed import slip_page
from xlcheck.draws.lodging.receipt import slip_digest
from xlcheck.draws.lodging.signed import OF_SLIP, signature_json
from xlcheck.draws.lodging.slip import PUT_OFF, FreezeSlip, LodgedTask, slip_from_json, slip_json
from xlcheck.excel.write.page import write_page
from xlcheck.journal.desk_events import Lodging, Slip
from xlcheck.journal.disk import write_bytes, write_text
from xlcheck.journal.draw_events import Freeze
from xlcheck.journal.draw_state import DrawState
from xlcheck.mail.message import MailContent, composed
from xlcheck.model import SECOND_FORMAT, DrawRequest, Proof, ProofKind, Settings, XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.reading.who import names_somebody
from xlcheck.schema.outputs.send import SIGNATURE_FILE
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.office_key import fingerprint, key_of_desk
from xlcheck.steps.desk.privacy import refuse_numbers
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.clock import require_clock
from xlcheck.steps.draw.source import draw_day_of

FOLDER = "收存"
"""In 抽取 and in 存档: the slips of freeze runs."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class LodgingPapers:
    """What a freeze run gives out of its hands: the slip and its code, the dice sheet where dice decide, a mail.

    ``key`` is the fingerprint of the key that signs what the mail carries; empty in a practice.
    """

    slip: FreezeSlip
    code: str
    printed: tuple[Path, ...]
    mail: Path
    key: str


@exclusive("收存单")
def write_slips(run: Run, settings: Settings) -> list[LodgingPapers]:
    """Write the slip of the tasks that are frozen and stand on none yet; those that share a source share one."""
    waiting: dict[tuple[str, str], list[DrawRequest]] = {}
    archive = Archive(run.desk)
    for event in freezes_without_slip(run.desk):
        try:
            request = archive.frozen(event.task_no, event.attempt)
        except XlcheckError as error:
            if error.code != "archive.missing":
                raise
            run.say(f"{event.task_no} 冻结的存档已经丢失，没有写收存单")
            continue
        waiting.setdefault((request.sources[0].key, event.time), []).append(request)
    return [_lodge(run, settings, requests, frozen_at) for (_, frozen_at), requests in waiting.items()]


def freezes_without_slip(desk: Desk) -> list[Freeze]:
    """Return the freezes that stand on no slip, or on one with another day than now."""
    draws = desk.journal.draws()
    lodged = {mark: slip.day for slip in draws.slips for mark in slip.tasks}
    freezes = [(freeze, lodged.get(mark_of(freeze.task, freeze.attempt))) for freeze in draws.of_kind(Freeze)]
    return [
        freeze
        for freeze, day in freezes
        if freeze.format == SECOND_FORMAT and (day is None or _is_put_off(draws, freeze, day))
    ]


def _is_put_off(draws: DrawState, event: Freeze, day: str) -> bool:
    """Say whether the issue of a draw that waits was put off since its last slip, which has ``day``."""
    is_waiting = draws.is_waiting(event.task) and event.attempt == draws.attempt(event.task)
    return is_waiting and draws.day_of(event.sources[0].key, event.day) != day


def mark_of(plan_no: str, attempt: int) -> str:
    """Name a draw in a slip's line of the log: ``202101#1``."""
    return f"{plan_no}#{attempt}"


def _lodge(run: Run, settings: Settings, requests: Sequence[DrawRequest], frozen_at: str) -> LodgingPapers:
    slip = _slip(run.desk.journal.draws(), settings, requests, frozen_at)
    papers = _write(run, settings, slip)
    keep_slip(run.desk, slip)
    run.desk.journal.add_draw_event(slip_event(slip, run.stamp))
    return papers


def keep_slip(desk: Desk, slip: FreezeSlip) -> None:
    """Archive a slip as it was given out of hand."""
    write_text(_kept(desk, slip), slip_json(slip))


def slip_event(slip: FreezeSlip, time: str) -> Slip:
    """Return the event that logs a slip."""
    tasks = tuple(mark_of(task.plan_no, task.attempt) for task in slip.tasks)
    return Slip(time, number=slip.number, code=lodging_code(slip), tasks=tasks, day=str(slip.draw_day or ""))


def _slip(draws: DrawState, settings: Settings, requests: Sequence[DrawRequest], frozen_at: str) -> FreezeSlip:
    first = requests[-1]
    day = draw_day_of(draws, first)
    return FreezeSlip(
        bureau=first.bureau,
        year=settings.year,
        number=len(draws.slips) + 1,
        frozen_at=f"{frozen_at} +08:00",
        source_key=first.sources[0].key,
        source_name=first.sources[0].name,
        draw_day=day,
        day_basis=str(first.day_basis) if day == first.draw_day else PUT_OFF,
        opening=first.opening,
        moved=first.moved,
        log_digest=draws.chain.last_digest,
        tasks=tuple(map(_task, requests)),
        practice=first.practice,
        version=__version__,
        format=first.format,
    )


def _task(request: DrawRequest) -> LodgedTask:
    return LodgedTask(
        plan_no=request.task,
        task_no=request.plan.task_no,
        task_name=request.plan.task_name,
        attempt=request.attempt,
        frame=frame_digest(request.entities),
        inspectors=inspectors_digest(request.inspectors),
        rules=rules_digest(request),
    )


def _write(run: Run, settings: Settings, slip: FreezeSlip) -> LodgingPapers:
    """Write the papers to print, and the mail that carries slip, requests and log to the superior."""
    folder = run.desk.draws / FOLDER
    printed = [folder / f"{slip_stem(slip)}.xlsx"]
    write_page(printed[0], slip_page(slip), practice=slip.practice)
    if slip.source_key == DICE.key:
        printed.append(folder / f"{dice_stem(slip)}.xlsx")
        write_page(printed[1], dice_page(slip), practice=slip.practice)
    key = key_of_desk(run.desk, run.talk)
    packed = _packed(run.desk, slip, printed[0], key)
    name = f"{slip_stem(slip)}.zip"
    write_bytes(folder / name, packed)
    draft = MailContent(
        sender="",
        recipients=tuple(settings.superior_mail.split()),
        subject=mail_subject(slip),
        body=superior_body(
            slip, settings.superior, LodgedArchive(name, digest(folder / name), fingerprint(key)), run.now.date()
        ),
        attachments=[(name, packed)],
        made=run.now,
    )
    mail = folder / f"{slip_stem(slip)}.eml"
    write_bytes(mail, composed(draft))
    return LodgingPapers(slip, lodging_code(slip), tuple(printed), mail, fingerprint(key))


def _packed(desk: Desk, slip: FreezeSlip, page: Path, key: str) -> bytes:
    """Return the zip for the superior; the same slip and key give the same bytes."""
    printed, data, *files, log = lodged_files(slip)
    contents = {printed.name: page.read_bytes(), data.name: slip_json(slip).encode()}
    present = (file.name for file in files if (desk.root / file.name).is_file())
    contents |= {name: (desk.root / name).read_bytes() for name in present}
    contents[log.name] = "".join(f"{line}\n" for line in desk.journal.draws().chain.lines).encode()
    if key:
        contents[SIGNATURE_FILE] = signature_json(OF_SLIP, slip_digest(slip), key).encode()
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in contents.items():
            packed.writestr(ZipInfo(name, _EARLIEST), content, ZIP_DEFLATED)
    return out.getvalue()


def _kept(desk: Desk, slip: FreezeSlip) -> Path:
    return desk.archive / FOLDER / f"{slip_stem(slip)}.json"


def kept_slips(desk: Desk) -> list[FreezeSlip]:
    """Return the slips that the archive keeps, by their numbers."""
    paths = (desk.archive / FOLDER).glob("*.json")
    return sorted((slip_from_json(path.read_text("utf-8", "replace")) for path in paths), key=lambda slip: slip.number)


@exclusive("登记收存")
def note_lodged(run: Run, number: int, kind: ProofKind, holder: str, receipt: str = "") -> Lodging:
    """Log that somebody holds the slip of a freeze run.

    Raises :class:`XlcheckError`: ``draw.clock-behind``, ``lodge.no-slip``, ``lodge.holder-missing``,
    ``lodge.receipt-missing`` where a receipt is stated without its number, ``lodge.separators`` and
    ``desk.personal-number``; nothing is logged then.
    """
    require_clock(run)
    if number not in {slip.number for slip in run.desk.journal.draws().slips}:
        raise XlcheckError("lodge.no-slip", number=number)
    if not names_somebody(holder):
        raise XlcheckError("lodge.holder-missing")
    if kind is not ProofKind.WITNESS and not clean(receipt):
        raise XlcheckError("lodge.receipt-missing")
    if SEPARATORS & set(clean(holder) + clean(receipt)):
        raise XlcheckError("lodge.separators")
    refuse_numbers(run, {"收存人": holder, "回执编号": receipt})
    event = Lodging(run.stamp, slip=number, how=kind.value, holder=clean(holder), number=clean(receipt))
    run.desk.journal.add_draw_event(event)
    return event


def proofs_of(draws: DrawState, request: DrawRequest, operator: str) -> tuple[Proof, ...]:
    """Return what shows that a freeze was held in time; what the operator keeps himself shows nothing."""
    return tuple(one for one in lodgings_of(draws, request) if shows(one, request, operator))


def receipts_since(draws: DrawState, request: DrawRequest) -> tuple[Proof, ...]:
    """Return the signed receipts that came after a draw; they stand on its page, not on its record."""
    since = _proofs(draws, request, draws.lodgings_since(request.task, request.attempt))
    return tuple(proof for proof in since if proof.kind is ProofKind.RECEIPT)


def lodgings_in_time(draws: DrawState, request: DrawRequest) -> tuple[Proof, ...]:
    """Return by whom a freeze was held before 18:00 of the computed day of its numbers, as the log has it."""
    return tuple(one for one in lodgings_of(draws, request) if in_time(one, request))


def lodgings_of(draws: DrawState, request: DrawRequest) -> tuple[Proof, ...]:
    """Return by whom a freeze is held, whenever that was, as the log had it before the draw."""
    since = draws.lodgings_since(request.task, request.attempt)
    return _proofs(draws, request, draws.lodgings[: len(draws.lodgings) - len(since)])


def _proofs(draws: DrawState, request: DrawRequest, lodgings: Sequence[Lodging]) -> tuple[Proof, ...]:
    numbers = {slip.number for slip in draws.slips if slip.holds(request.task, request.attempt)}
    events = (event for event in lodgings if event.slip in numbers)
    return tuple(Proof(ProofKind(event.how), event.holder, event.number, event.held_since) for event in events)
