"""检查依据: the laws behind several items as one list, each law once with all its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LAW = re.compile(r"(《[^《》]+》)([^《》]*)")
_LAWS = re.compile(rf"(?:{_LAW.pattern})+")
_AROUND = re.compile(r"^[\s、，,。]+|[\s、，,。]*(?:以及|及|和|与)?[\s、，,。]*$")
"""What stands between one law and the next."""


def merged_basis(texts: Iterable[str]) -> str:
    """Merge ``《甲》第三条；《乙》`` and ``《甲》第五条`` into ``《甲》第三条、第五条；《乙》``.

    A law of which one item names an article stands with its articles only. A part that does not begin with a law
    stays as it is.
    """
    laws: dict[str, dict[str, None]] = {}
    for part in (part.strip() for text in texts for part in re.split(r"[；;\n]", text)):
        for law, articles in _LAW.findall(part) if _LAWS.fullmatch(part) else ((part, ""),):
            of_law = laws.setdefault(law, {})
            if articles := _AROUND.sub("", articles):
                of_law[articles] = None
    return "；".join(law + "、".join(articles) for law, articles in laws.items() if law)
