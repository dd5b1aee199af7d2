"""How a cell's content becomes a value of its column's kind, or a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from xlcheck.model import (
    FOREVER,
    CellPicture,
    CellValue,
    Checkbox,
    ErrorValue,
    Formatted,
    Month,
    NoValue,
    Number,
    Percent,
    Settings,
    Trouble,
    Unseen,
    YearlessDay,
    shown_text,
)
from xlcheck.reading.certs import bare_cert, foreign_signs
from xlcheck.reading.codes import code_problem, repaired_code
from xlcheck.reading.dates import read_date, read_day_of_year, read_last_day
from xlcheck.reading.folding import CHOSEN, LOOK_ALIKES, clean, fold_id, fold_title, is_id, says_nothing, split_list
from xlcheck.reading.grades import grade_of
from xlcheck.reading.numerals import is_split
from xlcheck.reading.old_numbers import foreign_number
from xlcheck.reading.proposals import likely, of_list, ticked
from xlcheck.reading.vocabulary import synonyms, vocabulary
from xlcheck.schema.table import Column, Kind
from xlcheck.schema.vocabularies import ADVISORY, ANSWERED, GRADE, MEANT

Value = str | date | int | None


Typed = Value | Trouble
"""The value of a cell, or what is wrong with it."""

_FOREVER_WORDS = frozenset({"长期", "永久", "长期有效", "永久有效", "无固定期限", "无期限"})
_PHONE = re.compile(
    r"(?:(?:(?:\+|00)?86-?)?1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?|(?:400|800)-?\d{3}-?\d{4})"
)


_IN_BRACKETS = re.compile(r"([A-Z0-9-]+)\(([A-Z0-9]+)\)")
"""A certificate number with its letter in brackets: SL140603-0001（A）."""
_CHECKED = (15, 18)
"""Lengths of codes that end in a check digit."""


def typer(column: Column, settings: Settings | None) -> Callable[[CellValue], Typed]:
    """Return the function that types the cells of one column."""
    by_kind: dict[Kind, Callable[[CellValue], Typed]] = {
        Kind.CODE: _entity_code,
        Kind.SERIAL: _code,
        Kind.CERT: lambda cell: _cert(cell, settings),
        Kind.DATE: _date_of_year(settings.year) if column.within_year and settings else _date,
        Kind.EXPIRY: _expiry,
        Kind.INTEGER: _integer,
        Kind.PHONE: _phone,
        Kind.CHOICE: _choice(column, settings),
        Kind.CHOICES: _choices(column, settings),
        Kind.RATIO: _ratio,
    }
    type_filled = by_kind.get(column.kind, _text)
    may_be_none = not column.required and type_filled is not _text and column.kind not in (Kind.CHOICE, Kind.CHOICES)

    def type_cell(cell: CellValue) -> Typed:
        if column.computed and isinstance(cell, ErrorValue | NoValue):
            return None
        if isinstance(cell, ErrorValue):
            return Trouble("cell.error-value")
        if isinstance(cell, NoValue):
            return Trouble("cell.no-value")
        if isinstance(cell, CellPicture):
            return Trouble("cell.picture-required" if column.required else "cell.picture")
        if isinstance(cell, Checkbox):
            return Trouble("cell.checkbox")
        if isinstance(cell, Unseen):
            return _unseen(type_cell(str(cell)))
        if isinstance(cell, str) and (not clean(cell) or (may_be_none and says_nothing(cell))):
            return None
        return type_filled(cell)

    return type_cell


def _unseen(typed: Typed) -> Typed:
    """Return what a cell counts as of which nothing is seen; what is wrong with its content is said first."""
    return typed if typed is None or isinstance(typed, Trouble) else Trouble("cell.unseen", value=typed)


def _text(cell: CellValue) -> Typed:
    return clean(shown_text(cell)) or None


def _ratio(cell: CellValue) -> Typed:
    return clean(str(cell)) if isinstance(cell, Percent) else _text(cell)


def _code(cell: CellValue) -> Typed:
    if isinstance(cell, Number):
        digits = cell.lower()
        # Excel keeps fifteen digits of a number: what comes behind has become zeros, or an exponent
        if "e" in digits or len(digits.strip("-")) > 15 or "." in digits:
            return Trouble("code.lost-digits")
    if not isinstance(cell, str):
        return Trouble("code.characters")
    code = fold_id(shown_text(cell))
    if is_id(code):
        return code
    joined = re.sub(r"\s+", "", code)
    if is_id(joined):
        proven = len(joined) in _CHECKED and not code_problem(joined)
        return Trouble("code.blanks-proven" if proven else "code.blanks", proposal=joined)
    latin = code.translate(LOOK_ALIKES)
    if is_id(latin):
        proven = len(latin) in _CHECKED and not code_problem(latin)
        return Trouble("code.look-alike-proven" if proven else "code.look-alike", proposal=latin)
    return Trouble("code.characters")


def _entity_code(cell: CellValue) -> Typed:
    old = foreign_number(fold_id(cell)) if isinstance(cell, str) else ""
    return Trouble("code.foreign", (("id", old),), value=old) if old else _code(cell)


def code_trouble(code: str, problem: str) -> Trouble:
    """Return the trouble of a folded code with a problem, as :func:`code_problems` names it."""
    proposal = repaired_code(code)
    return Trouble("code.repairable", proposal=proposal) if proposal else Trouble(f"code.{problem}")


def _cert(cell: CellValue, settings: Settings | None) -> Typed:
    cert = _code(cell)
    if isinstance(cert, Trouble) and isinstance(cell, str) and (match := _IN_BRACKETS.fullmatch(fold_id(cell))):
        cert = match[1] + match[2]
    pattern = settings.policy.cert_pattern if settings else ""
    if cert == Trouble("code.characters") and isinstance(cell, str):
        folded = fold_id(shown_text(cell))
        return Trouble("cert.characters", (("others", foreign_signs(folded)),), bare_cert(folded, pattern))
    if isinstance(cert, str) and pattern and not re.fullmatch(pattern, cert):
        return Trouble("cert.pattern", (("pattern", pattern),), value=cert)
    return cert


def _date(cell: CellValue, read: Callable[[str], date | Trouble] = read_date) -> Typed:
    if isinstance(cell, Month | YearlessDay):
        return Trouble("date.part-shown", (("shown", cell.shown), ("day", cell.date().isoformat())), value=cell.date())
    if isinstance(cell, datetime):
        return cell.date()
    shown = read(shown_text(cell))
    return read(str(cell)) if isinstance(cell, Formatted) and isinstance(shown, Trouble) else shown


def _date_of_year(year: int) -> Callable[[CellValue], Typed]:
    def of_year(cell: CellValue) -> Typed:
        if isinstance(cell, YearlessDay) and cell.year == year:  # the year that goes without saying
            return cell.date()
        return _date(cell, lambda text: read_day_of_year(text, year))

    return of_year


def _expiry(cell: CellValue) -> Typed:
    if isinstance(cell, str) and clean(cell) in _FOREVER_WORDS:
        return FOREVER
    return _date(cell, read_last_day)


def _integer(cell: CellValue) -> Typed:
    text = fold_title(str(cell)).removesuffix(".0")
    if is_split(str(cell)):
        return Trouble("cell.split-number")
    return int(text) if re.fullmatch(r"\d{1,9}", text) else Trouble("integer.unreadable")


def _phone(cell: CellValue) -> Typed:
    text = fold_title(shown_text(cell))
    usual = all(map(_PHONE.fullmatch, re.split(r"[、,/;]", text)))
    return text if usual else Trouble("phone.unusual", value=text)


def _choice(column: Column, settings: Settings | None) -> Callable[[CellValue], Typed]:
    allowed, words = vocabulary(column.vocabulary, settings), synonyms(column.vocabulary, settings)
    by_folded = {fold_title(w).upper(): code for w, code in (words | {v: v for v in allowed}).items()}

    def choose(cell: CellValue) -> Typed:
        text = clean(shown_text(cell))
        folded = fold_title(text).upper().rstrip("。.")
        if code := by_folded.get(folded) or by_folded.get(ticked(text)) or of_list(text, by_folded):
            return code
        if column.vocabulary == GRADE and (grade := grade_of(text, by_folded)):
            return grade
        if _says_nothing(column, folded):
            return None
        params = (("allowed", "、".join(allowed)),)
        code = "choice.unused" if column.vocabulary in ADVISORY else "choice.unknown"
        return Trouble(code, params, _meant(text, column, allowed))

    return choose


def _choices(column: Column, settings: Settings | None) -> Callable[[CellValue], Typed]:
    choose = _choice(column, settings)
    allowed = vocabulary(column.vocabulary, settings)

    def choose_all(cell: CellValue) -> Typed:
        values: list[str] = []
        unknown: list[str] = []
        for piece in re.split(r"[;；\n]+", shown_text(cell)):
            parts = list(split_list(piece))
            while parts:
                count, value = _longest(parts, choose)
                (values if value else unknown).append(value or parts[0])
                del parts[:count]
        choices = CHOSEN.join(dict.fromkeys(values)) or None
        if not unknown:
            return choices
        if _says_nothing(column, fold_title(str(cell))):
            return None
        params = (("unknown", "、".join(unknown)), ("allowed", "、".join(allowed)))
        return Trouble("choices.unknown", params, _meant(str(cell), column, allowed), value=choices)

    return choose_all


def _says_nothing(column: Column, folded: str) -> bool:
    """Say whether a folded cell counts as blank: 无 or — where nothing need be chosen, and 无 is no answer."""
    return not column.required and column.vocabulary not in ANSWERED and says_nothing(folded)


def _meant(text: str, column: Column, allowed: Sequence[str]) -> str:
    """Return the value that a text as a whole most likely means; empty where it may mean several."""
    folded = fold_title(text).rstrip("。.")
    meant = likely(text, allowed) or MEANT.get(column.vocabulary, {}).get(folded, "")
    return meant if meant in allowed else ""


def _longest(parts: Sequence[str], choose: Callable[[CellValue], Typed]) -> tuple[int, str]:
    """Join as many of the first parts as make one value; return their number and the value.

    A value may itself contain 、 or ，. Where none fits: 1 and ``""``.
    """
    for count in range(len(parts), 0, -1):
        for between in "、，":
            value = choose(between.join(parts[:count]))
            if not isinstance(value, Trouble):
                return count, str(value)
    return 1, ""
