"""What arrived anew is taken into 收存登记: slips and whole packs, each with the time at which it came."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from xlcheck.draws.codec import canonical_json, plain
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.mail_text import LODGED_LOG, slip_stem
from xlcheck.draws.lodging.receipt import BY_SERVER, BY_SIGHT, slip_digest
from xlcheck.draws.lodging.signed import OF_SLIP, SIGNATURE_FILE, signer_of
from xlcheck.draws.lodging.slip import FreezeSlip, slip_from_json
from xlcheck.journal.witness_events import PackArrival, SlipArrival, WitnessState
from xlcheck.mail.head import MailHead, moment
from xlcheck.messages import error_text
from xlcheck.model import Finding, Pack, Place, XlcheckError, finding
from xlcheck.schema.outputs.send import DIGESTS, DIGESTS_SM3, DISPATCH_BOOK
from xlcheck.schema.outputs.witness import COLLECT_SETTINGS_BOOK
from xlcheck.steps.collect.facts import facts_of
from xlcheck.steps.collect.inbox import Inbox, ReceivedFile
from xlcheck.steps.collect.register import Register
from xlcheck.steps.collect.replies import in_name
from xlcheck.steps.desk.desk import STAMP, Talk
from xlcheck.steps.verify.lodged import packed_differences
from xlcheck.steps.verify.pack import pack_signer

FACTS_FORMAT = "xlcheck-held/1"
"""The format of what is kept of a verified pack."""

_SLIP = "收存单-"
_BETWEEN = re.compile(r"[、，,；;\s]+")
_HOSTS = 3
"""Names of hosts that a sentence lists."""
_LISTS = (DIGESTS, DIGESTS_SM3, SIGNATURE_FILE)
_SHORT = 12
"""Signs of a digest in the name of a kept file."""


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


def received_by(mail: MailHead | None, host: str) -> datetime | None:
    """Return when a host took a mail, by the topmost line if that is its own; ``None`` where it says nothing.

    Lines below the topmost one may have been there before the mail reached anybody who can be believed. ``host`` may be
    several names, or the end of them: a provider has many servers.
    """
    if mail is None or not _is_own(_taken_by(mail), host):
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
    """A slip among the files of a source, and the folder in which it lies there."""

    slip: FreezeSlip
    source: str
    root: PurePosixPath


def take_in_slips(reception: Reception, state: WitnessState, talk: Talk) -> list[Finding]:
    """Keep and log the slips that are not held yet, in the order of their arrival; returns what is wrong."""
    known, unproven = {event.digest for event in state.slips}, _unproven(state)
    arrived, findings = [], list[Finding]()
    for file in [file for file in reception.inbox.files if is_slip_file(file.name)]:
        try:
            slip = slip_from_json(reception.inbox.kept[file.sha256].read_bytes().decode("utf-8", "replace"))
        except XlcheckError as error:
            findings.append(finding("pack.slip", Place(file.source), reason=error_text(error).rstrip("。")))
            continue
        if slip.practice:
            findings.append(finding("pack.practice", Place(file.source)))
        elif event := unproven.get(slip_digest(slip)):
            unproven[event.digest] = _proven(reception, event, file.source)
        elif slip_digest(slip) not in known:
            known.add(slip_digest(slip))
            arrived.append(_ArrivedSlip(slip, file.source, PurePosixPath(file.name).parent))
    arrived.sort(key=lambda one: (reception.arrival(one.source)[0], one.slip.frozen_at))
    for one in talk.each("收存“{}”", arrived, lambda one: one.source):
        findings += _take_in_slip(reception, one)
    return findings


def _unproven(state: WitnessState) -> dict[str, SlipArrival]:
    """Return the slips of which only is known when they were seen first, and which nobody was told in a receipt."""
    return {e.digest: e for e in state.slips if e.basis == BY_SIGHT and e.digest not in state.answered}


def _proven(reception: Reception, event: SlipArrival, source: str) -> SlipArrival:
    """Note the time at which the own server took a slip, once the settings name that server; returns what counts."""
    arrived, basis = reception.arrival(source)
    if basis != BY_SERVER or arrived >= event.arrived:
        return event
    proven = replace(event, time=reception.now.strftime(STAMP), arrived=arrived, basis=basis)
    reception.register.add([proven])
    return proven


def is_slip_file(name: str) -> bool:
    """Say whether a file is a slip as a program reads it; those in a pack are not what was lodged."""
    path = PurePosixPath(name)
    return path.suffix == ".json" and _SLIP in path.name and "存档" not in path.parts


def _take_in_slip(reception: Reception, one: _ArrivedSlip) -> Iterator[Finding]:
    """Keep a slip with what came along; a log that is not the one that it names is not kept as such."""
    contents = dict(_beside(reception.inbox, one.source, one.root))
    texts = {name: content.decode("utf-8", "replace") for name, content in contents.items()}
    if LODGED_LOG in contents and (wrong := next(packed_differences(contents, one.slip), None)):
        place = Place(one.source)
        yield finding("pack.slip-differs", place, at=wrong.where, found=wrong.found, expected=wrong.expected)
        contents.pop(LODGED_LOG)
    digest = slip_digest(one.slip)
    arrived, basis = reception.arrival(one.source)
    event = SlipArrival(
        reception.now.strftime(STAMP),
        bureau=one.slip.bureau,
        year=one.slip.year,
        number=one.slip.number,
        code=lodging_code(one.slip),
        digest=digest,
        key=signer_of(texts.get(SIGNATURE_FILE, ""), OF_SLIP, digest),
        arrived=arrived,
        basis=basis,
        file=reception.register.keep_zip(
            f"{in_name(one.slip.bureau)}-{slip_stem(one.slip)}-{digest[:_SHORT]}.zip", contents
        ),
    )
    reception.register.add([event])


def _beside(inbox: Inbox, source: str, root: PurePosixPath) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a source that lie with a slip, by their paths from there."""
    for file in inbox.files:
        path = PurePosixPath(file.name)
        if file.source == source and path.is_relative_to(root):
            yield path.relative_to(root).as_posix(), inbox.kept[file.sha256].read_bytes()


def take_in_packs(reception: Reception, state: WitnessState, packs: Iterable[Pack], talk: Talk) -> None:
    """Verify, keep and log the packs that are not held yet, in the order of their arrival."""
    known = {event.digest for event in state.of_kind(PackArrival)}
    new = {pack.digest: pack for pack in packs if pack.digest not in known}
    ordered = sorted(new.values(), key=lambda pack: (reception.arrival(pack.source)[0], pack.made, pack.number))
    for pack in talk.each("核验“{}”", ordered, lambda pack: pack.source):
        _take_in_pack(reception, pack)


def _take_in_pack(reception: Reception, pack: Pack) -> None:
    name = pack_name(pack.region, pack.year, pack.number, pack.digest)
    folder = reception.register.keep_pack(name, dict(_files_of(reception.inbox, pack)))
    facts = canonical_json({"format": FACTS_FORMAT, "facts": plain(facts_of(folder))})
    event = PackArrival(
        reception.now.strftime(STAMP),
        bureau=pack.bureau,
        region=pack.region,
        year=pack.year,
        number=pack.number,
        made=pack.made,
        digest=pack.digest,
        key=pack_signer(folder),
        arrived=reception.arrival(pack.source)[0],
        file=reception.register.keep_text(f"{name}.json", facts),
    )
    reception.register.add([event])


def pack_name(region: str, year: int, number: int, digest: str) -> str:
    """Return how a kept pack is called; what the sender wrote is in it as letters and digits alone."""
    plain_region = "".join(sign for sign in region if sign.isalnum())[:20]
    return f"{plain_region}-{year}-第{number}次-{digest[:_SHORT]}"


def _files_of(inbox: Inbox, pack: Pack) -> Iterator[tuple[str, Path]]:
    """Yield the files of a pack by their paths in it: those listed, 上报单 itself, and its lists and signature."""
    yield from ((file.file, inbox.kept[file.sha256]) for file in pack.files)
    yield DISPATCH_BOOK.filename, inbox.kept[pack.digest]
    root = next(PurePosixPath(f.name).parent for f in inbox.files if f.sha256 == pack.digest)
    yield from ((PurePosixPath(f.name).name, inbox.kept[f.sha256]) for f in _lists_beside(inbox.files, pack, root))


def _lists_beside(files: Sequence[ReceivedFile], pack: Pack, root: PurePosixPath) -> Iterator[ReceivedFile]:
    for name in _LISTS:
        found = [f for f in files if f.name == (root / name).as_posix()]
        yield from [f for f in found if f.source == pack.source][:1] or found[:1]
