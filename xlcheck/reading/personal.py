"""Identity and telephone numbers, as people write them into free text; none of them may be published.

Sources of the forms: GB 11643-1999 (18 digits: region, day of birth, sequence, check digit) and its forerunner of
15 digits; mobile numbers of 11 digits, landlines with their area code.
"""

from __future__ import annotations

import re
from collections.abc import Container

import pandas as pd

from xlcheck.reading.codes import code_problem
from xlcheck.reading.folding import fold_title

IDENTITY, TELEPHONE = "身份证号", "电话号码"

_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"(?<!\d)[1-9]\d{{5}}(?:19|20)\d{{2}}{_DAY}\d{{3}}[\dX](?!\d)")
_OLD_IDENTITY = re.compile(rf"(?<![0-9A-Z])[1-9]\d{{5}}\d{{2}}{_DAY}\d{{3}}(?![0-9A-Z])")
_DASH = r"[-—–·.]?"
_MOBILE = re.compile(rf"(?<!\d)(?:86{_DASH})?1[3-9]\d{_DASH}\d{{4}}{_DASH}\d{{4}}(?!\d)")
_LANDLINE = re.compile(rf"(?<![0-9A-Z])\(?0\d{{2,3}}\)?{_DASH}\d{{7,8}}(?!\d)")
_DIGITS = re.compile(r"\d(?:\D{0,4}\d){9}")
"""The digits of the shortest of them, with what may stand between two; few texts have so many."""
_NO_TEXT = re.compile(r"[0-9A-Fa-f]{32,}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
"""Digests and identifiers that programs make; digits in them are nobody's number."""
_FRACTION = re.compile(r"[-+]?\d*\.\d+")
_POWER = re.compile(r"\d+(?:\.\d+)?[Ee]\+?\d{1,2}")
"""Numeric cells: a fraction, and a whole number as programs shorten it."""


def personal_number(text: str, known: Container[str] = ()) -> str:
    """Say what kind of number a text seems to hold; empty where none.

    ``known`` are codes, and telephone numbers in digits alone, that are meant to be there.
    """
    if not _DIGITS.search(text):
        return ""
    folded = fold_title(text).upper()
    numbers = [*_IDENTITY.findall(folded), *_OLD_IDENTITY.findall(folded)]
    if any(number not in known and not _is_entity_code(number) for number in numbers):
        return IDENTITY
    calls = [match[0] for form in (_MOBILE, _LANDLINE) for match in form.finditer(folded)]
    return TELEPHONE if any(digits_of(call) not in known for call in calls) else ""


def may_hold_number(text: str) -> bool:
    """Say whether a text has enough digits close together for any such number, whatever they are part of."""
    return bool(_DIGITS.search(text))


def digits_of(number: str) -> str:
    """Return a telephone number as its digits alone."""
    return "".join(filter(str.isdecimal, number))


def number_in_file(text: str, known: Container[str] = ()) -> str:
    """Say what :func:`personal_number` says, of any text inside a file.

    Sizes, digests and identifiers are left out of account.
    """
    if not _DIGITS.search(text) or _FRACTION.fullmatch(text):
        return ""
    digits = f"{float(text):.0f}" if _POWER.fullmatch(text) else text
    return personal_number(_NO_TEXT.sub(" ", digits), known)


def personal_data(text: str) -> bool:
    """Say whether a text holds what looks like an identity or telephone number."""
    return bool(personal_number(text))


def personal_numbers(texts: pd.Series[str], known: Container[str] = ()) -> dict[int, str]:
    """Return the kind of number in each of many texts that holds one, by index.

    As :func:`personal_number`, but quick where few hold any.
    """
    some = texts[texts.str.contains(_DIGITS.pattern)]
    kinds = ((int(str(row)), personal_number(text, known)) for row, text in some.items())
    return {row: kind for row, kind in kinds if kind}


def _is_entity_code(number: str) -> bool:
    """Say whether what looks like an identity number is an entity's code, whose region ends in 19 or 20."""
    return number.startswith("9") and not code_problem(number)
