"""What a person would read in a text: each value in all the forms in which it is written, of a model of its own.

A text may be read as a value where it is one of the value's forms, and is asked about where it is none. The model knows
nothing of the grammars: it writes every form of a value out, and compares texts.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from fractions import Fraction
from itertools import product

NUMERALS = "〇一二三四五六七八九"
UNSEEN = "\u200b\u200e\ufeff\u00ad\u2066\ufe0f"
_NUMBER = re.compile("[零〇○一二两三四五六七八九十百千]+")
_BLANK = re.compile(r"(?<![\d零〇○一二两三四五六七八九十百千.])\s+|\s+(?![\d零〇○一二两三四五六七八九十百千.])")


def counted(number: int) -> str:
    """Write a number below 10,000 in Chinese numerals, as it is counted."""
    if number == 0:
        return "零"
    text, gap = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap and text else "") + NUMERALS[digit] + sign
        gap = not digit
    return text.removeprefix("一") if text.startswith("一十") else text


_COUNTED = {counted(n): n for n in range(10_000)} | {"两": 2, "〇": 0, "一十": 10}
_COUNTED |= {text.replace("百一十", "百十"): n for text, n in _COUNTED.items()}


def plain(text: str) -> str:
    """Bring a text to one spelling: width, dashes, numbers in digits; a blank stays where it may part a number."""
    seen = unicodedata.normalize("NFKC", text.translate(dict.fromkeys(map(ord, UNSEEN))))
    one = _BLANK.sub("", re.sub("[‐—–−~〜-]+", "-", seen)).strip().rstrip("。;,、")
    digits = re.sub("[零〇○一二三四五六七八九]{4}(?=年)", lambda m: str(int_of_year(m[0])), one)
    counted_ = _NUMBER.sub(lambda m: str(_COUNTED.get(m[0], m[0])), digits)
    points = re.sub(r"(?<=\d)点([零〇○一二三四五六七八九]+|\d)", lambda m: f".{_digits(m[1])}", counted_)
    return re.sub(r"(\.\d*?)0+(?!\d)|(?<![\d.])0+(?=\d(?!\d{3}))", r"\1", points).replace(".%", "%")


def _digits(signs: str) -> str:
    return signs if signs.isdigit() else str(int_of_year(signs)).zfill(len(signs))


def int_of_year(signs: str) -> int:
    return int("".join(str("〇一二三四五六七八九".index(c)) if c in NUMERALS else "0" for c in signs))


def window_forms(first, last, year):
    """Every form of a window, of a plan of ``year``."""
    years = ["", f"{year}年", f"{year}年度", "本年", "今年"] if first.year == year else []
    years += [f"{first.year}年", f"{first.year}年度"]
    again = ["", f"{last.year}年"] if last.year == first.year else [f"{last.year}年", "次年"]
    again += ["当年"] if last.year == first.year else []
    to = ["-", "至", "到", "起至", "起到"]
    for start, then, sign in product(years, again, to):
        for d, e, m in product("日号", "日号", ("月", "月份")):
            yield f"{start}{first.month}{m}{first.day}{d}{sign}{then}{last.month}{m}{last.day}{e}"
            if (first.year, first.month) == (last.year, last.month) and not then:
                yield f"{start}{first.month}{m}{first.day}{d}{sign}{last.day}{e}"
                yield f"{start}{first.month}{m}{first.day}{sign}{last.day}{e}"
                yield f"{start}{first.month}.{first.day}{sign}{last.day}{e}"
        if first.year == last.year and not then:
            yield f"{start}{first.month}.{first.day}{sign}{last.month}.{last.day}"
    for sign, part, other in product(to, "./-", "./-"):
        one, two = (part.join(map(str, (day.year, day.month, day.day))) for day in (first, last))
        yield from (f"{one}{sign}{two}", f"{one}{sign}{last.month}.{last.day}" if part == "." else "")
        yield f"{one}{sign}{other.join(map(str, (last.year, last.month, last.day)))}"
        yield f"{one}日{sign}{two}日"
    yield from (f"{first:%Y%m%d}{sign}{last:%Y%m%d}" for sign in to)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        yield from _month_forms(first, last, years, again, to)


def _month_forms(first, last, years, again, to):
    months = [("月", "月"), ("月份", "月份"), ("", "月"), ("", "月份"), ("月", "月份"), ("月份", "月")]
    for start, then, sign, (m, n), end in product(years, again, to, months, ("", "底", "末")):
        if m or not then:
            yield f"{start}{first.month}{m}{sign}{then}{last.month}{n}{end}"
            yield f"{start}{first.month}{m}初{sign}{then}{last.month}{n}{end}"
    for sign, part in product(to, "./-"):
        yield f"{first.year}{part}{first.month}{sign}{last.year}{part}{last.month}"
        yield f"{first.year}{part}{first.month}月{sign}{last.year}{part}{last.month}月"
    yield from (f"{first:%Y%m}{sign}{last:%Y%m}" for sign in to)
    yield from (f"{first:%Y%m}月{sign}{last:%Y%m}月" for sign in to)
    if first.year == last.year:
        for start in years:
            yield from _listed_months(start, first.month, last.month)
            yield from (start + form for form in _named_parts(first.month, last.month, to))
    if (first.year, first.month) == (last.year, last.month):
        yield from (f"{first.year}{part}{first.month}{sign}" for part in "./-" for sign in ("", "月"))
        yield from (f"{first:%Y%m}", f"{first:%Y%m}月")


def _listed_months(start, first, last):
    if first == last:
        yield from (f"{start}{first}月", f"{start}{first}月份")
        return
    for between in ("、", ",", "和", "及"):
        yield start + between.join([*map(str, range(first, last)), f"{last}月"])
        yield start + between.join(f"{n}月" for n in range(first, last + 1))


def _named_parts(first, last, to):
    named = {(1, 12): ["", "全年", "全年度"], (1, 6): ["上半年", "上半年度"], (7, 12): ["下半年", "下半年度"]}
    yield from named.get((first, last), [])
    if first % 3 != 1 or last % 3:
        return
    one, two = first // 3 + 1, last // 3
    for a, b, sign in product(("", "第"), ("季度", "季"), [*to, *"、和及,"]):
        if one == two:
            yield f"{a}{one}{b}"
        elif sign in to or two == one + 1:
            yield from (f"{a}{one}{sign}{two}{b}", f"{a}{one}{b}{sign}{a}{two}{b}")


WINDOW_TALK = re.compile(r"^自(?=.*[-至到])|^从(?=.*[-至到])|为?止$|\(第?\d批次?\)$|[,;]共\d+天$")
"""What may stand around a window."""

LEAST = ["不低于", "不少于", "不小于", "不得低于", "不得少于", "至少", "最少", "最低", "≥", ">=", "下限"]
MOST = [
    "不超过",
    "不高于",
    "不多于",
    "不大于",
    "不得超过",
    "不得高于",
    "不得多于",
    "至多",
    "最多",
    "最高",
    "≤",
    "<=",
    "上限",
]
MORE = ["以上", "及以上", "含以上", "(含)以上"]
LESS = ["以下", "及以下", "含以下", "(含)以下", "以内", "及以内", "(含)以内", "之内", "及之内"]
BOUNDS = {"": ([""], [""]), "least": (LEAST, MORE), "most": (MOST, LESS)}


def bounded(bound, values):
    before, behind = BOUNDS[bound]
    for value in values:
        yield from (word + value for word in before)
        yield from (value + word for word in behind)


def decimal(value: Fraction) -> str:
    """A number with all its digits, where it has an end within twelve."""
    text = f"{float(value):.12f}".rstrip("0").rstrip(".")
    return text if Fraction(text) == value else ""


def share_forms(share: Fraction):
    """Every form of a share of a whole."""
    for of, words in (
        (100, ("{}%", "百分之{}", "100分之{}")),
        (1000, ("{}‰", "千分之{}", "1000分之{}")),
        (10, ("{}成",)),
    ):
        text = decimal(share * of)
        signs = words if text.isdigit() or of == 10 else words[:2]
        if text and (of != 10 or (text.isdigit() and 0 < int(text) < 10)):
            yield from (sign.format(text) for sign in signs)
    for below in range(share.denominator, 10_000, share.denominator):
        yield from (f"{share * below}/{below}", f"{below}分之{share * below}")
    yield from ("1半", "半数") if share == Fraction(1, 2) else ()


def frequency_forms(times, months, bound):
    periods = {12: ["年", "年度"], 6: ["半年", "半年度"], 3: ["季", "季度"], 1: ["月", "个月"]}.get(months, [])
    units = [
        (12, "年"),
        (12, "年度"),
        (3, "季度"),
        (3, "季"),
        (3, "个季度"),
        (3, "个季"),
        (6, "个半年"),
        (6, "半年"),
        (1, "个月"),
    ]
    several = [f"{months // of}{word}" for of, word in units if months % of == 0]
    single = [*periods, *several]
    year = ["全年", "本年", "本年度", "全年度", "当年", "当年度", "今年", "2021年", "2021年度"] if months == 12 else []
    month = [f"{months}月"]
    for said in bounded(bound, [f"{times}次"]):
        yield from (f"每{p}{said}" for p in [*single, *month])
        yield from (f"每个{p}{said}" for p in periods if p != "个月")
        yield from (f"{p}{said}" for p in [*single, *year] if p != "个月")
        yield from (f"{said}/{p}" for p in [*single, *month])
        yield from (f"{said}/每{p}" for p in [*single, *month])
        yield from (f"{said}每{p}" for p in [*single, *month])
    for word, p in product(BOUNDS[bound][0], [*(f"每{p}" for p in [*single, *month]), *single, *year]):
        yield f"{word}{p}{times}次"


def slipped(text: str, kind: str, at: int, sign: str) -> str:
    """A text with one slip at a place: a sign more, one less, one twice, or two in the other order."""
    if kind == "more":
        return text[:at] + sign + text[at:]
    if kind == "less":
        return text[:at] + text[at + 1 :]
    return (
        text[:at]
        + (text[at : at + 1] if kind == "twice" else text[at + 1 : at + 2])
        + text[at : at + 1]
        + text[at + (1 if kind == "twice" else 2) :]
    )
