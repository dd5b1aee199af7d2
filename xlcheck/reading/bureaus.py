"""Names of offices in a text: the bureau's own in whatever form, its places, and others'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xlcheck.model import Settings
from xlcheck.reading.folding import fold_title
from xlcheck.reading.trades import TRADES

_PLACES = re.compile(r"(.{1,6}?(?:省|自治区|自治州|市|州(?![市区县])|盟|区|县|旗))")
"""A place; 朔州市 and 通州区 are one each."""
_OFFICE = "(?:局|委员会|大队|支队|中心)"
_NAMED = re.compile(
    rf"(?:(?P<behind>年度?)|^)[\s\d《“]*(?:关于)?(?:印发|对|由|在)?[\s\d《“]*(?P<name>[^年,，。、；;：:]*?{_OFFICE})"
)
"""The office that a text names first, at its beginning or behind a year."""
_SELF = re.compile(rf"[我本](?:省|市|区|县|旗)?(?:单位|部门|{_OFFICE})|[省市区县旗]局")
_PLACED = re.compile("[省市州盟区县旗]")


def places_of(settings: Settings) -> tuple[str, ...]:
    """Return the names of the bureau's own place, the longest first: 示例市示例区, 示例区, 示例, 示例市."""
    names: set[str] = set()
    for name in _own_names(settings):
        parts = _parts(name)
        names |= {
            "".join(parts[first:last]) for first in range(len(parts)) for last in range(first + 1, len(parts) + 1)
        }
    bare = {re.sub("(?:省|市|区|县|旗)$", "", name) for name in names}
    return tuple(sorted({name for name in names | bare if len(name) > 1}, key=lambda name: (-len(name), name)))


def whole_area(settings: Settings) -> str:
    """Return how the bureau's texts call all of its district: 全区, 全县, 全市; 辖区内 where its name does not tell."""
    names = places_of(settings)
    last = names[0][-1] if names else ""
    return f"全{last}" if last and last in "区县市旗" else "辖区内"


def _parts(name: str) -> list[str]:
    """Return the places with which a bureau's name begins, the widest first."""
    parts, at = [], 0
    while (match := _PLACES.match(name, at)) and match.end() < len(name):
        parts.append(match[0])
        at = match.end()
    return parts


def area_of(settings: Settings) -> str:
    """Return the bureau's own district, county or city, as its name has it; empty where it has none."""
    return next((parts[-1] for parts in map(_parts, _own_names(settings)) if parts), "")


def city_of(settings: Settings) -> str:
    """Return the city or prefecture to which the bureau belongs, by its name or that of its superior."""
    names = (*_own_names(settings), fold_title(settings.superior))
    cities = (part for name in names for part in _parts(name) if part.endswith(("市", "州", "盟")))
    return next(cities, "")


def _own_names(settings: Settings) -> tuple[str, ...]:
    return fold_title(settings.bureau), fold_title(settings.short_name)


def is_own(name: str, settings: Settings) -> bool:
    """Say whether an office's name is the bureau's own: in full, without its city or district, or 我局.

    Words before the name are no part of it: 关于示例区交通运输局.
    """
    folded = fold_title(name)
    own = _own_names(settings)
    if _SELF.fullmatch(folded) or any(full.endswith(folded) for full in own):
        return True
    if any(_PLACED.search(full) and folded.endswith(full) for full in own):
        return True
    return any(
        folded.startswith(place) and _is_short_for(folded.removeprefix(place), full) for place, full in _tails(own)
    )


def _tails(own: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each name of places with which the bureau's name may begin, or none, and what of it stands behind them."""
    for full in own:
        parts = _parts(full)
        rest = full[sum(map(len, parts)) :]
        yield from (("".join(parts[first:]), rest) for first in range(len(parts) + 1))
        yield from ((part[-1], rest) for part in parts[-1:])


def _is_short_for(name: str, full: str) -> bool:
    """Say whether an office's name without its place is the short form of another: 交通局 of 交通运输局."""
    stem, whole = name.removesuffix("局"), full.removesuffix("局")
    if stem == name or whole == full or len(stem) < 2 or stem[0] != whole[0]:
        return False
    signs = iter(whole)
    return all(sign in signs for sign in stem)


def foreign_bureau(text: str, settings: Settings) -> tuple[int, int] | None:
    """Return where a text names another office than the bureau, first and last place; ``None`` where it names none.

    What a text begins with is one only where it is a 局 or a 委员会; a 中心 where its name has a place.
    """
    match = _NAMED.search(text)
    if match is None or is_own(match["name"], settings):
        return None
    name = fold_title(match["name"])
    doubtful = name.endswith("中心") or (match["behind"] is None and not name.endswith(("局", "委员会")))
    return None if doubtful and not _PLACED.search(name) else match.span("name")


def other_office(employer: str, settings: Settings) -> bool:
    """Say whether an employer is an office of another trade: 示例区应急管理局, where the bureau is not it.

    An office whose trade is not known may be one below the bureau, as 道路运输管理局 is.
    """
    folded = fold_title(employer)
    trades = _OFFICES.findall(folded)
    return bool(trades) and not is_own(employer, settings) and not any(t in fold_title(settings.bureau) for t in trades)


_OWN_TRADES = frozenset({"交通", "交通运输", "交通运管", "公路", "综合执法"})
"""Trades whose offices may be below a bureau of transport."""
_OFFICES = re.compile(
    f"({'|'.join(sorted(TRADES - _OWN_TRADES, key=len, reverse=True))})(?:厅|局|委员会|委|部门|分局|支队|大队)"
)
