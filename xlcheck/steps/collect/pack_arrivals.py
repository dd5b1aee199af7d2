"""Whole packs that arrived anew are verified and taken into 收存登记, each with the time at which it came."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from xlcheck.draws.codec import hex_hash
from xlcheck.journal.witness_events import PackArrival, WitnessState
from xlcheck.model import Finding, Pack, Place
from xlcheck.reading.stamps import STAMP
from xlcheck.schema.outputs.send import DISPATCH_BOOK, UNLISTED_FILES
from xlcheck.steps.collect.arrivals import Reception
from xlcheck.steps.collect.inbox import Inbox
from xlcheck.steps.collect.outside import PackReader, unread
from xlcheck.steps.desk.desk import Talk
from xlcheck.steps.desk.files import digest
from xlcheck.worker.refused import UnpackError

_WHOLE = "报送的材料"
_SHORT = 12
"""Signs of a digest in the name of a kept file."""


def take_in_packs(
    reception: Reception, state: WitnessState, packs: Iterable[Pack], reader: PackReader, talk: Talk
) -> dict[str, Finding]:
    """Verify, keep and log the packs that are not held yet, in the order of their arrival.

    Returns why some could not be verified or kept, by the digest of 上报单.

    A pack is held once with the same lists and signature: a copy that lacks them is not what its bureau sent.
    """
    held = {kept_in(event) for event in state.of_kind(PackArrival)}
    ordered = sorted(packs, key=lambda pack: (reception.arrival(pack.source)[0], pack.made, pack.number))
    new = dict[str, tuple[Pack, Mapping[str, Path]]]()
    for pack in ordered:
        files: Mapping[str, Path] = dict(_files_of(reception.inbox, pack))
        name = _pack_name(pack, files)
        if name not in held:
            new.setdefault(name, (pack, files))
    refused: dict[str, Finding] = {}
    for name in talk.each("核验“{}”", list(new), lambda name: new[name][0].source):
        pack, files = new[name]
        try:
            _take_in_pack(reception, name, pack, files, reader)
        except UnpackError as error:
            refused[pack.digest] = unread(Place(pack.source), _WHOLE, error)
    return refused


def _take_in_pack(reception: Reception, name: str, pack: Pack, files: Mapping[str, Path], reader: PackReader) -> None:
    """Keep a pack, and what it shows; nothing of one that cannot be written or verified: raises ``UnpackError``."""
    try:
        folder = reception.register.keep_pack(name, files)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise UnpackError(error.strerror or "", "pack.unread") from None
    try:
        facts, key = reader.facts(folder)
    except UnpackError:
        shutil.rmtree(folder)
        raise
    event = PackArrival(
        reception.now.strftime(STAMP),
        bureau=pack.bureau,
        region=pack.region,
        year=pack.year,
        number=pack.number,
        made=pack.made,
        digest=pack.digest,
        key=key,
        arrived=reception.arrival(pack.source)[0],
        file=reception.register.keep_text(f"{name}.json", facts),
    )
    reception.register.add([event])


def kept_in(event: PackArrival) -> str:
    """Return the name of the folder in which a pack is kept."""
    return event.file.rpartition(" ")[0].removesuffix(".json")


def _pack_name(pack: Pack, files: Mapping[str, Path]) -> str:
    """Return how a kept pack is called; what the sender wrote is in it as letters and digits alone."""
    plain_region = "".join(sign for sign in pack.region if sign.isalnum())[:20]
    whole = hex_hash("".join(f"{digest(files[name])}  {name}\n" for name in sorted(files)))
    return f"{plain_region}-{pack.year}-第{pack.number}次-{whole[:_SHORT]}"


def _files_of(inbox: Inbox, pack: Pack) -> Iterator[tuple[str, Path]]:
    """Yield the files of a pack by their paths in it: those listed, 上报单 itself, and its lists and signature."""
    yield from ((file.file, inbox.kept[file.sha256]) for file in pack.files)
    yield DISPATCH_BOOK.filename, inbox.kept[pack.digest]
    form = next(file for file in inbox.files if file.sha256 == pack.digest)
    for name in UNLISTED_FILES:
        found = inbox.named(PurePosixPath(form.name).with_name(name).as_posix())
        own = [file for file in found if file.source == pack.source]
        yield from ((name, inbox.kept[file.sha256]) for file in (own or found)[:1])
