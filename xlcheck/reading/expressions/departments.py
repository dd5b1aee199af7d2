"""联合部门: who takes part in a joint task, each by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlcheck.model import Trouble
from xlcheck.reading.expressions.tokens import not_understood
from xlcheck.reading.folding import clean, says_nothing

_ROLES = "(?:牵头|配合|联合|参与|发起|协同)(?:部门|单位)?"
_ROLE = re.compile(rf"^{_ROLES}[:：]|[(（](?:{_ROLES}|现有\d+人)[)）]$")
_VAGUE = re.compile(r".*(?:等|等部门|等单位|(?:相关|有关|各|其他|成员)(?:部门|单位))")
_TWO = re.compile(r".*[局委办厅队所](?:和|及|与|同).+|.*[局委办厅队所门](?:或者?).*|.*或.*(?:部门|单位|[局委办厅队所])")
"""``公安局和应急管理局``, not ``住房和城乡建设局``; ``公安局和平分局`` is one, so it is not split unasked."""
_GLUED = re.compile(r".+[局委厅].*(?<!分)[局委厅]")
"""公安局应急管理局, which may be one or two."""
_BETWEEN = re.compile(r"[、,，;；\n/]+|以及|会同|协同")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_OFFICE = re.compile(
    r".*(?:[局委办厅署院所站队处科股室社馆]|部门|单位|中心|公司|委员会|政府|分局|支队|大队|总队|机关|协会|组织部|宣传部|武装部)"
)
TRADES = frozenset(
    [
        "公安",
        "交警",
        "公安交警",
        "消防",
        "消防救援",
        "应急",
        "应急管理",
        "市场监管",
        "市场监督管理",
        "工商",
        "质监",
        "生态环境",
        "环保",
        "税务",
        "海关",
        "人社",
        "人力资源和社会保障",
        "住建",
        "住房城乡建设",
        "住房和城乡建设",
        "城管",
        "城市管理",
        "卫健",
        "卫生健康",
        "农业农村",
        "文旅",
        "文化和旅游",
        "文化旅游",
        "教育",
        "民政",
        "自然资源",
        "水利",
        "水务",
        "商务",
        "发改",
        "发展改革",
        "发展和改革",
        "工信",
        "工业和信息化",
        "财政",
        "司法",
        "气象",
        "邮政",
        "邮政管理",
        "烟草",
        "烟草专卖",
        "医保",
        "医疗保障",
        "审计",
        "统计",
        "林业",
        "林草",
        "交通",
        "交通运输",
        "交通运管",
        "公路",
        "民航",
        "铁路",
        "粮食",
        "能源",
        "体育",
        "科技",
        "民宗",
        "退役军人",
        "网信",
        "通信管理",
        "药监",
        "药品监管",
        "金融",
        "人民银行",
        "法院",
        "检察院",
        "综合执法",
    ]
)
"""Departments by their trade alone, as ``公安、市场监管部门`` names the first of two."""
_NOT_A_NAME = re.compile(
    r"^[等或和及与]|[。！？!?…\d]|按|负责|分工|根据|详见|附件|同上|同级|另行|待定|视情|如需|需要|县级|市级|省级|由|发起"
)


def parse_departments(cell: str) -> tuple[str, ...] | Trouble:
    """Return the departments named, or the :class:`Trouble` that says what of the text names none for sure."""
    if says_nothing(cell):
        return ()
    parts = tuple(_parts(cell)) or (clean(cell),)
    names = [_ROLE.sub("", part) for part in parts]
    if unclear := tuple(part for part, name in zip(parts, names, strict=True) if not _is_department(name)):
        return not_understood("departments.unclear", unclear)
    return tuple(dict.fromkeys(names))


def _parts(cell: str) -> Iterator[str]:
    """Split a text where one name ends: at signs, at 会同, and at a blank behind the name of an office.

    What stands in brackets belongs to the name before it.
    """
    held = _BRACKETS.sub(lambda match: match[0].translate(_HELD), cell)
    for part in filter(None, map(clean, _BETWEEN.split(held))):
        pieces = part.split(" ")
        whole = len(pieces) > 1 and all(_is_department(piece.translate(_FREE)) for piece in pieces)
        yield from (piece.translate(_FREE) for piece in (pieces if whole else [part]))


_HELD = {ord(sign): 0xE000 + n for n, sign in enumerate("、,，;；\n/ ")}
_FREE = {point: sign for sign, point in _HELD.items()}
"""Signs within brackets, kept apart from those between names, and back."""


def _is_department(name: str) -> bool:
    """Say whether a text names one department: an office, or a trade that stands for one."""
    bare = _BRACKETS.sub("", name)
    if _VAGUE.fullmatch(bare) or _TWO.fullmatch(bare) or _NOT_A_NAME.search(bare) or " " in bare:
        return False
    if _GLUED.fullmatch(bare):
        return False
    return bare in TRADES or (len(bare) > 1 and bare not in ("部门", "单位") and _OFFICE.fullmatch(bare) is not None)
