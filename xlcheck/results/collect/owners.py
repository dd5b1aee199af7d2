"""Whose a pack is where nobody said who is to report: by region, and within one by the key or else the name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from xlcheck.reading.folding import fold_title


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


def owners_of(packs: Iterable[SentPack]) -> dict[str, str]:
    """Return the bureau of each pack, by digest: its name as it was first written, with its region where two have it.

    Several bureaus of one region (of transport, of markets) are kept apart: the one must not be accused of the other's
    history. Whoever only changes a name, and signs as before, stays who it is.
    """
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
        sender.names.add(fold_title(pack.bureau))
        sender.keys |= {pack.key} - {""}
        owners.setdefault(pack.digest, sender.bureau)
    return owners
