"""全市汇总: which of many packs count, who has sent what, and who is late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from xlcheck.model import CityTotals, Finding, Pack, Place, ReportState, Unit, UnitReport, finding
from xlcheck.reading.folding import fold_title
from xlcheck.results.collect.owners import NOBODY


def year_of(packs: Iterable[Pack]) -> int:
    """Return the year of which most bureaus sent packs, the later one where several are; 0 where there is none."""
    counts = Counter(year for _, year in {(pack.region, pack.year) for pack in packs if pack.year})
    return max(counts, key=lambda year: (counts[year], year), default=0)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is held of packs, by the digests of their 上报单: which count, and whose each is.

    Of packs that are not whole nothing is held.
    """

    counting: Collection[str] = ()
    owners: Mapping[str, str] = field(default_factory=dict)

    def owner(self, pack: Pack) -> str:
        """Return the bureau that sent a pack."""
        return self.owners.get(pack.digest, pack.bureau)

    def is_of(self, unit: Unit, pack: Pack, *, shared: bool) -> bool:
        """Say whether a pack is a unit's: by its owner, else by its region, and its name where units share that."""
        owner = self.owners.get(pack.digest)
        if pack.region != unit.region or owner is not None:
            return pack.region == unit.region and owner == unit.bureau
        return not shared or fold_title(pack.bureau) == fold_title(unit.bureau)


_NOTHING_KNOWN = Standing()


def city_totals(
    packs: Sequence[Pack], units: Sequence[Unit], year: int, today: date, standing: Standing = _NOTHING_KNOWN
) -> CityTotals:
    """Sum up all packs for a year.

    ``units`` are those that are to report; without any, whoever has sent a whole pack stands for itself. Of several
    whole packs of one bureau that counts whose history is the longest; else the one with the highest number, then the
    one that was made last.
    """
    with_findings = [
        replace(pack, findings=(*pack.findings, *_refusals(pack, units, year, standing))) for pack in packs
    ]
    unfit = [pack for pack in with_findings if pack.findings]
    sound = [pack for pack in with_findings if not pack.findings]
    reports: list[UnitReport] = []
    notes: list[Finding] = []
    senders = units or _senders(sound, standing)
    shared = {region for region, count in Counter(unit.region for unit in senders).items() if count > 1}
    for unit in senders:
        sent = partial(standing.is_of, unit, shared=unit.region in shared)
        of_unit = list(filter(sent, sound))
        counting = [pack for pack in of_unit if pack.digest in standing.counting]
        counts = _that_counts(counting or of_unit) if of_unit else None
        remarks = (
            (*_explain_superseded(of_unit, counts), *_doubts(unit, counts, () if units else shared)) if counts else ()
        )
        notes += remarks
        sent_in_vain = any(map(sent, unfit))
        reports.append(UnitReport(unit, counts, _state(unit, counts, sent_in_vain, today), remarks))
    return CityTotals(year, tuple(reports), tuple(unfit), tuple(notes), bool(units))


def _refusals(pack: Pack, units: Sequence[Unit], year: int, standing: Standing) -> Iterator[Finding]:
    """Say what makes a pack unfit for this collection; nothing of one whose 上报单 could not be read."""
    if not pack.region:
        return
    place = Place(pack.source)
    if pack.practice:
        yield finding("pack.practice", place)
    if pack.year != year:
        yield finding("pack.year", place, found=pack.year, year=year)
    listed = "、".join(unit.bureau for unit in units if unit.region == pack.region)
    if units and not listed:
        yield finding("pack.unknown-unit", place, region=pack.region)
    elif other := unit_of_other_region(pack, units):
        yield finding(
            "pack.other-region", place, bureau=pack.bureau, region=pack.region, listed=listed, own=other.region
        )
    elif units and standing.owners.get(pack.digest) == NOBODY:
        yield finding("pack.which-unit", place, bureau=pack.bureau, region=pack.region, listed=listed)


def unit_of_other_region(pack: Pack, units: Iterable[Unit]) -> Unit | None:
    """Return the listed unit whose name a pack bears under the region of another one, which it must not accuse."""
    same = (unit for unit in units if fold_title(unit.bureau) == fold_title(pack.bureau))
    unit = next(same, None)
    return unit if unit is not None and unit.region != pack.region else None


def _senders(packs: Iterable[Pack], standing: Standing) -> list[Unit]:
    return [Unit(bureau, region) for region, bureau in sorted({(pack.region, standing.owner(pack)) for pack in packs})]


def _order(pack: Pack) -> tuple[int, str]:
    return pack.number, pack.made


def _that_counts(packs: Sequence[Pack]) -> Pack:
    """Return the last pack of a bureau, as it came first."""
    last = max(packs, key=_order)
    return min((pack for pack in packs if pack.digest == last.digest), key=_arrival)


def _arrival(pack: Pack) -> tuple[bool, str]:
    return pack.received is None, f"{pack.received or ''}"


def _explain_superseded(packs: Sequence[Pack], counts: Pack) -> Iterator[Finding]:
    """Say why the other packs of a bureau do not count."""
    for pack in packs:
        place = Place(pack.source)
        if pack is counts:
            continue
        if pack.digest == counts.digest:
            yield finding("pack.repeated", place, number=pack.number)
        elif pack.number == counts.number:
            yield finding("pack.same-number", place, number=pack.number, made=counts.made)
        else:
            yield finding("pack.replaced", place, number=pack.number, later=counts.number)


def _doubts(unit: Unit, pack: Pack, shared: Collection[str]) -> Iterator[Finding]:
    place = Place(pack.source)
    if unit.region in shared:
        yield finding("pack.shared-region", place, region=unit.region)
    if pack.bureau != unit.bureau:
        yield finding("pack.name-differs", place, bureau=pack.bureau, listed=unit.bureau)
    if _is_late(unit, pack):
        yield finding("pack.late", place, received=_day(pack), due=unit.due)


def _is_late(unit: Unit, pack: Pack) -> bool:
    return unit.due is not None and _day(pack) > unit.due.isoformat()


def _day(pack: Pack) -> str:
    """Return the day on which a pack came, or was made where no mail says when it came."""
    return f"{pack.received:%Y-%m-%d}" if pack.received else pack.made[:10]


def _state(unit: Unit, pack: Pack | None, sent_in_vain: bool, today: date) -> ReportState:
    if pack is not None:
        return ReportState.LATE if _is_late(unit, pack) else ReportState.SENT
    if sent_in_vain:
        return ReportState.REFUSED
    return ReportState.OVERDUE if unit.due is not None and today > unit.due else ReportState.WAITING
