"""What stands beside the entries of a list: how it is filled, what it adds up to, who made it and on which page.

A row of these has words that no entry has where it has them. Texts are folded: half-width, without blanks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xlcheck.reading.folding import fold_id, fold_title, is_id
from xlcheck.schema.table import Column

_TOTAL = re.compile(
    r"(?:本页|全部|以上)?(?:合计|总计|小计|共计|累计|总数|合计数|total)(?:[::].*|\d.*|\(.*)?", re.IGNORECASE
)
_UNITS = "所户家个人名项件台辆条"
_AMOUNT = re.compile(rf"[-+]?[\d,.]+[{_UNITS}次元张万%]*|[-—/]+|(?:共|计)?\d+[{_UNITS}]")

_DOES = (
    "制表|制单|监制|制作|印制|汇总|核准|编制|填报|填表|填写|填制|录入|经办|复核|审核|审批|审定|审查|批准|校对|核对|统计"
    "|报送|上报|报出|打印|导出"
)
_LABEL = re.compile(
    rf"(?:(?:{_DOES})(?:人|者|员|单位|部门|机关|机构|科室|时间|日期|电话)?(?:签字|签名|签章|盖章)?"
    r"|(?:本|填报|报送|所属)?单位(?:名称|负责人|领导|主管|公章|盖章)?"
    r"|(?:主管|分管|主要|部门|科室|单位|统计)?(?:领导|负责人)(?:签字|签名|意见)?"
    r"|盖章|公章|签字|签名|签章|日期|时间|电话|联系人|联系电话|注|附注|备注|说明|填表说明|填写说明|数据来源|资料来源)"
    r"(?:\([^()]*\))?[::].*"
    rf"|(?:(?:{_DOES})人?|(?:主管|分管|主要|单位)?(?:领导|负责人)|(?:填报|报送)?单位)\((?:盖章|公章|签章|签字|签名)\)|注|附注|备注|说明"
)
_PAGE = re.compile(
    r"\(?(?:(?:第?\d+页)?[,/、]?(?:共\d+页)[,/、]?(?:第\d+页)?|第\d+页|\d{1,4}/\d{1,4}|page\d+(?:(?:of|/)\d+)?)\)?"
    r"|页码[::].*|-\d+-",
    re.IGNORECASE,
)
_END = re.compile(
    r"[-—=_*·~]*\(?(?:以下(?:空白|无正文|无内容|无)|此页无正文|完|全文完|结束|end)\)?[-—=_*·~。]*|\W?以上(?:为|是|共|均|所列).*",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?:二〇..|\d{4})年.{1,3}月.{1,3}日")
_EXAMPLE = re.compile(r"\(?(?:填写|录入|填报)?(?:示例|样例|范例|举例|例|例如|例子|例行|模板)(?:行|数据|如下)?\)?[::]?")
_HINT = re.compile(
    r"[\[(*]?(?:必填|选填|必录|选录|必选|可选|可空|可不填|非必填|必须填写|非必录|不填|自动生成|无需填写)(?:项|字段)?"
    r"[\])*]?(?:[,;:].*)?"
    r"|(?:格式|填写|录入|要求|提示|示例|样例|例|例如|如|举例)[::].*"
    r"|(?:填写|格式|录入)(?:说明|要求|提示|示例|格式).*"
    r"|(?:文本|日期|数字|数值|字符|常规)(?:格式|型|类型)?(?:[,(].*)?"
    r"|(?:请)?(?:从|在)?下拉.*|请(?:选择|填写|按|输入|录入|照).*|(?:按|照|同|与)营业执照.*|yyyy[-/.年]?mm.*"
    r"|\d+位(?:数字|代码|以内)?",
    re.IGNORECASE,
)
_LEAST_CODE = 6
"""Signs from which on a text may be a code."""


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row is looked at: where its key and 序号 stand (0: nowhere), whether a merged cell is half as wide as it.

    ``top`` rows stand close below the header, whose titles are ``titles`` by position.
    """

    key: int
    serial: int
    wide: bool
    top: bool
    titles: Mapping[int, frozenset[str]]


def titles_of(column: Column) -> frozenset[str]:
    """Return the titles of a column as texts are matched."""
    return frozenset(map(fold_title, column.titles))


def aside_kind(texts: Mapping[int, str], look: RowLook) -> str:
    """Return ``hints``, ``totals`` or ``notes``, for the filled cells of a row by position; empty for any other row."""
    first, *others = texts.values()
    keyed = look.key in texts
    if _is_hint(texts, look):
        return "hints"
    if _TOTAL.fullmatch(first) and (not keyed or all(map(_AMOUNT.fullmatch, others))):
        return "totals"
    if _LABEL.fullmatch(first) and not (keyed and _like_code(texts[look.key])):
        return "notes"
    if all(map(_is_page_day_or_end, texts.values())):
        return "notes"
    return ""


def _is_hint(texts: Mapping[int, str], look: RowLook) -> bool:
    """Say whether a row says how to fill the table, or repeats its titles as a list does on each page."""
    again = sum(text in look.titles.get(position, ()) for position, text in texts.items())
    if 2 * again > len(texts) and again > 1:
        return True
    if not look.top:
        return False
    if _EXAMPLE.fullmatch(next(iter(texts.values()))):
        return True
    return 2 * sum(map(bool, map(_HINT.fullmatch, texts.values()))) > len(texts)


def _is_page_day_or_end(text: str) -> bool:
    return any(form.fullmatch(text) for form in (_PAGE, _DATE, _END))


def _like_code(text: str) -> bool:
    """Say whether a key may be that of an entry: a code, and no word of a foot."""
    folded = fold_id(text)
    return is_id(folded) and len(folded) >= _LEAST_CODE and any(c.isdigit() for c in folded)
