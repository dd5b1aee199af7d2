"""Titles of columns as people write them: their marks, notes and units; and which unknown one is like which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from xlcheck.model import CellValue, Number, Percent
from xlcheck.reading.folding import fold_title
from xlcheck.reading.numerals import is_split

_MARKS = re.compile(r"^[*★☆▲△●◆※【\[“\"]+|[*★☆▲△●◆※:】\]”\"①②③④⑤]+$")
_NOTE = re.compile(
    r"[\[(](?:非?必填项?|选填|可选|必录|必须填写|\d+位(?:数字)?|格式.*|如.*|例.*|请.*|下拉.*|单选|多选|文本(?:格式)?|年月日|起止|百分比"
    r"|男/女|是/否|定向/不定向|在营/停业|yyyy.*|单位[:为]?.*|[%‰户家个])[\])]$|%$",
    re.IGNORECASE,
)
"""What may stand in brackets behind a title and says nothing of which column it is."""
_UNIT = re.compile(r"\((?:单位[:为]?)?(?P<unit>[%‰户家个])\)$|(?P<percent>%)$|\((?:单位[:为]?)?(?P<word>百分比)\)$")
_BARE = re.compile(r"\d+(?:\.\d+)?")

OTHERS = "原表"
"""What the title of a column begins with that was kept from another layout; it is like none of ours."""

_NOUNS: tuple[tuple[str, ...], ...] = (
    ("起止时间", "时间段", "日期", "时间", "时段", "期限"),
    ("编号", "号码", "工号", "证号", "序号", "号"),
    ("代码",),
    ("名称", "姓名"),
    ("对象范围", "对象", "范围"),
    ("比例",),
    ("事项", "内容"),
    ("部门", "单位", "机关"),
    ("主体",),
    ("频次", "频率"),
    ("状态", "情况"),
    ("类型", "类别"),
    ("地址", "住所"),
    ("电话", "手机"),
    ("职务",),
)
"""Nouns in which titles end; those of a line mean the same."""
_OTHERS = re.compile("未|不|非|无|原|拟|上次|上年|上一年|去年|往年|以前|变更前|实际")
"""Words by which a title is of another column: 上年抽查比例, 未抽查日期."""
_MORE = re.compile("(?:名称|情况|说明|[及和与、/].+)")
"""What may stand behind a title that says as much: 抽查事项名称, 抽查比例及频次."""
_BY_NOUN = {noun: n for n, nouns in enumerate(_NOUNS) for noun in nouns}
_LONGEST = 60
"""Signs that a title has at most, with its notes; what is longer is a text."""
_LEAST = 0.6
"""From which likeness on two titles may be one where one of them ends in no known noun: 抽查比列."""


def title_forms(folded: str) -> tuple[str, ...]:
    """Return a folded title as it stands, then without its marks and notes where it has any."""
    if len(folded) > _LONGEST:
        return (folded,)
    bare = _MARKS.sub("", _NOTE.sub("", _MARKS.sub("", folded)))
    return (folded,) if bare in (folded, "") else (folded, bare)


def unit_of(folded: str) -> str:
    """Return the unit that a title has behind it, as ``%`` of 抽查比例(%); empty where it has none."""
    match = _UNIT.search(_MARKS.sub("", folded))
    return (match["unit"] or "%") if match else ""


def with_unit(cell: CellValue, unit: str) -> CellValue:
    """Return a bare number of a cell with the unit of its column; below 1 it may be a share already, and stays."""
    if not unit or isinstance(cell, Percent) or not isinstance(cell, str):
        return cell
    text = fold_title(cell)
    if is_split(cell) or not _BARE.fullmatch(text) or (unit in "%‰" and float(text) < 1):
        return cell
    return f"{text.removesuffix('.0') if isinstance(cell, Number) else text}{unit}"


def proposed_titles(titles: Sequence[str], strangers: Sequence[str]) -> dict[str, str]:
    """Return for each title the stranger that most likely is it; each stranger for one title, the likest first."""
    scores = sorted(_scores(titles, strangers), key=lambda one: -one[0])
    found: dict[str, str] = {}
    for _, title, stranger in scores:
        if title not in found and stranger not in found.values():
            found[title] = stranger
    return found


def _scores(titles: Sequence[str], strangers: Sequence[str]) -> Iterator[tuple[float, str, str]]:
    for title in titles:
        for stranger in strangers:
            if len(stranger) > _LONGEST or stranger.startswith(OTHERS):
                continue
            score = _likeness(fold_title(title), title_forms(stranger)[-1])
            if score:
                yield score, title, stranger


def _likeness(title: str, stranger: str) -> float:
    """Return how likely two titles are one: by their last words before their first; 0 for not at all."""
    if set(_OTHERS.findall(stranger)) - set(_OTHERS.findall(title)):
        return 0
    if stranger.startswith(title) and _MORE.fullmatch(stranger, len(title)):
        return 2
    ratio = SequenceMatcher(None, title, stranger).ratio()
    head, noun = _parted(title)
    other_head, other_noun = _parted(stranger)
    contained = title in stranger or stranger in title
    if noun and noun == other_noun:
        return ratio + 0.5 if contained or set(head) & set(other_head) else 0
    if noun and other_noun:
        return 0
    return 1 if sorted(title) == sorted(stranger) else ratio if ratio >= _LEAST else 0


def _parted(title: str) -> tuple[str, int]:
    """Return a title's first words and the number of the noun in which it ends; 0 for none."""
    noun = max((noun for noun in _BY_NOUN if title.endswith(noun)), key=len, default="")
    return title.removesuffix(noun), _BY_NOUN[noun] + 1 if noun else 0
