"""What a number format makes of a number or a text: zero runs, literals, sections.

Only what turns a number into another text is of interest: ``00000000`` shows 1 as ``00000001``, ``00"号"`` as
``01号``, ``# ?/?`` shows 0.5 as ``1/2``, ``[DBNum1]0`` 12 as ``一二``. Thousands separators, decimals and exponents
leave a number what it is: what is stored says more than what they show. Dates are in
:mod:`~xlcheck.excel.read.date_formats`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from functools import cache

from xlcheck.excel.read.chinese_digits import counted, spelled
from xlcheck.excel.read.date_formats import built_in, date_meaning
from xlcheck.model import CellValue, Formatted, Number, Unseen

RENDERED = "0:"
"""How a meaning of a style begins whose format makes a text; the format's code follows."""

_PERCENT_IDS = frozenset({9, 10})
_FRACTIONS = {12: RENDERED + "# ?/?", 13: RENDERED + "# ??/??"}
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_FRACTION = re.compile(
    r"(?:(?P<whole>[0#?]+)(?P<between>[^0#?/]+))?(?P<upper>[0#?]+)(?P<bar>/)(?P<lower>[0#?]+|[1-9]\d*)"
)
"""A format of fractions without its literals: ``# ?/?``, ``?/8``."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<condition>[<>=]+[\d.+-]+)\]|'
    r"\[DBNum(?P<numerals>[123])\]|\[[^\]]*\]|(?P<place>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<text>@)|"
    r"(?P<general>general|g/通用格式)|(?P<exponent>E[+-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"([<>=]+)([\d.+-]+)")
_PLAIN = re.compile(r"-?(?:0|[1-9][\d,]*)?(?:\.\d*)?(?:E[+-]?\d+)?")
_UNSEEN = ("", "condition", "numerals")
_WIDEST = 30
"""Digits of a number beyond which it is left as it stands; Excel has fifteen."""
_SAMPLES = ("1", "-1", "0", "12345.678")


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format; ``before`` and ``after`` hold tokens (kind, text) around the point.

    ``numerals`` is the number behind ``DBNum``, ``fraction`` the pattern of a fraction; empty where there is none.
    """

    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    rendered: bool
    scale: int
    numerals: str = ""
    fraction: str = ""

    @property
    def places(self) -> int:
        """How many decimals it shows."""
        return sum(kind == "place" for kind, _ in self.after)

    def has(self, kind: str) -> bool:
        """Say whether a token of a kind is in it."""
        return any(kind == k for k, _ in (*self.before, *self.after))


def meaning_of(number: int, formats: dict[int, str]) -> str:
    """Return what a number format means: that of a date, ``percent``, ``0:`` and its code, or ``""``.

    ``formats`` has the codes that the workbook itself defines, which go before Excel's own of that number.
    """
    if number in formats:
        return meaning_of_code(formats[number])
    return "percent" if number in _PERCENT_IDS else _FRACTIONS.get(number) or built_in(number)


@cache
def meaning_of_code(code: str) -> str:
    """Return what a format code means, as :func:`meaning_of`."""
    first = code.split(";", maxsplit=1)[0]
    if "%" in _NOT_FORMAT.sub("", first):
        return "percent"
    if meaning := date_meaning(code):
        return meaning
    made = any(isinstance(shown_number(code, sample), Formatted | Unseen) for sample in _SAMPLES)
    text = shown_string(code, "x")
    return RENDERED + code if made or '"' in code or text != "x" or isinstance(text, Unseen) else ""


def shown_number(code: str, text: str) -> CellValue:
    """Return a number as stored, as a :class:`Formatted` where its format makes another text of it, or none."""
    shown = _render(code, text)
    return Number(text) if shown is None else as_shown(text, shown)


def as_shown(text: str, shown: str) -> CellValue:
    """Return a number that shows so: the text counts where it is more than the number with other separators.

    A zero that shows nothing is blank, as offices hide zeros; any other number is :class:`Unseen`.
    """
    shown = shown.strip()  # a place for a digit may be blank
    if shown == "" and text.strip("-0."):
        return Unseen(text)
    plain = not shown.strip("#") and shown != ""  # a column too narrow for its number
    return Number(text) if plain or (shown and _PLAIN.fullmatch(shown)) else Formatted(text, shown)


def shown_string(code: str, text: str) -> str:
    """Return a text as its format shows it: ``@"号"`` puts a 号 behind it, ``;;;`` makes it :class:`Unseen`."""
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) > 3 and not section.before:
        return Unseen(text)
    if not section.has("text"):
        return text
    return "".join(text if kind == "text" else literal for kind, literal in section.before)


def _render(code: str, text: str) -> str | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    sections = _sections(code)
    if not value.is_finite() or abs(value.adjusted()) > _WIDEST:
        return None
    if not any(s.before or s.after for s in sections[:3]):
        return None if len(sections) == 1 or "[" in code else ""  # a colour alone shows what is stored
    section, signed = _chosen(sections, value)
    if not section.rendered:
        return None
    shown = _in_parts(section.fraction, abs(value)) if section.fraction else _filled(section, abs(value))
    shown = spelled(shown, section.numerals) if section.numerals else shown
    return f"-{shown}" if signed and value < 0 and re.search("[^0.,〇零０]", shown) else shown


def _chosen(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section, bool]:
    """Return the section for a number, and whether a minus is put before it."""
    for section in sections[:2]:
        if section.condition and _holds(section.condition, value):
            return section, True
    if any(section.condition for section in sections[:2]):
        return sections[min(len(sections) - 1, 2)], True
    numeric = sections[:3]
    if len(numeric) == 1 or value > 0 or (value == 0 and len(numeric) < 3):
        return numeric[0], len(numeric) == 1
    return numeric[1] if value < 0 else numeric[2], False


def _holds(condition: tuple[str, Decimal], value: Decimal) -> bool:
    sign, bound = condition
    holds = {"<": value < bound, ">": value > bound, "=": value == bound, "<=": value <= bound, ">=": value >= bound}
    return holds.get(sign, value != bound)


def _filled(section: _Section, value: Decimal) -> str:
    if section.has("general") or section.has("text"):
        whole = _counted(f"{value.normalize():f}", section.numerals)
        return "".join(whole if kind in ("general", "text") else text for kind, text in section.before)
    places = section.places
    rounded = value.scaleb(-section.scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    return _whole(section, whole.lstrip("0")) + _fraction(section, fraction)


def _counted(text: str, numerals: str) -> str:
    """Return a number as General shows it, in Chinese as it is counted where the format has such numerals."""
    whole, point, decimals = text.partition(".")
    return counted(whole, numerals) + point + decimals if numerals else text


def _in_parts(pattern: str, value: Decimal) -> str:
    """Return a number as the fraction of a pattern; one that is whole shows none."""
    found = _FRACTION.search(pattern)
    assert found
    whole = int(value) if found["whole"] else 0
    rest, lower = Fraction(value) - whole, found["lower"]
    near = rest.limit_denominator(10 ** len(lower) - 1)
    upper, below = (
        (int(rest * int(lower) + Fraction(1, 2)), int(lower)) if lower[0] in "123456789" else near.as_integer_ratio()
    )
    if found["whole"] and upper in (0, below):
        shown = str(whole + upper // below)
    else:
        seen = str(whole) + found["between"] if whole or "0" in (found["whole"] or "") else ""
        shown = f"{seen}{upper}/{below}"
    return f"{pattern[: found.start()]}{shown}{pattern[found.end() :]}".strip()


def _whole(section: _Section, digits: str) -> str:
    """Fill the places before the point from the right; what is left of the digits stands at the first of them."""
    grouped = any(kind == "comma" for kind, _ in section.before)
    first = next((at for at, (kind, _) in enumerate(section.before) if kind == "place"), -1)
    shown: list[str] = []
    count = 0
    for at in range(len(section.before) - 1, -1, -1):
        kind, text = section.before[at]
        if kind == "literal":
            shown.append(text)
        while kind == "place" and (digits or text == "0"):
            shown.append("," if grouped and count and count % 3 == 0 else "")
            shown.append(digits[-1:] or "0")
            digits, count, text = digits[:-1], count + 1, "#"
            if at != first:
                break
    return "".join(reversed(shown))


def _fraction(section: _Section, digits: str) -> str:
    shown: list[str] = []
    last = len(digits.rstrip("0"))
    for kind, text in section.after:
        if kind != "place":
            shown.append(text)
            continue
        at = sum(1 for s in shown if s.startswith("\0"))
        shown.append("\0" + (digits[at : at + 1] if text == "0" or at < last else ""))
    return "".join(shown).replace("\0", "")


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    """Split a format at its semicolons and each part into tokens."""
    parts: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(_token(match))
    return tuple(map(_section, parts))


def _token(match: re.Match[str]) -> tuple[str, str]:
    kind = match.lastgroup or ""
    text = match[kind] if kind else ""
    return ("literal", text) if kind in ("quoted", "escaped", "currency", "other") else (kind, text)


def _section(tokens: list[tuple[str, str]]) -> _Section:
    kinds = [kind for kind, _ in tokens]
    found = next((_CONDITION.fullmatch(text) for kind, text in tokens if kind == "condition"), None)
    places = [at for at, kind in enumerate(kinds) if kind == "place"]
    point = kinds.index("point") if "point" in kinds else len(tokens)
    scale = 3 * sum(kind == "comma" and bool(places) and at > places[-1] for at, kind in enumerate(kinds))
    numerals = next((text for kind, text in tokens if kind == "numerals"), "")
    shown = [(kind, text) for kind, text in tokens if kind not in _UNSEEN]
    before = sum(kind not in _UNSEEN for kind in kinds[:point])
    if numerals and not shown:
        shown, before = [("general", "")], 1
    inner = tuple(t for at, t in enumerate(shown[:before]) if t[0] != "comma" or scale == 0)
    condition = (found[1], _decimal(found[2])) if found else None
    pattern = "".join(text for _, text in shown)
    fraction = pattern if len(places) > 1 and ("literal", "/") in tokens and _FRACTION.search(pattern) else ""
    outer = tuple(t for t in shown[before:] if t[0] != "comma")
    return _Section(inner, outer, condition, "exponent" not in kinds, scale, numerals, fraction)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)
