"""Whose a pack is: by region, and where several bureaus share one by the name, or else by the key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from xlcheck.model import Unit
from xlcheck.reading.folding import fold_title

NOBODY = ""
"""The owner of a pack from a listed region of which nobody can say whose it is."""


class SentPack(NamedTuple):
    """A pack as it arrived: ``digest`` of its 上报单, whose it says it is, and who signed it (empty: nobody)."""

    digest: str
    bureau: str
    region: str
    key: str


@dataclass(slots=True)
class _Sender:
    bureau: str
    names: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def may_have_sent(self, pack: SentPack) -> bool:
        """Say whether a pack may be of this sender: two names with two keys are two bureaus of one place."""
        unsigned = not (pack.key and self.keys)
        return unsigned or pack.key in self.keys or fold_title(pack.bureau) in self.names

    def learn(self, pack: SentPack) -> None:
        """Note under which name and with which key a sender has sent."""
        self.names.add(fold_title(pack.bureau))
        self.keys |= {pack.key} - {""}


def owners_of(packs: Iterable[SentPack], units: Sequence[Unit] = ()) -> dict[str, str]:
    """Return the bureau of each pack, by digest.

    Several bureaus of one region (of transport, of markets) are kept apart: the one must not be accused of the other's
    history. ``units`` are those that are to report; in their regions nobody else is anybody, and a pack that none of
    them is seen to have sent is :data:`NOBODY`'s. In other regions a bureau has its name as it was first written, with
    the region where two have it.
    """
    packs, listed = list(packs), {unit.region for unit in units}
    owners: dict[str, str] = {}
    for digest, owner in _listed_owners([pack for pack in packs if pack.region in listed], units):
        owners[digest] = owners.get(digest) or owner  # a copy without its signature may be nobody's
    return owners | _unlisted_owners([pack for pack in packs if pack.region not in listed])


def _listed_owners(packs: Sequence[SentPack], units: Sequence[Unit]) -> Iterator[tuple[str, str]]:
    """Yield digest and owner of packs from listed regions.

    Whoever bears a listed name comes first, whenever it came: a stranger of the same region takes nobody's place.
    """
    senders: dict[str, list[_Sender]] = {}
    names = {fold_title(unit.bureau): unit.region for unit in units}
    for unit in units:
        senders.setdefault(unit.region, []).append(_Sender(unit.bureau, {fold_title(unit.bureau)}, set(unit.keys)))
    named = [pack for pack in packs if fold_title(pack.bureau) in names]
    for pack in named:
        for sender in senders[pack.region]:
            if fold_title(pack.bureau) in sender.names:
                sender.learn(pack)
    for pack in packs:
        of_region = senders[pack.region]
        by_name = [one for one in of_region if fold_title(pack.bureau) in one.names]
        by_key = [one for one in of_region if pack.key in one.keys]
        is_strange = names.get(fold_title(pack.bureau), pack.region) != pack.region
        alone = [one for one in of_region if len(of_region) == 1 and not is_strange and one.may_have_sent(pack)]
        owner = next(iter((*by_name, *by_key, *alone)), None)
        yield pack.digest, owner.bureau if owner else NOBODY


def _unlisted_owners(packs: Sequence[SentPack]) -> dict[str, str]:
    """Return the owners where nobody said who is to report; who signs another name as before stays who it is."""
    senders: dict[str, list[_Sender]] = {}
    owners: dict[str, str] = {}
    taken: set[str] = set()
    for pack in packs:
        of_region = senders.setdefault(pack.region, [])
        sender = next((one for one in of_region if one.may_have_sent(pack)), None)
        if sender is None:
            name = pack.bureau if fold_title(pack.bureau) not in taken else f"{pack.bureau}（{pack.region}）"
            sender = _Sender(name)
            of_region.append(sender)
            taken.add(fold_title(name))
        sender.learn(pack)
        owners.setdefault(pack.digest, sender.bureau)
    return owners
