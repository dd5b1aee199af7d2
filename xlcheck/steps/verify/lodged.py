"""核验收存: the slips of freeze runs and what was packed with them, held against each other and against the log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xlcheck.draws.formats.requests import request_from_json
from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.frame.rules import rules_digest
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.dice import DICE_SHEET, dice_page
from xlcheck.draws.lodging.mail_text import LODGED_LOG, dice_stem, lodged_files, lodged_request, slip_stem
from xlcheck.draws.lodging.printed import SHEET
from xlcheck.draws.lodging.slip import FreezeSlip, LodgedTask, slip_from_json
from xlcheck.draws.verification.slip import sound_slip
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.chain import Chain, line_digest
from xlcheck.journal.desk_events import Slip
from xlcheck.journal.draw_events import Freeze
from xlcheck.journal.draw_state import DrawState
from xlcheck.mail.received import read_mail
from xlcheck.messages import error_text
from xlcheck.model import Difference, DrawRequest, Role, XlcheckError, column_letters
from xlcheck.steps.desk.copies import same_copies
from xlcheck.steps.desk.unpack import read_limited, unzip
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.lodge import FOLDER, mark_of
from xlcheck.steps.verify.files import EXPECTED, MISSING, named, of_strays
from xlcheck.worker.refused import UnpackError

SUBJECT_CODE = re.compile(r"收存码 ([0-9A-Z-]+)）")
"""收存码 as the subject of a mail to the superior has it."""
_UNLOGGED = "抽取日志中没有这次冻结"


@dataclass(frozen=True, slots=True)
class _Kept:
    """A slip that the archive keeps, and the line of the log that tells of it."""

    slip: FreezeSlip
    event: Slip


def audit_lodged(archive: Archive, draws: DrawState) -> Iterator[Difference]:
    """Yield what does not fit: the kept slips against the log, the printed ones and the packed files against these."""
    kept: list[_Kept] = []
    for event in draws.slips:
        slip, wrong = _kept_slip(archive, event)
        is_lost = slip is None and any(event.time <= back.time for back in draws.restorations)
        yield from () if is_lost else wrong  # what was lost with a disk is told by the line 恢复
        if slip is not None:
            kept.append(_Kept(slip, event))
    for one in kept:
        yield from _of_slip(archive, draws, one)
        yield from _of_printed(archive, one.slip)
        yield from _of_zip(archive, draws.chain, one.slip)
        yield from _of_mail(archive, draws.chain, one.slip)
    if len(kept) == len(draws.slips):
        known = {path for one in kept for path in _paths(archive, one.slip)}
        strays = set(archive.desk.draws.glob(f"{FOLDER}/*收存单-*")) | set(
            archive.desk.archive.glob(f"{FOLDER}/*.json")
        )
        yield from of_strays(archive, sorted(strays - known - same_copies(archive.desk).keys()), _UNLOGGED, EXPECTED)


def _paths(archive: Archive, slip: FreezeSlip) -> Iterator[Path]:
    """Yield the files that a freeze run leaves of its slip."""
    yield _kept_path(archive, slip_stem(slip))
    yield from (_issued(archive, slip, suffix) for suffix in (".xlsx", ".zip", ".eml"))


def _kept_path(archive: Archive, stem: str) -> Path:
    return archive.desk.archive / FOLDER / f"{stem}.json"


def _issued(archive: Archive, slip: FreezeSlip, suffix: str) -> Path:
    return archive.desk.draws / FOLDER / f"{slip_stem(slip)}{suffix}"


def _kept_slip(archive: Archive, event: Slip) -> tuple[FreezeSlip | None, list[Difference]]:
    """Read the kept slip of a number; also return what there is to say where there is none to be read."""
    paths = sorted((archive.desk.archive / FOLDER).glob(f"*收存单-*-{event.number:02d}.json"))
    if not paths:
        return None, [Difference(f"存档/{FOLDER} 第 {event.number} 号冻结收存单", MISSING, EXPECTED)]
    try:
        return slip_from_json(paths[0].read_text("utf-8", "replace")), []
    except XlcheckError as error:
        return None, [Difference(named(archive, paths[0]), error_text(error), "可以读取")]


def _of_slip(archive: Archive, draws: DrawState, kept: _Kept) -> Iterator[Difference]:
    """Compare a kept slip with its line of the log, with the lines above it, and with the freezes that it names."""
    slip, event = kept.slip, kept.event
    where = named(archive, _kept_path(archive, slip_stem(slip)))
    marks = tuple(mark_of(task.plan_no, task.attempt) for task in slip.tasks)
    above = _above(draws.chain, event)
    opening = draws.opening.digest if draws.opening else slip.opening
    for what, found, logged in (
        ("次序", str(slip.number), str(event.number)),
        ("任务", "、".join(marks), "、".join(event.tasks)),
        ("开奖日", str(slip.draw_day or ""), event.day),
        ("年初状态", slip.opening, opening),
        ("抽取日志", slip.log_digest, above),
        ("收存码", lodging_code(slip), event.code),
    ):
        if found != logged:
            yield Difference(f"{where} {what}", found or MISSING, logged or MISSING)
            return
    freezes = {mark_of(freeze.task, freeze.attempt): freeze for freeze in draws.of_kind(Freeze)}
    for task, mark in zip(slip.tasks, marks, strict=True):
        if mark in freezes:
            yield from _of_task(f"{where} {task.task_no}", task, _logged(freezes[mark]))


def _above(chain: Chain, event: Slip) -> str:
    """Return the hash of the line above the one that tells of a slip."""
    lines = chain.lines
    for number, line in enumerate(lines):
        if number and f'"code":"{event.code}"' in line and '"event":"slip"' in line:
            return line_digest(lines[number - 1])
    return ""


def _logged(freeze: Freeze) -> Mapping[str, str]:
    return {"抽样框指纹": freeze.frame, "人员名单指纹": freeze.inspectors, "抽取规则指纹": freeze.rules}


def _of_task(where: str, task: LodgedTask, expected: Mapping[str, str]) -> Iterator[Difference]:
    own = {"抽样框指纹": task.frame, "人员名单指纹": task.inspectors, "抽取规则指纹": task.rules}
    yield from (Difference(f"{where} {what}", own[what], expected[what]) for what in own if own[what] != expected[what])


def _of_printed(archive: Archive, slip: FreezeSlip) -> Iterator[Difference]:
    """Compare the code of the printed slip, which is verified by itself, and the dice sheet cell by cell."""
    path = _issued(archive, slip, ".xlsx")
    printed = _cells_of(path)
    if printed is not None:
        yield from _of_code(named(archive, path), printed, slip)
    dice = archive.desk.draws / FOLDER / f"{dice_stem(slip)}.xlsx"
    if (cells := _cells_of(dice)) is not None:
        yield from _of_dice(named(archive, dice), cells, slip)


def _of_code(where: str, sheets: Mapping[str, Mapping[tuple[int, int], str]], slip: FreezeSlip) -> Iterator[Difference]:
    try:
        code = lodging_code(sound_slip(sheets[SHEET]))
    except (XlcheckError, LookupError):
        return  # a difference of its own verification
    if code != lodging_code(slip):
        yield Difference(f"{where} 收存码", code, lodging_code(slip))


def _of_dice(where: str, sheets: Mapping[str, Mapping[tuple[int, int], str]], slip: FreezeSlip) -> Iterator[Difference]:
    found = sheets.get(DICE_SHEET, {})
    for cell in dice_page(slip).cells:
        text = found.get((cell.row, cell.col), "")
        if cell.role not in (Role.BLANK, Role.BOX, Role.DATE) and text != cell.text:
            place = f"“{DICE_SHEET}”工作表 {column_letters(cell.col)}{cell.row}"
            yield Difference(f"{where} {place}", text or "（空）", cell.text or "（空）")
            return


def _cells_of(path: Path) -> dict[str, dict[tuple[int, int], str]] | None:
    if not path.is_file():
        return None
    try:
        return read_cells(path)
    except XlcheckError:
        return None


def _of_zip(archive: Archive, chain: Chain, slip: FreezeSlip) -> Iterator[Difference]:
    """Compare what was packed for the superior."""
    path = _issued(archive, slip, ".zip")
    if path.is_file():
        yield from _of_packed(named(archive, path), path.read_bytes(), chain, slip)


def _of_mail(archive: Archive, chain: Chain, slip: FreezeSlip) -> Iterator[Difference]:
    """Compare the draft of the mail to the superior: the code in its subject, if any, and what is packed with it."""
    path = _issued(archive, slip, ".eml")
    if not path.is_file():
        return
    try:
        mail = read_mail(read_limited(path))
    except UnpackError as error:
        yield Difference(named(archive, path), str(error), "可以打开")
        return
    told = SUBJECT_CODE.search(mail.head.subject)
    if told and told[1] != lodging_code(slip):
        yield Difference(f"{named(archive, path)} 主题中的收存码", told[1], lodging_code(slip))
    for name, content in mail.attachments:
        if content.startswith(b"PK"):
            yield from _of_packed(f"{named(archive, path)} {name}", content, chain, slip)


def _of_packed(where: str, content: bytes, chain: Chain, slip: FreezeSlip) -> Iterator[Difference]:
    """Compare a zip for the superior: the slip, each frozen request, and a log that this one continues."""
    try:
        packed = dict(unzip(content))
    except (UnpackError, OSError) as error:
        yield Difference(where, str(error), "可以打开")
        return
    lines = packed.get(LODGED_LOG, b"").decode("utf-8", "replace").splitlines()
    for number, (found, own) in enumerate(zip(lines, chain.lines, strict=False), start=1):
        if found != own:
            yield Difference(f"{where} 抽取日志第 {number} 行", line_digest(found), line_digest(own))
            return
    if len(lines) > len(chain.lines):
        yield Difference(f"{where} 抽取日志", f"{len(lines)} 行", f"至多 {len(chain.lines)} 行")
    yield from (Difference(f"{where} {one.where}", one.found, one.expected) for one in packed_differences(packed, slip))


def packed_differences(packed: Mapping[str, bytes], slip: FreezeSlip) -> Iterator[Difference]:
    """Yield what differs among the files that go with a slip: whether each is there, and is what the slip names."""
    for file in lodged_files(slip):
        if file.name not in packed:
            yield Difference(file.name, MISSING, EXPECTED)
    texts = {name: content.decode("utf-8", "replace") for name, content in packed.items()}
    stem = slip_stem(slip)
    try:
        own = slip_from_json(texts.get(f"{stem}.json", ""))
    except XlcheckError:
        own = slip
    if own != slip:
        yield Difference(f"{stem}.json 收存码", lodging_code(own), lodging_code(slip))
    for task in slip.tasks:
        name = lodged_request(task)
        if name in texts:
            yield from _of_request(name, texts[name], task)
    lines = texts.get(LODGED_LOG, "").splitlines()
    if lines and line_digest(lines[-1]) != slip.log_digest:
        yield Difference(f"{LODGED_LOG} 末行散列值", line_digest(lines[-1]), slip.log_digest)


def _of_request(name: str, text: str, task: LodgedTask) -> Iterator[Difference]:
    try:
        request = request_from_json(text)
    except XlcheckError as error:
        yield Difference(name, error_text(error), "可以读取")
        return
    yield from _of_task(name, task, _frozen(request))


def _frozen(request: DrawRequest) -> Mapping[str, str]:
    return {
        "抽样框指纹": frame_digest(request.entities),
        "人员名单指纹": inspectors_digest(request.inspectors),
        "抽取规则指纹": rules_digest(request),
    }
