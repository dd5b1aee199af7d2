"""One spelling for what people type in many: titles, names, codes."""

from __future__ import annotations

import re
import unicodedata

from xlcheck.reading.matching import TextPattern

_IGNORABLE = (
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
"""First and last of the code points that Unicode calls default-ignorable, besides the marks of annotations and the
blank of Braille: whoever reads a cell sees none of them, so nothing may be another thing by one of them."""
INVISIBLE = dict.fromkeys(point for first, last in _IGNORABLE for point in range(first, last + 1))
"""Signs that nobody sees -> nothing, for :meth:`str.translate`."""
_UNSEEN = INVISIBLE | dict.fromkeys([*range(0x09), *range(0x0E, 0x1C), 0x7F, 0xFFFE, 0xFFFF])
"""Also the signs that no workbook can hold, though a text may name them (``_x0007_``)."""
_RADICALS = {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)} | str.maketrans(
    "⺁⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳⻝⻐",
    "厂母民虎西见角贝车长门青韦页风飞马骨鬼鱼鸟麦黄齐齿龙龟食钅",
)
"""Code points of radicals, which some programs and fonts put in the place of the characters they look like."""

LOOK_ALIKES = str.maketrans("АВЕЗКМНОРСТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABE3KMH0PCTXYABEZH1KMN0PTYX")
"""Cyrillic and Greek capitals -> the Latin letters or digits of a code that they look like."""

CLEAN = TextPattern(r"[!-~\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]*+")
"""Texts of these signs are clean as they are, as nearly all are; tried first, since it is fast."""

_NOTHING = frozenset({"", "无", "暂无", "没有", "不涉及", "不适用", "无要求", "不要求"})
_FOLDED = re.compile(r"[!-~\u3001-\u3029\u4e00-\u9fff]+")
_SPACE = re.compile(r"\s+")
ID = TextPattern("[A-Z0-9-]*+")
"""Codes that may take part in a draw."""


def fold_title(text: str) -> str:
    """Return a title as it is matched: half-width, without blanks or line breaks."""
    if _FOLDED.fullmatch(text):
        return text
    compatible = unicodedata.normalize("NFKC", text.translate(INVISIBLE).translate(_RADICALS))
    return unicodedata.normalize("NFKC", _SPACE.sub("", compatible))  # again: a blank may have held marks apart


def says_nothing(text: str) -> bool:
    """Say whether a text is one that staff put into a cell where there is nothing to say: 无, —, 不涉及."""
    return fold_title(text).strip("-—–―─/") in _NOTHING


def clean(text: str) -> str:
    """Return a cell's text as it is kept: NFC, nothing invisible, radicals as characters, runs of blanks as one."""
    if CLEAN.fits(text):
        return text
    visible = text.translate(_UNSEEN).translate(_RADICALS)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", visible)).strip()


def fold_id(text: str) -> str:
    """Return a code as the draw uses it: NFKC, nothing invisible, trimmed, upper case ("xlcheck-draw/1")."""
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)).strip().upper()


def is_id(folded: str) -> bool:
    """Say whether a folded code may take part in a draw: ASCII letters, digits and ``-`` only."""
    return folded != "" and ID.fits(folded)


CHOSEN = "；"
"""Between the values of a typed multiple choice; unlike 、 and ，it stands in no code."""


def chosen(text: str) -> tuple[str, ...]:
    """Return the values of a typed multiple choice."""
    return tuple(text.split(CHOSEN)) if text else ()


def split_list(text: str) -> tuple[str, ...]:
    """Split ``甲、乙，丙`` into its parts; also at line breaks, semicolons and commas."""
    parts = re.split(r"[、,，;；\n]+", text)
    return tuple(p for p in (clean(part) for part in parts) if p)
