"""What a text most likely means, where it is none of the values allowed: never its opposite, never half of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from itertools import pairwise

from xlcheck.reading.folding import fold_title

_TURNING = frozenset(
    "未不非无没停暂禁止歇免拒否除失待拟将应须需可曾勿撤取消解终难疑嫌请备复原假反缺欠少虚逾限再另半外避防准前过"
)
"""Signs that turn a value into another one, its opposite, or what is yet to be."""
_HARMLESS = frozenset("的了已经")
_SEVERAL = re.compile("[与和及或、,;/＋+]")
_MEANINGLESS = re.compile(r"[,。.;;:!、\s“”\"'()]+")
"""Signs without which a value is the same value: 发现问题，已责令改正."""
_LISTED = re.compile(r"(?P<one>[^()]+)\((?P<others>[^()]+)\)(?P<behind>[^()]*)")
_BOXES = re.compile("([☑☒✓✔√■□☐○●])")
_LONG = 6
"""Signs from which on a value may be meant by a text that begins with another sign."""
_LONGEST = 60
"""Signs from which on a text is no slip of the pen for a value."""
_ENTITIES = "(?:企业|单位|户|状态|中)?"


def likely(text: str, allowed: Collection[str]) -> str:
    """Return the value that is most like a text; empty where none is, or where the text says less, more or no."""
    folded = _MEANINGLESS.sub("", fold_title(text))
    by_bare = {_MEANINGLESS.sub("", fold_title(value)): value for value in allowed}
    if folded in by_bare:
        return by_bare[folded]
    if len(folded) > _LONGEST or sum(folded in value for value in by_bare) > 1:  # it may be any of them
        return ""
    close = next((value for value in get_close_matches(folded, list(by_bare), 3, 0.6) if _may_mean(folded, value)), "")
    return by_bare.get(close, "")


def _may_mean(text: str, value: str) -> bool:
    """Say whether a text can be a slip of the pen for a value: a sign or two are other ones, and none that turns it."""
    blocks = SequenceMatcher(None, text, value, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    few = max(1, len(value) // 4)
    if len(text) - same > few or len(value) - same > few or _turns(text) != _turns(value):
        return False
    if same == len(value) and not set(_extra(text, value)) <= _HARMLESS:
        return False
    if text[0] != value[0] and len(value) < _LONG:
        return False
    holds_more = _SEVERAL.search(text) is not None and _SEVERAL.search(value) is None
    same_numbers = re.findall(r"[\dA-Za-z]+", text) == re.findall(r"[\dA-Za-z]+", value)
    return not holds_more and same_numbers


def _turns(text: str) -> list[str]:
    """Return the signs that turn a text, each with what it turns."""
    return [pair for sign, behind in pairwise(text + " ") if (pair := sign + behind)[0] in _TURNING]


def _extra(text: str, value: str) -> list[str]:
    """Return the signs of a text that are more than those of the value."""
    return list((Counter(text) - Counter(value)).elements())


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
    words, signs = (parts := _BOXES.split(fold_title(text)))[::2], parts[1::2]
    words = words[1:] if words[0] == "" else words[:-1] if words[-1] == "" else []
    marked = [word for word, sign in zip(words, signs, strict=False) if sign in "☑✓✔√■●"]
    return marked[0] if len(words) > 1 and "" not in words and len(marked) == 1 and "☒" not in signs else ""
