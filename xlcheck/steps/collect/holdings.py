"""What is held of each bureau, read back from 收存登记: the log, the kept slips, and what the kept packs show."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from zipfile import ZipFile

from xlcheck.draws.codec import typed
from xlcheck.draws.lodging.mail_text import LODGED_LOG
from xlcheck.draws.lodging.receipt import BY_SERVER, slip_digest
from xlcheck.draws.lodging.slip import FreezeSlip, LodgedTask, slip_from_json
from xlcheck.draws.randomness.hours import closing
from xlcheck.journal.chain import line_digest
from xlcheck.journal.witness_events import (
    CodeArrival,
    Decision,
    KeyConfirmation,
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
from xlcheck.reading.folding import fold_title
from xlcheck.results.collect.owners import NOBODY, SentPack, owners_of
from xlcheck.steps.collect.arrivals import is_slip_file
from xlcheck.steps.collect.facts import FACTS_FORMAT
from xlcheck.steps.collect.pack_arrivals import kept_in
from xlcheck.steps.collect.register import PACKS, SLIPS, Register

_FOR_EVER = "9999"
_OFFSET = " +08:00"


def holdings_of(register: Register, state: WitnessState, units: Sequence[Unit], year: int) -> list[BureauHoldings]:
    """Return what is held of each bureau of a year: of those that are to report, else of whoever sent anything.

    Raises :class:`XlcheckError` ``collect.archive-changed`` where a kept file is not what was kept.
    """
    packs = [event for event in state.of_kind(PackArrival) if event.year == year]
    slips = _timed([event for event in state.of_kind(SlipArrival) if event.year == year])
    codes = list(_codes_of(register, state, year))
    names = [*(event.bureau for event in slips), *(event.bureau for event in codes)]
    owners = _Owners(units, list(state.of_kind(PackArrival)), names)
    bureaus = dict.fromkeys([unit.bureau for unit in units])
    bureaus |= dict.fromkeys([*map(owners.of_slip, slips), *map(owners.of_pack, packs), *map(owners.of_code, codes)])
    receipts = tuple(_receipts(state))
    accepted = tuple(Acceptance(event.what, event.reason, event.time) for event in state.of_kind(Decision))
    keys = {unit.bureau: frozenset(unit.keys) for unit in units}
    confirmed = {key: unit.bureau for unit in units for key in unit.keys}
    bureaus.pop(NOBODY, None)
    return [
        BureauHoldings(
            bureau,
            slips=tuple(held_slip(register, event) for event in slips if owners.of_slip(event) == bureau),
            codes=tuple(_code(event) for event in codes if owners.of_code(event) == bureau),
            packs=tuple(_pack(register, event) for event in packs if owners.of_pack(event) == bureau),
            keys=keys.get(bureau, frozenset()),
            receipts=receipts,
            accepted=accepted,
            listed=not units or bureau in keys,
            former=tuple(_former(state, bureau, keys.get(bureau, frozenset()))),
            foreign=tuple(one for one in confirmed.items() if one[0] not in keys.get(bureau, ())),
        )
        for bureau in bureaus
    ]


def _timed(slips: Sequence[SlipArrival]) -> list[SlipArrival]:
    """Leave out that a slip was seen, where the own server is known to have taken the same one before."""
    taken = {(event.digest, event.key) for event in slips if event.basis == BY_SERVER}
    return [event for event in slips if event.basis == BY_SERVER or (event.digest, event.key) not in taken]


def _former(state: WitnessState, bureau: str, keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys of a bureau that were confirmed and are in the list no more, and until when they count."""
    confirmed = [event for event in state.of_kind(KeyConfirmation) if event.bureau == bureau]
    until = max((event.time for event in confirmed if event.key in keys), default=_FOR_EVER)
    yield from ((event.key, until) for event in confirmed if event.key not in keys)


def _receipts(state: WitnessState) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield number and code of each receipt, and when its slip came: a copy, or its code, may have come before."""
    for given in state.of_kind(ReceiptGiven):
        times = [event.arrived for event in state.of_kind(SlipArrival) if event.digest == given.digest]
        times += [event.time for event in state.of_kind(CodeArrival) if event.code == given.code]
        yield given.number, given.code, tuple(sorted(set(times)))


def published_numbers(state: WitnessState) -> dict[str, str]:
    """Return the official numbers by the source's key; what was typed last counts."""
    return {event.source: event.numbers for event in state.of_kind(PublishedNumbers)}


def pack_owners(packs: Iterable[PackArrival], units: Sequence[Unit]) -> dict[str, str]:
    """Return the bureau of each pack by its digest, as :func:`owners_of`."""
    return owners_of([SentPack(event.digest, event.bureau, event.region, event.key) for event in packs], units)


class _Owners:
    """Whose a thing is that arrived: a pack as :func:`owners_of` has it, a slip or a code is that bureau's it names.

    Names are compared however they are spelled. One that is not in the list is that of the region whose packs use it,
    or of whoever has its key, so that nobody lodges under one name and reports under another.
    """

    def __init__(self, units: Sequence[Unit], packs: Sequence[PackArrival], others: Sequence[str]) -> None:
        self._names = {fold_title(unit.bureau): unit.bureau for unit in units}
        self._keys = {key: unit.bureau for unit in units for key in unit.keys}
        self._others: dict[str, str] = {}
        self._packs = pack_owners(packs, units)
        for pack in packs:
            owner = self.of_pack(pack)
            if owner == NOBODY:
                continue
            self._others.setdefault(fold_title(pack.bureau), owner)
            self._keys.setdefault(pack.key, owner)
        for bureau in others:
            self._others.setdefault(fold_title(bureau), bureau)

    def of_pack(self, event: PackArrival) -> str:
        """Return the name of the bureau of a pack, or that it is nobody's."""
        owner = self._packs[event.digest]
        return self._names.get(fold_title(owner), owner)

    def of_slip(self, event: SlipArrival) -> str:
        """Return the name of the bureau of a slip; of one that nobody knows its own."""
        by_key = self._keys.get(event.key, "") if event.key else ""
        return self._names.get(fold_title(event.bureau), by_key) or self._called(event.bureau)

    def of_code(self, event: CodeArrival) -> str:
        """Return the name of the bureau that told a code."""
        return self._called(event.bureau)

    def _called(self, bureau: str) -> str:
        name = fold_title(bureau)
        return self._names.get(name) or self._others[name]


def _codes_of(register: Register, state: WitnessState, year: int) -> Iterator[CodeArrival]:
    """Yield the codes of a year: those that its slips or packs know, else those told in it that no other year knows."""
    told = list(state.of_kind(CodeArrival))
    years: dict[str, set[int]] = {}
    for slip in state.of_kind(SlipArrival):
        years.setdefault(slip.code, set()).add(slip.year)
    for pack in state.of_kind(PackArrival) if told else ():
        for known in _facts(register, pack).slips:
            years.setdefault(known.code, set()).add(pack.year)
    yield from (one for one in told if year in years.get(one.code, {int(one.time[:4])}))


def _code(event: CodeArrival) -> HeldCode:
    return HeldCode(event.bureau, event.code, event.time)


def held_slip(register: Register, event: SlipArrival) -> HeldSlip:
    """Return a kept slip; raises as :func:`holdings_of`."""
    contents = _zip_contents(register.kept(SLIPS, event.file))
    slip = _slip_in(contents, event)
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
    return _slip_in(_zip_contents(register.kept(SLIPS, event.file)), event)


def _zip_contents(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as packed:  # our own, of which the digest was held against the log
        return {name: packed.read(name) for name in packed.namelist()}


def _slip_in(contents: Mapping[str, bytes], event: SlipArrival) -> FreezeSlip:
    """Return the slip that was logged."""
    slips = (slip_from_json(content.decode("utf-8")) for name, content in contents.items() if is_slip_file(name))
    return next(slip for slip in slips if slip_digest(slip) == event.digest)


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
        folder=kept_in(event),
        facts=_facts(register, event),
    )


def _facts(register: Register, event: PackArrival) -> PackFacts:
    document = json.loads(register.kept(PACKS, event.file).decode())
    if document["format"] != FACTS_FORMAT:
        raise XlcheckError("collect.archive-later", format=document["format"])
    facts = typed(PackFacts, document["facts"])
    assert isinstance(facts, PackFacts)
    return facts
