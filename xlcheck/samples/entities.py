"""The invented 检查对象名录库: 582 entities at scale 1, with the irregular ones that a real list has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from xlcheck.model import FOREVER
from xlcheck.samples.names import address, credit_code, mark, phone, town
from xlcheck.samples.settings_2021 import REGION
from xlcheck.samples.trades import LAPSED, LAPSING, NEW, SOUND, TRADES, Trade
from xlcheck.schema.inputs import ENTITIES
from xlcheck.schema.table import RowCells

_REMARKS = {"停业": "自行停业", "歇业": "长期未经营", "注销": "营业执照已注销", "迁出": "已迁往区外"}
_PREFIXES = ("示例", "平鲁区示例", "朔州示例")
_GRADES, _GRADE_WEIGHTS = ("A", "B", "C", "D"), (60, 25, 10, 5)


def entities(seed: int = 2021, scale: int = 1, year: int = 2021) -> list[RowCells]:
    """Return all rows of the registry; category by category, as lists are kept."""
    return list(each_entity(seed, scale, year))


def each_entity(seed: int = 2021, scale: int = 1, year: int = 2021) -> Iterator[RowCells]:
    """Iterate over the same rows, for lists that should not be held in memory twice."""
    number = 0
    for trade in TRADES:
        rng = Random(f"{seed}|{trade.category}")
        start = rng.randrange(900)
        for n, lot in enumerate(_lots(trade, scale, rng)):
            number += 1
            yield _entity(trade, number, start + n, lot, year, rng)


def _lots(trade: Trade, scale: int, rng: Random) -> list[str]:
    """Say which entity of a trade has which lot: exact numbers, in random order."""
    lots = [lot for lot, count in trade.lots for _ in range(count * scale)]
    lots += [SOUND] * (trade.count * scale - len(lots))
    rng.shuffle(lots)
    return lots


def _entity(trade: Trade, number: int, name_no: int, lot: str, year: int, rng: Random) -> RowCells:
    shop = rng.random() < trade.shop_share
    founded = _founded(lot, year, rng)
    licence, licensed_on, licence_to = _licence(trade, number, lot, founded, year, rng)
    person = f"示例某{number:03d}"
    return {
        ENTITIES.no: number,
        ENTITIES.name: rng.choice(_PREFIXES) + mark(name_no) + rng.choice(trade.shops if shop else trade.endings),
        ENTITIES.code: credit_code(number, shop),
        ENTITIES.category: trade.category,
        ENTITIES.licence: licence,
        ENTITIES.licensed_on: licensed_on,
        ENTITIES.licence_to: licence_to,
        ENTITIES.founded: founded,
        ENTITIES.legal_person: person,
        ENTITIES.address: address(number),
        ENTITIES.town: town(number),
        ENTITIES.contact: person if shop else f"示例联络{number:03d}",
        ENTITIES.phone: phone(number) if rng.random() < 0.9 else "",
        ENTITIES.business: trade.business,
        ENTITIES.status: lot if lot in _REMARKS else "营业",
        ENTITIES.grade: rng.choices(_GRADES, _GRADE_WEIGHTS)[0],
        ENTITIES.last_drawn: _last_drawn(founded, year, rng),
        ENTITIES.remark: _REMARKS.get(lot, ""),
    }


def _founded(lot: str, year: int, rng: Random) -> date:
    if lot == NEW:
        return _between(date(year, 1, 5), date(year, 10, 31), rng)
    last = year - 9 if lot in (LAPSED, LAPSING) else year - 1
    return _between(date(year - 20, 1, 1), date(last, 11, 30), rng)


def _licence(trade: Trade, n: int, lot: str, founded: date, year: int, rng: Random) -> tuple[str, date, date]:
    """Return number, first and last day; a sound licence was granted before the year and outlives it."""
    licence = trade.licence.format(region=REGION, n=n)
    if lot in (LAPSED, LAPSING):
        end = _between(*_lapse(lot, year), rng)
        return licence, _years_on(end, -trade.term) + timedelta(1), end
    if founded.year >= trade.filed_from:
        return trade.filing.format(region=REGION, n=n), founded + timedelta(rng.randint(5, 30)), FOREVER
    earliest = max(founded + timedelta(5), date(year - trade.term + 1, 1, 2))
    granted = _between(earliest, max(earliest + timedelta(25), date(year - 1, 12, 31)), rng)
    return licence, granted, _years_on(granted, trade.term) - timedelta(1)


def _lapse(lot: str, year: int) -> tuple[date, date]:
    """Return the days between which the licence of such an entity ends."""
    if lot == LAPSED:
        return date(year - 1, 1, 1), date(year - 1, 12, 20)
    return date(year, 2, 15), date(year, 11, 15)


def _last_drawn(founded: date, year: int, rng: Random) -> date | None:
    """Return for one entity in seven a weekday of the two years before."""
    if founded.year >= year - 2 or rng.random() >= 0.15:
        return None
    drawn = _between(date(year - 2, 1, 8), date(year - 1, 12, 20), rng)
    return drawn - timedelta(max(0, drawn.weekday() - 4))


def _between(first: date, last: date, rng: Random) -> date:
    return date.fromordinal(rng.randint(first.toordinal(), last.toordinal()))


def _years_on(day: date, years: int) -> date:
    """Return the same day some years on; 29 February becomes the 28th."""
    return date(day.year + years, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
