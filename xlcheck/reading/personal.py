"""Identity, telephone and bank card numbers, as people write them into free text; none of them may be published.

Sources of the forms: GB 11643-1999 (18 digits: region, day of birth, sequence, check digit) and its forerunner of
15 digits; mobile numbers of 11 digits; landlines with their area code, as the library phonenumberslite knows them;
ISO/IEC 7812 (16 to 19 digits, the last one a check digit).

What is no number of a person is told apart by its form alone, as far as that goes: ``python -m tests.reading.codes``
counts the false alarms in invented codes. What the form cannot tell, callers name as ``known``.
"""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date
from functools import cache

import pandas as pd

from xlcheck.reading.codes import code_problem, organisation_holds
from xlcheck.reading.digit_runs import LONGEST, DigitRun, digit_runs, fold_digits, may_hold_number
from xlcheck.reading.odd_digits import glued, odd_runs

IDENTITY, TELEPHONE, BANK_CARD = "身份证号", "电话号码", "银行卡号"

_PROVINCE = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_SHAPE_IS_ENOUGH = 2020
"""Year of birth from which the check digit must be right: a number of a paper is region, day and number as well."""
_EARLIEST, _LATEST = 1900, 2099
_OLD_YEARS = range(20, 100)
"""Years of birth, without century, of the persons alive who had a number of 15 digits."""
_OLD_CUTS = frozenset({6, 8, 10, 12, 15})

_ABROAD = re.compile(r"(?:00)?86(?=0?[1-9])|(?:179(?:0[189]|[15]1|6[19]|9[56])|12593|10193)(?=0?1[3-9])")
"""What is dialled before a number: the country, or a way that is cheaper."""
_MOBILE = re.compile(r"0?(1(?:[35-9][0-9]|4[5-9])[0-9]{8})")
"""140 to 144 belong to no person's telephone; with 14 begin the numbers of one province's papers."""
_LANDLINE = re.compile(r"0([1-9][0-9]{8,10})")
_BEFORE_A_CALL = frozenset({"T", "TEL", "TELE", "TELEPHONE", "P", "PH", "PHONE", "F", "FAX", "CALL", "MOBILE"})
"""Letters right before a landline; after others it is the number of a paper."""
_CARD = re.compile(
    r"(?:62|81)[0-9]{14,17}|955[89][0-9]{15}|4[0-9]{15}|4[0-9]{18}|5[1-5][0-9]{14}|2[2-7][0-9]{14}"
    r"|35(?:2[89]|[3-8][0-9])[0-9]{12,15}|3(?:0[0-5]|[689][0-9])[0-9]{13,16}|60[0-9]{14}|60[0-9]{17}"
)
"""By the first digits and length that issuers have, banks of this country before all."""
_SMALL = 2
"""Digits of the numbers of a game, of dice, of a day: a card is written in longer groups, or digit by digit."""

_NO_TEXT = re.compile(
    r"[0-9A-Fa-f]{32,}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|=(?:(?:[0-9]{1,2}\.)+/)+|0\.[0-9]{24,}"
)
"""Digests, identifiers, seed lines and tickets, which programs make; digits in them are nobody's number."""
_DAY = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}([-./])(?:0?[1-9]|1[0-2])(?:\1(?:0?[1-9]|[12][0-9]|3[01]))?(?![0-9])")
_FULL_DAY = r"(?:19|20)[0-9]{2}[-./](?:0?[1-9]|1[0-2])[-./](?:0?[1-9]|[12][0-9]|3[01])"
_DAYS = re.compile(rf"(?<![0-9]){_FULL_DAY}(?:[ \-.()/]{{1,5}}{_FULL_DAY}(?![0-9]))+")
"""Several days side by side, of which an identity number has but one."""
_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")
_FRACTION = re.compile(r"[-+]?\d*\.\d+")
_POWER = re.compile(r"\d+(?:\.\d+)?[Ee]\+?\d{1,2}")
"""Numeric cells: a fraction, and a whole number as programs shorten it."""


def personal_number(text: str, known: Container[str] = ()) -> str:
    """Say what kind of number a text seems to hold; empty where none.

    ``known`` are codes, and telephone numbers in digits alone, that are meant to be there, as
    :func:`xlcheck.reading.digit_runs.known_numbers` gives them.
    """
    if not may_hold_number(text):
        return ""
    as_written = fold_digits(text)
    folded = _DAYS.sub("#", _CODE.sub(_unless_code, _NO_TEXT.sub("#", as_written).upper()))
    odd = tuple(odd_runs(_NO_TEXT.sub("#", as_written)))
    if any(_has_identity(run, known) for run in (*digit_runs(folded), *odd)):
        return IDENTITY
    runs = (*digit_runs(_DAY.sub("#", folded)), *odd)
    if any(_has_telephone(run, known) for run in runs):
        return TELEPHONE
    for parts in glued(as_written):
        if all(_is_whole(part) and part not in known for part in parts):
            return IDENTITY if any(map(_is_identity, parts)) else TELEPHONE
    return BANK_CARD if any(_has_card(run, known) for run in runs) else ""


def digits_of(number: str) -> str:
    """Return a telephone number as its digits alone."""
    return "".join(filter(str.isdecimal, number))


def number_in_file(text: str, known: Container[str] = ()) -> str:
    """Say what :func:`personal_number` says, of any text inside a file.

    Sizes, digests and identifiers are left out of account.
    """
    if not may_hold_number(text) or _FRACTION.fullmatch(text):
        return ""
    return personal_number(f"{float(text):.0f}" if _POWER.fullmatch(text) else text, known)


def personal_data(text: str, known: Container[str] = ()) -> bool:
    """Say whether a text holds what looks like a number of a person."""
    return bool(personal_number(text, known))


def personal_numbers(texts: pd.Series[str], known: Container[str] = ()) -> dict[int, str]:
    """Return the kind of number in each of many texts that holds one, by index.

    As :func:`personal_number`, but quick where few hold any.
    """
    kinds = {text: kind for text in pd.unique(texts) if (kind := personal_number(text, known))}
    some = texts[texts.isin(list(kinds))] if kinds else texts.iloc[:0]
    return {int(str(row)): kinds[text] for row, text in some.items()}


def numbers_in_codes(codes: pd.Series[str], known: Container[str] = ()) -> dict[int, str]:
    """Return what :func:`personal_numbers` returns, of a column of entities' codes.

    An entity's begins with 9, or is an old registration number with a right check digit.
    """
    others = codes[~codes.str.startswith("9")]
    return personal_numbers(others[[bool(code_problem(code)) for code in others]], known)


def numbers_in_certs(certs: pd.Series[str], telephones: pd.Series[str], known: Container[str] = ()) -> dict[int, str]:
    """Return what :func:`personal_numbers` returns, of certificate numbers of persons with these telephones.

    Some have eleven digits and begin with 13 or 14: a telephone number is what is somebody's telephone number too.
    """
    calls = set(map(digits_of, telephones))
    kinds = personal_numbers(certs, known)
    return {row: kind for row, kind in kinds.items() if kind != TELEPHONE or digits_of(str(certs[row])) in calls}


def _unless_code(match: re.Match[str]) -> str:
    """Return a code as it is, unless it is an entity's beyond doubt: its digits are nobody's number."""
    code = match[0]
    is_entity = not code_problem(code) and organisation_holds(code) and (code[0] == "9" or not _is_identity(code))
    return "#" if is_entity else code


def _has_identity(run: DigitRun, known: Container[str]) -> bool:
    for digits, groups, last in run.numbers(15, 18):
        number = f"{digits}X" if last and run.has_x and len(digits) == 17 else digits
        is_old = len(digits) == 15 and not run.has_x and _is_old_identity(digits, groups)
        if number not in known and (is_old or _is_identity(number)):
            return True
    return False


def _is_whole(number: str) -> bool:
    """Say whether digits alone are a mobile or an identity number, and nothing besides."""
    return bool(_MOBILE.fullmatch(number)) or _is_identity(number)


def _is_identity(number: str) -> bool:
    """Say whether 18 signs are an identity number, of a foreigner with a permit to stay too."""
    if len(number) != 18 or not number[:17].isdigit() or not _is_day(number[6:14]):
        return False
    holds = _ID_CHECK[sum(w * int(n) for w, n in zip(_ID_WEIGHTS, number, strict=False)) % 11] == number[17]
    if not _PROVINCE.match(number):
        return number[0] == "9" and holds
    return holds or int(number[6:10]) < _SHAPE_IS_ENOUGH


def _is_old_identity(number: str, groups: tuple[int, ...]) -> bool:
    """Say whether 15 digits are an identity number of before 1999, in groups as somebody would make them."""
    ends = {sum(groups[: n + 1]) for n in range(len(groups))}
    sensible = ends <= _OLD_CUTS or set(groups) == {1}
    year = int(number[6:8])
    return sensible and bool(_PROVINCE.match(number)) and year in _OLD_YEARS and _is_day(f"19{number[6:12]}")


def _is_day(digits: str) -> bool:
    """Say whether eight digits are a day on which somebody may have been born."""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return _EARLIEST <= year <= _LATEST


def _has_telephone(run: DigitRun, known: Container[str]) -> bool:
    for digits, _, last in run.numbers(10, LONGEST):
        number = _call(digits)
        if number and not any(one in known for one in (digits, number, f"0{number}")):
            is_paper = not number.startswith("1") or number.startswith("10")
            if not (is_paper and _is_of_paper(run, digits, last)):
                return True
    return False


def _call(digits: str) -> str:
    """Return the telephone number that digits are, without what is dialled before it; empty where they are none."""
    bare, abroad = (digits[prefix.end() :], True) if (prefix := _ABROAD.match(digits)) else (digits, False)
    if mobile := _MOBILE.fullmatch(bare):
        return mobile[1]
    landline = _LANDLINE.fullmatch(f"0{bare}" if abroad and bare[0] != "0" else bare)
    return landline[1] if landline and _is_landline(landline[1]) else ""


@cache
def _is_landline(number: str) -> bool:
    """Say whether an area code, without its 0, exists and has numbers so long."""
    import phonenumbers  # noqa: PLC0415 - few texts get so far, and it takes a moment

    call = phonenumbers.PhoneNumber(country_code=86, national_number=int(number))
    return phonenumbers.number_type(call) == phonenumbers.PhoneNumberType.FIXED_LINE


def _is_of_paper(run: DigitRun, digits: str, last: bool) -> bool:
    """Say whether letters touch digits that would be a landline: papers are numbered so."""
    touches = bool(run.before) and digits.startswith(run.groups[0]) and run.before not in _BEFORE_A_CALL
    return touches or (last and bool(run.after))


def _has_card(run: DigitRun, known: Container[str]) -> bool:
    for digits, groups, _ in run.numbers(16, 19):
        in_groups = max(groups) > _SMALL or set(groups) == {1}
        if in_groups and digits not in known and _CARD.fullmatch(digits) and _luhn_holds(digits):
            return True
    return False


def _luhn_holds(digits: str) -> bool:
    """Say whether the last digit of a card checks the others (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(n), 10)) for n in digits[-2::-2])
    return (sum(doubled) + sum(int(n) for n in digits[-1::-2])) % 10 == 0
