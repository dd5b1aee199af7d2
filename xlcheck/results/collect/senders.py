"""Whose key signed what arrived: one key a bureau, confirmed by telephone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlcheck.model import Finding, Place, finding
from xlcheck.model.held import HeldPack, HeldSlip
from xlcheck.reading.fingerprint import in_groups


class Senders:
    """The keys of one bureau, as things of it arrive one after the other.

    Where keys were confirmed, these count, and ``former`` ones for what came until then; else the first that signed,
    but none that was confirmed as another bureau's: ``foreign`` has these, each with its owner.
    What came unsigned before the first signature is of a version that signs nothing yet, and counts.
    """

    def __init__(self, confirmed: frozenset[str], former: Mapping[str, str], foreign: Mapping[str, str]) -> None:
        self.confirmed = confirmed
        self.former = former
        self.foreign = foreign
        self.first = ""
        self.unsigned = 0

    def refuses(self, arrived: HeldSlip | HeldPack) -> Finding | None:
        """Return why something is set apart, or ``None``; what is taken tells which key the bureau has."""
        known = self.confirmed or frozenset(filter(None, (self.first,)))
        if arrived.key:
            known |= {key for key, until in self.former.items() if arrived.at <= until}
            if arrived.key not in known and (known or arrived.key in self.foreign):
                return self._strange(Place(name_of(arrived)), arrived.key, known)
            self.first = self.first or arrived.key
        elif self.first:
            return finding("held.key-none", Place(name_of(arrived)), known=in_groups(self.first))
        else:
            self.unsigned += 1
        return None

    def _strange(self, place: Place, key: str, known: frozenset[str]) -> Finding:
        """Say of a key that is not the bureau's whose it is, or which one is: confirmed, or nothing but the first."""
        shown, others = in_groups(key), "、".join(map(in_groups, sorted(known)))
        if key in self.foreign:
            return finding("held.key-foreign", place, key=shown, owner=self.foreign[key])
        if self.confirmed or not known.isdisjoint(self.former):
            return finding("held.key-other", place, key=shown, known=others)
        return finding("held.key-two", place, key=shown, known=others)

    def remarks(self, bureau: str) -> Iterator[Finding]:
        """Say that a key is to be confirmed, or that nothing is signed."""
        if self.first and self.first not in self.confirmed | self.former.keys():
            yield finding("held.key-new", Place(bureau), key=in_groups(self.first))
        elif self.unsigned and not self.first:
            yield finding("held.unsigned", Place(bureau), count=self.unsigned)


def name_of(arrived: HeldSlip | HeldPack) -> str:
    """Return how something that arrived is spoken of."""
    return arrived.name if isinstance(arrived, HeldSlip) else f"第{arrived.number}次上报（{arrived.made}）"
