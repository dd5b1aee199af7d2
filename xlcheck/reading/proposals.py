"""What a text most likely means, where it is none of the values allowed: never its opposite, never half of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches

from xlcheck.reading.folding import fold_title

_NEGATIONS = frozenset("未不非无没停暂禁止歇免拒否除失")
"""Signs that turn a value into another one, or its opposite."""
_SEVERAL = re.compile("[与和及或、,;/＋+]")
_MEANINGLESS = re.compile(r"[,。.;;:!、\s“”\"'()]+")
"""Signs without which a value is the same value: 发现问题，已责令改正."""
_LISTED = re.compile(r"(?P<one>[^()]+)\((?P<others>[^()]+)\)(?P<behind>[^()]*)")
_ENTITIES = "(?:企业|单位|户|状态|中)?"


def likely(text: str, allowed: Collection[str]) -> str:
    """Return the value that is most like a text; empty where none is, or where the text says less, more or no."""
    folded = _MEANINGLESS.sub("", fold_title(text))
    by_bare = {_MEANINGLESS.sub("", fold_title(value)): value for value in allowed}
    if folded in by_bare:
        return by_bare[folded]
    if sum(folded in value for value in by_bare) > 1:  # it may be any of them
        return ""
    close = next((value for value in get_close_matches(folded, list(by_bare), 3, 0.6) if _may_mean(folded, value)), "")
    return by_bare.get(close, "")


def _may_mean(text: str, value: str) -> bool:
    """Say whether a text can be a slip of the pen for a value."""
    same_signs = Counter(c for c in text if c in _NEGATIONS) == Counter(c for c in value if c in _NEGATIONS)
    holds_more = value in text or (_SEVERAL.search(text) is not None and _SEVERAL.search(value) is None)
    same_numbers = re.findall(r"[\dA-Za-z]+", text) == re.findall(r"[\dA-Za-z]+", value)
    return same_signs and not holds_more and same_numbers


def of_list(text: str, by_folded: Mapping[str, str]) -> str:
    """Return the one value that every word of ``存续（在营、开业）企业`` stands for; empty where they differ."""
    match = _LISTED.fullmatch(fold_title(text))
    if match is None or not re.fullmatch(_ENTITIES, match["behind"]):
        return ""
    words: Sequence[str] = [match["one"], *filter(None, re.split("[、,;/]", match["others"]))]
    values = {by_folded.get(word.upper(), "") for word in words}
    return values.pop() if len(values) == 1 else ""


def ticked(text: str) -> str:
    """Return the one word with a mark in a text of boxes, as ``是☑否□``; empty where there is none or several."""
    boxes = re.findall(r"([^☑☒✓✔√■□☐○●]+)([☑☒✓✔√■□☐○●])", fold_title(text))
    before = re.findall(r"([☑☒✓✔√■□☐○●])([^☑☒✓✔√■□☐○●]+)", fold_title(text))
    for pairs in (boxes, [(word, sign) for sign, word in before]):
        if len(pairs) > 1 and sum(len(word) + 1 for word, _ in pairs) == len(fold_title(text)):
            marked = [word for word, sign in pairs if sign in "☑✓✔√■●"]
            return marked[0] if len(marked) == 1 and not any(sign == "☒" for _, sign in pairs) else ""
    return ""
