"""What a number format makes of a number or a text: zero runs, literals, sections.

Only what turns a number into another text is of interest: ``00000000`` shows 1 as ``00000001``, ``00"号"`` as
``01号``. Thousands separators and decimals leave a number what it is. Formats that are not rendered here (fractions,
exponents, Chinese numerals) leave the number as stored too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

from xlcheck.model import CellValue, Formatted, Number

RENDERED = "0:"
"""How a meaning of a style begins whose format makes a text; the format's code follows."""

_DATE_IDS = frozenset([*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)])
_MONTH_IDS = frozenset({17, 27, 36, 50, 52, 57})
"""Formats of Excel's own that show year and month only, where it speaks Chinese."""
_PERCENT_IDS = frozenset({9, 10})
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<condition>[<>=]+[\d.+-]+)\]|'
    r"\[(?P<numerals>DBNum\d)\]|\[[^\]]*\]|(?P<place>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<text>@)|"
    r"(?P<general>general|g/通用格式)|(?P<exponent>E[+-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"([<>=]+)([\d.+-]+)")
_PLAIN = re.compile(r"-?(?:0|[1-9][\d,]*)?(?:\.\d*)?(?:E[+-]?\d+)?")
_WIDEST = 30
"""Digits of a number beyond which it is left as it stands; Excel has fifteen."""
_SAMPLES = ("1", "-1", "0", "12345.678")


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the up to four parts of a format; ``before`` and ``after`` hold tokens (kind, text) around the point."""

    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None
    rendered: bool
    scale: int

    @property
    def places(self) -> int:
        """How many decimals it shows."""
        return sum(kind == "place" for kind, _ in self.after)

    def has(self, kind: str) -> bool:
        """Say whether a token of a kind is in it."""
        return any(kind == k for k, _ in (*self.before, *self.after))


def meaning_of(number: int, formats: dict[int, str]) -> str:
    """Return what a number format means: ``date``, ``month``, ``percent``, ``0:`` and its code, or ``""``.

    ``formats`` has the codes that the workbook itself defines, which go before Excel's own of that number.
    """
    if number in formats:
        return meaning_of_code(formats[number])
    if number in _MONTH_IDS:
        return "month"
    return "date" if number in _DATE_IDS else "percent" if number in _PERCENT_IDS else ""


@cache
def meaning_of_code(code: str) -> str:
    """Return what a format code means, as :func:`meaning_of`."""
    bare = _GENERAL.sub("", _NOT_FORMAT.sub("", code.split(";", maxsplit=1)[0]))
    if "%" in bare:
        return "percent"
    # a 0 is a digit of a number, but behind the seconds (ss.000) their fraction
    if _DATE.search(bare) and "0" not in bare.split("s")[0]:
        is_month = {"y", "m"} == set(re.findall("[ymdhs]", bare.lower().translate(str.maketrans("年月日", "ymd"))))
        return "month" if is_month else "date"
    made = any(isinstance(shown_number(code, sample), Formatted) for sample in _SAMPLES)
    return RENDERED + code if made or '"' in code or shown_string(code, "x") != "x" else ""


def shown_number(code: str, text: str) -> CellValue:
    """Return a number as stored, as a :class:`Formatted` where its format makes another text of it."""
    shown = _render(code, text)
    return Number(text) if shown is None else as_shown(text, shown)


def as_shown(text: str, shown: str) -> Number:
    """Return a number that shows so: the text counts where it is more than the number with other separators."""
    plain = not shown.strip("#") and shown != ""  # a column too narrow for its number
    return Number(text) if plain or (shown and _PLAIN.fullmatch(shown)) else Formatted(text, shown)


def shown_string(code: str, text: str) -> str:
    """Return a text as its format shows it: ``@"号"`` puts a 号 behind it; one that hides it leaves it."""
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if not section.has("text"):
        return text
    return "".join(text if kind == "text" else literal for kind, literal in section.before)


def _render(code: str, text: str) -> str | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    sections = _sections(code)
    if not value.is_finite() or abs(value.adjusted()) > _WIDEST or not any(s.before or s.after for s in sections[:3]):
        return None
    section, signed = _chosen(sections, value)
    if not section.rendered:
        return None
    shown = _filled(section, abs(value))
    return f"-{shown}" if signed and value < 0 and re.search("[1-9]", shown) else shown


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
        whole = f"{value.normalize():f}"
        return "".join(whole if kind in ("general", "text") else text for kind, text in section.before)
    places = section.places
    rounded = value.scaleb(-section.scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    return _whole(section, whole.lstrip("0")) + _fraction(section, fraction)


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
    fraction = any(kind == "literal" and text == "/" for kind, text in tokens) and len(places) > 1
    point = kinds.index("point") if "point" in kinds else len(tokens)
    scale = 3 * sum(kind == "comma" and bool(places) and at > places[-1] for at, kind in enumerate(kinds))
    shown = [(kind, text) for kind, text in tokens if kind not in ("", "condition", "numerals")]
    before = sum(kind not in ("", "condition", "numerals") for kind in kinds[:point])
    inner = tuple(t for at, t in enumerate(shown[:before]) if t[0] != "comma" or scale == 0)
    condition = (found[1], _decimal(found[2])) if found else None
    rendered = not fraction and not {"exponent", "numerals"} & set(kinds)
    return _Section(inner, tuple(t for t in shown[before:] if t[0] != "comma"), condition, rendered, scale)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)
