"""How much of a whole inbox is kept at a time: each mail may be just below what one mail may have."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from xlcheck.model import Finding, Place, finding

MOST_BYTES = 20 << 30
"""What may come out of all mails and zips together; of a city's year it is a few hundred megabytes."""
MOST_FILES = 200_000
"""Files of all of them together, each of which takes some of the memory."""
MOST_OF_A_SOURCE = 500
"""上报单, or slips, that one mail or zip may hold: somebody may have put those of a whole city into one."""
_SHARE = 0.75
"""Of what the disk has left."""


def too_many(sources: Iterable[str], what: str) -> dict[str, Finding]:
    """Return a finding for each source that holds more of something than anybody sends, given once for each of them."""
    reason = f"有超过 {MOST_OF_A_SOURCE} 份{what}"
    crowded = (source for source, count in Counter(sources).items() if count > MOST_OF_A_SOURCE)
    return {
        source: finding("pack.too-many", Place(source), name=PurePosixPath(source).name, reason=reason)
        for source in crowded
    }


class Room:
    """What may still come out of an inbox into a folder; what took most gives way."""

    def __init__(self, folder: Path) -> None:
        self.most_bytes = min(MOST_BYTES, int(shutil.disk_usage(folder).free * _SHARE))
        self._taken: dict[int, tuple[int, int]] = {}

    @property
    def words(self) -> str:
        """How much is too much."""
        return f"超过 {self.most_bytes >> 20} MB，或者超过 {MOST_FILES} 个文件"

    def take(self, number: int, into: Path) -> Iterator[int]:
        """Count what came out of a file into a folder; yields the numbers of those that must be thrown away for it."""
        sizes = [path.stat().st_size for path in into.iterdir()]
        self._taken[number] = sum(sizes), len(sizes) + 1
        while self._taken and self._share(*map(sum, zip(*self._taken.values(), strict=True))) > 1:
            largest = max(self._taken, key=lambda one: self._share(*self._taken[one]))
            del self._taken[largest]
            yield largest

    def _share(self, size: int, count: int) -> float:
        return max(size / max(self.most_bytes, 1), count / MOST_FILES)
