"""Numbers as the number formats ``[DBNum1]`` to ``[DBNum3]`` write them in Chinese: 一十二, 壹拾贰, １２."""

from __future__ import annotations

import re

_DIGITS = {"1": "〇一二三四五六七八九", "2": "零壹贰叁肆伍陆柒捌玖", "3": "０１２３４５６７８９"}
_TENS = {"1": ("", "十", "百", "千"), "2": ("", "拾", "佰", "仟"), "3": ("", "十", "百", "千")}
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 4
_LONGEST = _GROUP * len(_GROUPS)


def spelled(text: str, numerals: str) -> str:
    """Return a text with its digits in Chinese, sign by sign; ``numerals`` is the number behind ``DBNum``."""
    return text.translate({ord(str(n)): sign for n, sign in enumerate(_DIGITS[numerals])})


def counted(whole: str, numerals: str) -> str:
    """Return a whole number as it is counted, with a one before each ten: ``12`` is 一十二, ``105`` 一百〇五."""
    digits = whole.lstrip("0")
    if not digits or len(digits) > _LONGEST:
        return spelled(digits or "0", numerals)
    zero = spelled("0", numerals)
    groups = re.findall(rf"\d{{1,{_GROUP}}}", digits[::-1])
    parts = [_group(group, numerals) + _GROUPS[at] if int(group) else zero for at, group in enumerate(groups)]
    return re.sub(f"{zero}+", zero, "".join(reversed(parts))).strip(zero)


def _group(backwards: str, numerals: str) -> str:
    """Write up to four digits, the last one first; a zero for those between, however many."""
    signs = [spelled(d, numerals) + (_TENS[numerals][at] if d != "0" else "") for at, d in enumerate(backwards)]
    zero = spelled("0", numerals)
    return re.sub(f"{zero}+$", "", "".join(reversed(signs)))
