"""联合部门: who takes part in a joint task, each by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlcheck.model import Trouble
from xlcheck.reading.expressions.tokens import bare, not_understood
from xlcheck.reading.folding import INVISIBLE, clean, fold_title, says_nothing
from xlcheck.reading.trades import ALSO, TRADES

_ROLES = "(?:牵头|配合|联合|参与|参加|发起|协同|协助|主办|协办)(?:部门|单位)?"
_ROLE = re.compile(rf"^{_ROLES}[:：]|(?:{_ROLES}|[(（](?:{_ROLES}|现有\d+人)[)）])$")
_NONE = re.compile(
    "(?:无|没有|暂无|不|未|非|无需|不需要?|不涉及|不用)(?:其他|其它)?"
    "(?:(?:联合|配合|参与|协同)(?:部门|单位|抽查|检查)?|(?<=[他它])(?:部门|单位))"
)
"""无联合部门, 无需联合."""
_BETWEEN = re.compile(r"[、,，;；/+＋&＆|｜]+|以及|会同|协同")
_BLANK = re.compile(r"\s+")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_OFFICE = re.compile(
    "(?:[局委办厅署院所站队处科股室社馆行]|部门|单位|中心|公司|委员会|管委会|联合会|政府|机关|协会|组织部|宣传部|武装部|统战部|工作部"
    "|总工会|工商联|[妇残]联|红十字会|消费者协会)$"
)
_TRADES = TRADES | ALSO
_TRADE = "|".join(sorted(_TRADES, key=len, reverse=True))
_PLACES = "(?:国家|[^省市区县旗州盟局委厅门]{0,6}[省市区县旗州盟]){0,3}"
_OWN_NAME = re.compile(rf"{_PLACES}(?:{_TRADE})")
"""How the name of an office begins that is no second half of the name before it: its place, then its trade."""
_BELOW = re.compile("(?:[分支]局|[支大中]队|[队科股室所站处])$")
"""公安局 交警大队, which may be one or two."""
_SUFFIX = re.compile("(?<!总)局|厅|委员会|委|部门")
_AND = re.compile("[和与及同]")
_BOTH = re.compile("和")
_JOINED = re.compile(
    "(?:教育和(?:体育|科技)|科技和|农业农村和水[利务]|文化和?旅游和体育|城市管理和综合|商务和|水利和|林业和|粮食和|自然资源和|民政和)"
)
"""How the name of one office begins that holds two trades."""
_UNMERGED = frozenset({"公安", "税务", "海关", "气象", "消防救援", "邮政管理", "烟草专卖", "人民银行"})
"""Trades whose office no other is merged into: 公安交通局 is two, or none; 铁路公安局 is one."""
_LONGEST = 60
"""Signs that the name of an office has at most."""
_GENERIC = re.compile(
    "(?:[我本各多数几其单跨仅该省市区县旗两三四五六七八九]|上级|下级|上述|以上|上列|前述|行业|业务|行政|主管|监管|执法|职能|成员|政府|内部|外部|综合|管理|监督|保护|运输"
    "|服务|指挥|个|几)*(?:局|厅|委|委员会|部门|单位|机关|科室|中心|大队|支队|分局)"
)
"""主管部门, 我局, 上述部门, 管理局: what names no office."""
_NOT_A_NAME = re.compile(
    r"^(?:[或和及与没不未非暂除免]|(?:[同原仅只拟但曾]|[拟可]?[由请能])[省市区县旗]?(?:"
    + _TRADE
    + ")|[^局委厅]{2,}时[请由邀]?[省市区县旗]?(?:"
    + _TRADE
    + ")|如(?!皋|东)|若(?!羌|尔盖)"
    r"|无(?!锡|棣|为|极)|联合(?!执法|会)|配合|协助|邀请|商请)|[^\u3400-\u9fff〇○A-Za-z·]|[的或各]|(?<![高中初])等|以外|之外|除外"
    "|(?:相关|有关|各|其他|其它|成员)(?:部门|单位)|[局委办厅队所门][和与及同]."
    "|按|负责|分工|根据|详见|附件|同上|同级|另行|待定|视情|如需|需要|县级|市级|省级|由|发起"
)
_DOUBT = re.compile(r"[局委厅或等视如按除不非未待拟暂\d]|部门|必要|需|相关|有关|会同|配合|联合")
"""What in brackets behind a name makes it another one, or none for sure."""


def parse_departments(cell: str) -> tuple[str, ...] | Trouble:
    """Return the departments named, or the :class:`Trouble` that says what of the text names none for sure."""
    if says_nothing(cell) or _NONE.fullmatch(bare(fold_title(cell))):
        return ()
    parts = tuple(_parts(cell)) or (clean(cell),)
    names = list(map(_name, parts))
    if unclear := tuple(part for part, name in zip(parts, names, strict=True) if not _is_department(name)):
        return not_understood("departments.unclear", unclear)
    return tuple(dict.fromkeys(names))


def _name(part: str) -> str:
    """Return the name of a part, without the full stop behind it and the department's role."""
    return _ROLE.sub("", part.rstrip("。"))


def _parts(cell: str) -> Iterator[str]:
    """Split a text where one name ends: at signs, at 会同, at a blank or 和 behind the name of an office.

    What stands in brackets belongs to the name before it.
    """
    held = _BRACKETS.sub(lambda match: match[0].translate(_HELD), cell.translate(INVISIBLE))
    for part in filter(None, map(str.strip, _BETWEEN.split(held))):
        words = [word.translate(_FREE) for word in filter(None, _BLANK.split(part))]
        for name in words if _are_several(words) else [clean(part.translate(_FREE))]:
            yield from _of_conjunction(name)


_HELD = {ord(sign): 0xE000 + n for n, sign in enumerate("、,，;；\n/ +＋&＆|｜\t\r\xa0\u3000")}
_FREE = {point: sign for sign, point in _HELD.items()}
"""Signs within brackets, kept apart from those between names, and back."""


def _are_several(words: Sequence[str]) -> bool:
    """Say whether words with blanks between them are a name each: ``公安局 应急管理局``, not ``应急 管理局``.

    A name may be broken at a blank, or at the end of a line; so each must be a whole one without doubt.
    """
    names = list(map(_name, words))
    if not all(map(_is_department, names)):
        return False
    for before, name in pairwise(names):
        trades = before in TRADES and name not in TRADES and not name.endswith(("部门", "单位"))
        if trades or before.endswith("总局") or not _begins_anew(name):
            return False
    return True


def _begins_anew(name: str) -> bool:
    """Say whether a name can be no second half of the one before it."""
    own = _OWN_NAME.match(name)
    return own is not None and (not _BELOW.search(name) or name.endswith(("消防大队", "消防救援大队", "消防救援支队")))


def _of_conjunction(part: str) -> Iterator[str]:
    """Split ``公安局和应急管理局`` and ``公安和应急管理部门``; ``住房和城乡建设局`` is one, as is ``教育和体育局``."""
    for found in _AND.finditer(part[:_LONGEST]):
        first, second = _name(part[: found.start()]), part[found.end() :]
        if _is_department(first) and _may_follow(first, second):
            yield first
            yield from _of_conjunction(second)
            return
    yield part


def _may_follow(first: str, second: str) -> bool:
    """Say whether what stands behind 和 is another department."""
    if not _begins_anew(second):
        return False
    return first not in TRADES or second in TRADES or second.endswith(("部门", "单位", "机关"))


def _is_department(name: str) -> bool:
    """Say whether a text names one department: an office, or a trade that stands for one."""
    own = _BRACKETS.sub("", name)
    if not 1 < len(own) <= _LONGEST or _NOT_A_NAME.search(own) or _names_no_trade(own):
        return False
    if _NONE.fullmatch(own) or any(_DOUBT.search(inner) for inner in _BRACKETS.findall(name)):
        return False
    ends = [found.end() for found in _SUFFIX.finditer(own)]
    if len(ends) > 1 and ends[-1] == len(own) and not own.endswith(("分局", "支局")):  # 公安局应急管理局: one or two
        return False
    if _of_two_trades(own) or _is_run_together(own):
        return False
    return own in TRADES or _OFFICE.search(own) is not None


def _names_no_trade(name: str) -> bool:
    return _GENERIC.fullmatch(name) is not None and not _OWN_NAME.match(name)


def _of_two_trades(name: str) -> bool:
    """Say whether a name holds two trades with 和 between them, and is none that is known for one: 公安和应急管理局."""
    joined = _JOINED.match(name)
    parts = ((name[: at.start()], name[at.end() :]) for at in _BOTH.finditer(name, joined.end() if joined else 0))
    return any(first in TRADES and _begins_anew(second) for first, second in parts)


def _is_run_together(name: str) -> bool:
    """Say whether a name is that of two offices without a sign between them: 公安交通局; 公安交管部门 is one."""
    trade = re.fullmatch(rf"{_PLACES}(?P<trade>.+?)(?:{_SUFFIX.pattern})", name)
    if trade is None or trade["trade"] in _TRADES:
        return False
    parts = ((trade["trade"][:at], trade["trade"][at:]) for at in range(2, len(trade["trade"]) - 1))
    return any(first in _UNMERGED and second in _TRADES for first, second in parts)
