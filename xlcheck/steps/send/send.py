"""上报: the year's material in a folder and a zip with its digests, and as mails that wait to be sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from xlcheck.journal.mail_events import GONE, Mail, MailStatus
from xlcheck.model import Settings, XlcheckError
from xlcheck.model.practice import PRACTICE
from xlcheck.reading.stamps import STAMP
from xlcheck.schema.outputs.send import UNLISTED_FILES, WHOLE_FILE
from xlcheck.steps.desk.copies import altered_copies, same_copies, say_same
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import NOT_IN_NAMES
from xlcheck.steps.desk.known import KnownNumbers
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.desk.lock import exclusive
from xlcheck.steps.desk.privacy import SEARCHING, check_clean, refuse_numbers
from xlcheck.steps.ledger.read import TaskLedger, read_ledgers, require_chosen
from xlcheck.steps.publish.batches import finish_batches
from xlcheck.steps.send.drafts import FOLDER, draft_mails
from xlcheck.steps.send.held import held_back
from xlcheck.steps.send.issue import draft_of, finish_packs, issue, mails_name, make_room, throw_away
from xlcheck.steps.send.outbox import is_register_behind, mail_state, next_number, note, write_outbox
from xlcheck.steps.send.pack import files_of, files_to_send, put_together, zipped

LIMIT = 15
"""MB of an encoded mail that the usual servers take."""
SHORTEST_PASSWORD = 8
_AS_IT_STANDS = re.compile(r"存档/.*|抽取/(抽取|补抽)记录-[^/]*\.xlsx|" + "|".join([*UNLISTED_FILES, WHOLE_FILE]))
"""Files of a pack that are not searched for numbers of persons: records and what proves them can only go as they stand,
or not at all, and hold reasons as they were logged; what else they print was searched before it was frozen."""


@dataclass(frozen=True, slots=True)
class SendResult:
    """The folder, the zip, and the files in them; the folder with the mails; ledgers of which no row is in it."""

    folder: Path
    archive: Path
    files: tuple[Path, ...]
    number: int
    drafts: Path
    mails: tuple[Mail, ...]
    whole: bool
    without: tuple[str, ...]


@exclusive("上报")
def send(run: Run, password: str = "", limit: int = LIMIT) -> SendResult:
    """Pack what is sent to the superior bureau, and draft the mails that carry it.

    With a password the ledgers go too, encrypted, else only an extract without people. Raises :class:`XlcheckError`
    ``send.nothing`` where nothing has been made yet, ``publish.personal-data`` where something holds a person's
    number, ``desk.personal-number`` where 上级单位 or 单位简称 does, ``send.password-short``, ``send.cannot-encrypt``,
    ``book.open`` and ``ledger.several`` for a ledger, and as :func:`draft_mails` and :func:`mail_state`.
    """
    if password and len(password) < SHORTEST_PASSWORD:
        raise XlcheckError("send.password-short", least=SHORTEST_PASSWORD)
    settings, _, _ = load_settings(run.desk)
    finish_batches(run)
    finish_packs(run)
    if is_register_behind(run.desk):
        return _of_interrupted(run, settings)
    if not files_to_send(run.desk):
        raise XlcheckError("send.nothing")
    refuse_numbers(run, {"单位设置里的上级单位": settings.superior, "单位设置里的单位简称": settings.short_name})
    number = next_number(run.desk)
    ledgers = read_ledgers(run, settings)
    require_chosen(ledgers)
    draft, name = draft_of(run.desk, number), _name(run, settings)
    pack, archive = draft / name, f"{name}.zip"
    try:
        held = _put_together_clean(run, settings, pack, number, ledgers, password)
        mail_drafts = draft_mails(run, settings, pack, draft / mails_name(number), number, limit)
        packed = [path for path in sorted(pack.rglob("*")) if path.is_file()]
        zipped(pack, run.talk.each("压缩《{}》", packed, lambda path: path.name), draft / archive)
        make_room(run, draft)
    except BaseException:
        throw_away(draft)
        raise
    issue(run, draft, mail_drafts.mails)
    write_outbox(run, settings)
    _say_copies(run)
    for path, kind in held.items():
        run.say(f"《{path.name}》中像有{kind}，是以前的版本冻结或公示的，已不能改，没有上报；记录和日志照样上报")
    return _result(run, name, mail_drafts.mails, ledgers, whole=bool(password))


def _put_together_clean(
    run: Run, settings: Settings, pack: Path, number: int, ledgers: Sequence[TaskLedger], password: str
) -> dict[Path, str]:
    """Put a pack together and search it; returns what was held back, which is looked for only where there is a need."""
    known = KnownNumbers(run)
    try:
        put_together(run, settings, pack, number, ledgers, password)
        _search(run, pack, known)
    except XlcheckError as error:
        held = held_back(run, known, _searched(run.desk)) if error.code == "publish.personal-data" else {}
        if not held:
            raise
        throw_away(pack)
        put_together(run, settings, pack, number, ledgers, password, held)
        _search(run, pack, known)
        return held
    return {}


def _search(run: Run, pack: Path, known: KnownNumbers) -> None:
    check_clean(run.talk.each(SEARCHING, _files_to_search(pack), lambda path: path.name), known)


def _say_copies(run: Run) -> None:
    """Say which files in 抽取 are copies, and which are named like copies but are other files; neither is sent."""
    if same := same_copies(run.desk):
        run.say(f"{say_same(same)}；副本不上报")
    for copy, original in altered_copies(run.desk).items():
        run.say(f"《{copy.name}》与《{original.name}》不是同一个文件，没有上报，请核验年度文件夹")


def _of_interrupted(run: Run, settings: Settings) -> SendResult:
    """Return the last pack, which a run had logged before it was interrupted: it is whole, and keeps its number."""
    last = mail_state(run.desk).last_pack
    day = datetime.strptime(last[0].time, STAMP)
    name = _name(replace(run, now=day), settings)
    run.say(f"上次打包中断，当时的材料已经齐全，仍为第{last[0].number}次上报")
    write_outbox(run, settings)
    whole = (run.desk.outbox / name / WHOLE_FILE).exists()
    return _result(run, name, last, read_ledgers(run, settings), whole=whole)


def _result(
    run: Run, name: str, new_mails: tuple[Mail, ...], ledgers: Sequence[TaskLedger], *, whole: bool
) -> SendResult:
    outbox, number = run.desk.outbox, new_mails[0].number
    without = tuple(ledger.path.name for ledger in ledgers if ledger.sheet is None)
    return SendResult(
        folder=outbox / name,
        archive=outbox / f"{name}.zip",
        files=tuple(files_of(outbox / name)),
        number=number,
        drafts=outbox / FOLDER / mails_name(number),
        mails=new_mails,
        whole=whole,
        without=without,
    )


def _name(run: Run, settings: Settings) -> str:
    mark = PRACTICE if run.desk.practice else ""
    name = f"{mark}{settings.short_name}{settings.year}年双随机抽查材料_{run.now:%Y%m%d}"
    return re.sub(f"[{NOT_IN_NAMES}]", "－", name)


def _files_to_search(pack: Path) -> list[Path]:
    return [f for f in files_of(pack) if not _AS_IT_STANDS.fullmatch(f.relative_to(pack).as_posix())]


def _searched(desk: Desk) -> list[Path]:
    """Return the files of the desk that go into a pack and are searched."""
    files = files_to_send(desk)
    return [path for path, sub in files if not _AS_IT_STANDS.fullmatch(f"{sub}/{path.name}")]


@exclusive("登记发件")
def sent_by_hand(run: Run, number: int) -> list[Mail]:
    """Note that staff have sent the mails of a pack themselves; returns those of which it was not known yet.

    Raises :class:`XlcheckError` ``send.no-such-pack``.
    """
    finish_packs(run)
    state = mail_state(run.desk)
    of_pack = state.of_pack(number)
    if not of_pack:
        numbers = "、".join(f"第{n}次" for n in sorted({mail.number for mail in state.mails}))
        raise XlcheckError("send.no-such-pack", number=number, known=numbers or "没有")
    changed = [mail for mail in of_pack if mail.status not in GONE]
    settings, _, _ = load_settings(run.desk)
    note(run, changed, MailStatus.BY_HAND)
    write_outbox(run, settings)
    return changed
