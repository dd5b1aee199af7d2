"""Registration numbers from before 统一社会信用代码, of entities that were never given one of their own."""

from __future__ import annotations

import re

_COOPERATIVE = re.compile(r"\d{6}NA\d{6}[0-9X]")
"""农民专业合作社: region, NA, six digits, a check sign."""
_FOREIGN = re.compile(r"企(?P<kind>[独合作股])(?P<place>.)(?P<office>[总副])?字第?(?P<number>\d{4,7})号?")
_KINDS = {"独": "QD", "合": "QH", "作": "QZ", "股": "QG"}
_OFFICES = {"总": "Z", "副": "F", None: ""}
_SIGNS = "国京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云滇藏陕甘青宁新"
_LETTERS = "GJ BJ TJ HE SX NM LN JL HL SH JS ZJ AH FJ JX SD HA HB HN GD GX HI CQ SC GZ GZ YN YN XZ SN GS QH NX XJ"
_PLACES = dict(zip(_SIGNS, _LETTERS.split(), strict=True))
"""The sign of each province, and its letters (GB/T 2260)."""


def is_old_cooperative(code: str) -> bool:
    """Say whether a folded code is the number that a co-operative had before 2015."""
    return _COOPERATIVE.fullmatch(code) is not None


def foreign_number(folded: str) -> str:
    """Return 企合晋总字第000123号 in the signs that a draw can take: QHSXZ000123; empty where a text is none.

    No two numbers come out as one: each part has its own place.
    """
    match = _FOREIGN.fullmatch(re.sub(r"\s", "", folded))
    if match is None or match["place"] not in _PLACES:
        return ""
    return _KINDS[match["kind"]] + _PLACES[match["place"]] + _OFFICES[match["office"]] + match["number"]
