"""What is held of each bureau, read back from 收存登记: the log, the kept slips, and what the kept packs show."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from xlcheck.draws.codec import typed
from xlcheck.draws.lodging.mail_text import LODGED_LOG
from xlcheck.draws.lodging.slip import FreezeSlip, LodgedTask, slip_from_json
from xlcheck.draws.randomness.hours import closing
from xlcheck.journal.chain import line_digest
from xlcheck.journal.witness_events import (
    CodeArrival,
    Decision,
    PackArrival,
    PublishedNumbers,
    ReceiptGiven,
    SlipArrival,
    WitnessState,
)
from xlcheck.model import Unit, XlcheckError
from xlcheck.model.held import (
    Acceptance,
    BureauHoldings,
    FixedDraw,
    HeldCode,
    HeldPack,
    HeldSlip,
    PackFacts,
)
from xlcheck.steps.collect.arrivals import FACTS_FORMAT, is_slip_file
from xlcheck.steps.collect.register import PACKS, SLIPS, Register

_OFFSET = " +08:00"


def holdings_of(register: Register, state: WitnessState, units: Sequence[Unit], year: int) -> list[BureauHoldings]:
    """Return what is held of each bureau of a year: of those that are to report, else of whoever sent anything.

    Raises :class:`XlcheckError` ``collect.archive-changed`` where a kept file is not what was kept.
    """
    packs = [event for event in state.of_kind(PackArrival) if event.year == year]
    slips = [event for event in state.slips if event.year == year]
    codes = list(state.of_kind(CodeArrival))
    name = _names(units, packs)
    senders = [event.bureau for events in (slips, packs, codes) for event in events]
    bureaus = dict.fromkeys([*(unit.bureau for unit in units), *map(name, senders)])
    receipts = tuple((event.number, event.code) for event in state.of_kind(ReceiptGiven))
    accepted = tuple(Acceptance(event.what, event.reason, event.time) for event in state.of_kind(Decision))
    keys = {unit.bureau: frozenset(unit.keys) for unit in units}
    return [
        BureauHoldings(
            bureau,
            slips=tuple(held_slip(register, event) for event in slips if name(event.bureau) == bureau),
            codes=tuple(
                _code(event) for event in codes if name(event.bureau) == bureau and event.time[:4] == str(year)
            ),
            packs=tuple(_pack(register, event) for event in packs if name(event.bureau) == bureau),
            keys=keys.get(bureau, frozenset()),
            receipts=receipts,
            accepted=accepted,
        )
        for bureau in bureaus
    ]


def published_numbers(state: WitnessState) -> dict[str, str]:
    """Return the official numbers by the source's key; what was typed last counts."""
    return {event.source: event.numbers for event in state.of_kind(PublishedNumbers)}


def _names(units: Iterable[Unit], packs: Iterable[PackArrival]) -> Callable[[str], str]:
    """Return what gives a bureau the name of the list, which finds a pack by its region and not by its name."""
    listed = {unit.region: unit.bureau for unit in units}
    known = {event.bureau: listed[event.region] for event in packs if event.region in listed}
    return lambda bureau: known.get(bureau, bureau)


def _code(event: CodeArrival) -> HeldCode:
    return HeldCode(event.bureau, event.code, event.time)


def held_slip(register: Register, event: SlipArrival) -> HeldSlip:
    """Return a kept slip; raises as :func:`holdings_of`."""
    contents = _zip_contents(register.kept(SLIPS, event.file))
    slip = _slip_in(contents.items())
    lines = contents.get(LODGED_LOG, b"").decode("utf-8", "surrogateescape").removesuffix("\n").split("\n")
    return HeldSlip(
        name=f"第{event.number}号收存单（{event.arrived}收到）",
        bureau=event.bureau,
        key=event.key,
        at=event.arrived,
        basis=event.basis,
        code=event.code,
        digest=event.digest,
        frozen_at=slip.frozen_at.removesuffix(_OFFSET),
        lines=tuple(map(line_digest, lines)) if LODGED_LOG in contents else (),
        fixed=tuple(_fixed(slip, task) for task in slip.tasks),
    )


def kept_slip(register: Register, event: SlipArrival) -> FreezeSlip:
    """Return a slip as it arrived; raises as :func:`holdings_of`."""
    return _slip_in(_zip_contents(register.kept(SLIPS, event.file)).items())


def _zip_contents(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as packed:  # our own, of which the digest was held against the log
        return {name: packed.read(name) for name in packed.namelist()}


def _slip_in(files: Iterable[tuple[str, bytes]]) -> FreezeSlip:
    texts: Iterator[str] = (content.decode("utf-8", "replace") for name, content in files if is_slip_file(name))
    return slip_from_json(next(texts))


def _fixed(slip: FreezeSlip, task: LodgedTask) -> FixedDraw:
    return FixedDraw(
        mark=f"{task.plan_no}#{task.attempt}",
        task_no=task.task_no,
        frame=task.frame,
        inspectors=task.inspectors,
        rules=task.rules,
        source=slip.source_key,
        source_name=slip.source_name,
        day=str(slip.draw_day or ""),
        closes=closing(slip.draw_day) if slip.draw_day else "",
    )


def _pack(register: Register, event: PackArrival) -> HeldPack:
    return HeldPack(
        digest=event.digest,
        bureau=event.bureau,
        region=event.region,
        year=event.year,
        number=event.number,
        made=event.made,
        key=event.key,
        at=event.arrived,
        facts=_facts(register, event),
    )


def _facts(register: Register, event: PackArrival) -> PackFacts:
    document = json.loads(register.kept(PACKS, event.file).decode())
    if document["format"] != FACTS_FORMAT:
        raise XlcheckError("collect.archive-later", format=document["format"])
    facts = typed(PackFacts, document["facts"])
    assert isinstance(facts, PackFacts)
    return facts
