"""What arrived anew is taken into 收存登记: slips and whole packs, each with the time at which it came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.mail_text import LODGED_LOG, lodged_files, slip_files, slip_stem
from xlcheck.draws.lodging.receipt import BY_SERVER, BY_SIGHT, slip_digest
from xlcheck.draws.lodging.signed import LONGEST as SIGNATURE_LONGEST
from xlcheck.draws.lodging.signed import OF_SLIP, signer_of
from xlcheck.draws.lodging.slip import LONGEST, FreezeSlip, slip_from_json, slip_json
from xlcheck.journal.witness_events import SlipArrival, WitnessState
from xlcheck.mail.head import MailHead, moment
from xlcheck.messages import error_text
from xlcheck.model import Finding, Place, XlcheckError, finding
from xlcheck.reading.folding import clean
from xlcheck.reading.personal import personal_data
from xlcheck.reading.stamps import STAMP
from xlcheck.schema.outputs.send import SIGNATURE_FILE
from xlcheck.schema.outputs.witness import COLLECT_SETTINGS_BOOK
from xlcheck.steps.collect.inbox import Inbox, ReceivedFile
from xlcheck.steps.collect.register import Register
from xlcheck.steps.collect.room import too_many
from xlcheck.steps.desk.desk import Talk
from xlcheck.steps.verify.lodged import packed_differences

_SLIP = "收存单-"
_BETWEEN = re.compile(r"[、，,；;\s]+")
_HOSTS = 3
"""Names of hosts that a sentence lists."""
_NEVER = "9999"
"""Later than any arrival."""

_MOST_BESIDE = 16 << 20
"""Bytes of what comes with a slip and is kept with it; of a county's year it is some hundred thousand."""


@dataclass(frozen=True, slots=True)
class Reception:
    """An inbox that is taken in: where to, at what time, and which host is the superior's own."""

    register: Register
    inbox: Inbox
    now: datetime
    host: str

    def arrival(self, source: str) -> tuple[str, str]:
        """Return when a source arrived, and what that rests on: the own server's line, or that it is seen now."""
        at = received_by(self.inbox.mails.get(source), self.host)
        return (at.strftime(STAMP), BY_SERVER) if at and at <= self.now else (self.now.strftime(STAMP), BY_SIGHT)


def received_by(mail: MailHead | None, hosts: str) -> datetime | None:
    """Return when a host took a mail, by the topmost line if that is its own; ``None`` where it says nothing.

    Lines below the topmost one may have been there before the mail reached anybody who can be believed. ``hosts`` may
    be several names, or the end of them: a provider has many servers.
    """
    if mail is None or not _is_own(_taken_by(mail), hosts):
        return None
    return moment(mail.received[0].rpartition(";")[2])


def _taken_by(mail: MailHead) -> str:
    """Return the host that says in the topmost line that it took a mail; empty where none does."""
    words = mail.received[0].lower().replace(";", " ").split() if mail.received else []
    return words[words.index("by") + 1] if "by" in words[:-1] else ""


def _is_own(taken_by: str, host: str) -> bool:
    names = [name.removeprefix("*").strip(".") for name in _BETWEEN.split(host.lower())]
    return any(taken_by == name or taken_by.endswith(f".{name}") for name in names if name)


def host_doubts(reception: Reception) -> Iterator[Finding]:
    """Say which hosts took the mails of slips, where the settings name none of them: then no time is proven."""
    sources = {file.source for file in reception.inbox.files if is_slip_file(file.name)}
    mails = (mail for source, mail in reception.inbox.mails.items() if source in sources)
    hosts = Counter(filter(None, map(_taken_by, mails)))
    if not hosts or any(_is_own(name, reception.host) for name in hosts):
        return
    place, found = Place(COLLECT_SETTINGS_BOOK.filename), "、".join(name for name, _ in hosts.most_common(_HOSTS))
    if reception.host:
        yield finding("held.host-other", place, host=reception.host, found=found)
    else:
        yield finding("held.host-blank", place, found=found)


@dataclass(frozen=True, slots=True)
class _ArrivedSlip:
    """A slip, the file that it is, and the key that signed it; of what lies beside it nothing is known yet."""

    slip: FreezeSlip
    file: ReceivedFile
    key: str

    @property
    def identity(self) -> tuple[str, str]:
        """What is held once: a copy without the signature is not the slip that its bureau sent."""
        return slip_digest(self.slip), self.key


def take_in_slips(reception: Reception, state: WitnessState, talk: Talk) -> list[Finding]:
    """Keep and log the slips that are not held yet, in the order of their arrival; returns what is wrong."""
    held = {(event.digest, event.key): event.arrived for event in state.of_kind(SlipArrival)}
    files = [file for file in reception.inbox.files if is_slip_file(file.name)]
    crowded = too_many([file.source for file in files], "收存单")
    arrived, findings = list[_ArrivedSlip](), list(crowded.values())
    for file in [file for file in files if file.source not in crowded]:
        try:
            slip = _fit_slip(reception.inbox.kept[file.sha256])
        except XlcheckError as error:
            findings.append(
                finding(
                    "pack.slip", Place(file.source), reason=error.params.get("why") or error_text(error).rstrip("。")
                )
            )
            continue
        if slip.practice:
            findings.append(finding("pack.practice", Place(file.source)))
        else:
            arrived.append(_ArrivedSlip(slip, file, _signer(reception.inbox, file, slip)))
    arrived.sort(key=lambda one: (reception.arrival(one.file.source)[0], one.slip.frozen_at))
    new = dict[tuple[str, str], _ArrivedSlip]()
    for one in arrived:
        if reception.arrival(one.file.source)[0] < held.get(one.identity, _NEVER):
            new.setdefault(one.identity, one)  # a copy that came earlier than the one that is held counts from then
    for one in talk.each("收存“{}”", list(new.values()), lambda one: one.file.source):
        findings += _take_in_slip(reception, one)
    return findings


def _fit_slip(path: Path) -> FreezeSlip:
    """Read a slip; raises :class:`XlcheckError` where it is none, or where nobody can be answered by its name."""
    with path.open("rb") as stream:
        slip = slip_from_json(stream.read(4 * LONGEST + 1).decode("utf-8", "replace"))
    if not clean(slip.bureau) or personal_data(slip.bureau):
        raise XlcheckError("lodging.slip-unreadable", why="没有单位名称，或者名称里有个人号码")
    return slip


def _signer(inbox: Inbox, file: ReceivedFile, slip: FreezeSlip) -> str:
    """Return the fingerprint of the key that signed a slip, by the signature that came beside it."""
    return next(
        (
            key
            for name, path in _beside(inbox, file)
            if name == SIGNATURE_FILE and (key := signer_of(_beginning(path), OF_SLIP, slip_digest(slip)))
        ),
        "",
    )


def _beginning(path: Path) -> str:
    with path.open("rb") as stream:
        return stream.read(4 * SIGNATURE_LONGEST).decode("utf-8", "replace")


def is_slip_file(name: str) -> bool:
    """Say whether a file is a slip as a program reads it; those in a pack are not what was lodged."""
    path = PurePosixPath(name)
    return path.suffix == ".json" and _SLIP in path.name and "存档" not in path.parts


def _take_in_slip(reception: Reception, one: _ArrivedSlip) -> Iterator[Finding]:
    """Keep a slip with what came along; a log that is not the one that it names is not kept as such."""
    place, slip = Place(one.file.source), one.slip
    contents = _own_files(reception.inbox, one)
    if LODGED_LOG in contents and (wrong := next(packed_differences(contents, slip), None)):
        yield finding("pack.slip-differs", place, at=wrong.where, found=wrong.found, expected=wrong.expected)
        contents.pop(LODGED_LOG)
    whole = slip_digest(slip)
    arrived, basis = reception.arrival(one.file.source)
    event = SlipArrival(
        reception.now.strftime(STAMP),
        bureau=clean(slip.bureau),
        year=slip.year,
        number=slip.number,
        code=lodging_code(slip),
        digest=whole,
        key=one.key,
        arrived=arrived,
        basis=basis,
        file=reception.register.keep_zip(slip_stem(slip), contents),
    )
    reception.register.add([event])


def _own_files(inbox: Inbox, one: _ArrivedSlip) -> dict[str, bytes]:
    """Return what a freeze run sends with its slip, by name; the slip itself as it was read.

    Anything else that lies there is nobody's, and would be kept for ever.
    """
    own = {file.name for file in lodged_files(one.slip)} | {SIGNATURE_FILE}
    paths = {name: path for name, path in _beside(inbox, one.file) if name in own}
    if sum(path.stat().st_size for path in paths.values()) > _MOST_BESIDE:
        paths = {}
    contents = {name: path.read_bytes() for name, path in paths.items()}
    return contents | {slip_files(one.slip)[1].name: slip_json(one.slip).encode()}


def _beside(inbox: Inbox, slip: ReceivedFile) -> Iterator[tuple[str, Path]]:
    """Yield the files that came in the same mail or zip and folder as a slip, by their paths from there."""
    root = slip.name[: slip.name.rfind("/") + 1]
    for file in inbox.together_with(slip):
        if file.name.startswith(root):
            yield file.name.removeprefix(root), inbox.kept[file.sha256]
