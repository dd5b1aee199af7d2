"""The forms of an expression of the plan, each with what it is read as: the readers themselves make the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from xlcheck.messages import remedy
from xlcheck.model import Filter, Finding, Number, Percent, Place, Ratio, Scope, Trouble, Window
from xlcheck.reading.cells import typer
from xlcheck.reading.expressions.amount import Amount, parse_amount
from xlcheck.reading.expressions.days import parse_days
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.expressions.filter import read_filter
from xlcheck.reading.expressions.frequency import Frequency, parse_cap, parse_frequency
from xlcheck.reading.expressions.in_words import days_in_words, frequency_in_words
from xlcheck.reading.expressions.ratio import Strata, parse_grades, parse_ratio
from xlcheck.reading.expressions.scope import parse_scope
from xlcheck.reading.expressions.window import parse_window
from xlcheck.reading.tables import YearBooks
from xlcheck.samples.blank import blank_settings
from xlcheck.samples.categories import usual_categories
from xlcheck.schema.inputs import PLAN
from xlcheck.schema.table import Column

_SETTINGS = blank_settings(2021, usual_categories())
_Read = TypeVar("_Read")

_EXAMPLES: dict[Column, tuple[str, ...]] = {
    PLAN.kind: ("定向或不定向抽查", "定向", "不定向", "定向、不定向抽查", "随机抽查"),
    PLAN.ratio: (
        "50%", "不低于5%", "5%以上", "不超过5%", "3户", "10%（20户）", "全覆盖",
        "守信1%、警示10%、失信50%、严重失信80%", "百分之五", "1/4", "2%-5%", "5", "不低于5%且不少于3户", "适当比例",
        Percent("0.05"), Number("0.05"),
    ),
    PLAN.scope: (
        "2021年1月前成立的运营的全区道路货物运输企业", "2021年9月前成立运营的全区机动车驾驶员培训企业",
        "2021年3月15日前登记的道路旅客运输企业", "全区管辖范围内公路建设施工企业", "全区维修经营业户", "网约车平台公司",
        "全县范围内在营的机动车维修企业", "营的全区道路货物运输企业", "部分道路货物运输企业",
        "2021年13月前成立的道路货物运输企业", "全区交通运输企业",
    ),
    PLAN.window: (
        "2021年1月至4月", "1-12月", "全年", "第三季度", "下半年", "10月-次年3月", "2020.4-2020.12",
        "2021年5月1日至8月31日", "一月至四月", "10月底", "8月至5月", "另行通知",
    ),
    PLAN.filter: (
        "信用风险等级为C、D", "信用风险等级为C、D；上次抽查日期早于2020年1月1日",
        "信用风险等级不为A且许可批准日期不为空", "成立日期不早于2019年", "成立日期早于2019年7月1日", "所属乡镇为示例镇",
        "信用等级C级", "信用风险等级为E",
    ),
    PLAN.initiation: ("本部门", "部门联合抽查", "跨部门", "省级发起"),
    PLAN.departments: (
        "公安局、应急管理局", "公安局/市场监督管理局", "住房和城乡建设局", "配合部门：公安局",
        "无", "公安局和应急管理局", "公安局等部门",
    ),
    PLAN.credit: (
        "A级1%、B级10%、C级50%、D级100%", "低风险1%，一般风险5%", "C、D级加倍", "甲级1%、乙级5%", "A级1%、A级5%",
    ),
    PLAN.frequency: ("1次/年", "每年一次", "每半年1次", "每两年一次", "每季度不少于1次", "每年1-2次", "不定期"),
    PLAN.population: ("120", "约120户", "1,200家", "三五户"),
    PLAN.target: ("12户", "不少于3户", "5%"),
    PLAN.frequency_cap: ("2", "不超过2次", "每半年1次", "每年不少于2次"),
    PLAN.drawn_in: ("2021年1月", "1月5日", "另行通知"),
    PLAN.finished_by: ("2021年4月30日前", "4月底前", "年底前", "4月前"),
}  # fmt: skip
"""By the plan's column: what bureaus write, first the forms that are read, then those that are asked about."""


def expressions() -> Iterator[tuple[str, str, str]]:
    """Column, text and reading of each example, the columns in the plan's order."""
    for column in PLAN:
        for text in _EXAMPLES.get(column, ()):
            yield column.title, _written(text), _READERS[column](text)


def _written(text: str) -> str:
    if isinstance(text, Number):
        return f"数值 {text}" + ("，百分比格式" if isinstance(text, Percent) else "")
    return text


def _reader(parse: Callable[[str], _Read | Trouble], say: Callable[[_Read], str]) -> Callable[[str], str]:
    """A reader that says what it has read, or what is asked where it cannot read."""

    def read(text: str) -> str:
        found = parse(text)
        return _asked(text, found) if isinstance(found, Trouble) else say(found)

    return read


def _asked(text: str, trouble: Trouble) -> str:
    proposed = f"；可改为“{trouble.proposal}”" if trouble.proposal else ""
    return f"不猜，请改：{remedy(Finding(trouble.code, Place(''), text, trouble.params))}{proposed}"


def _filter(read: Filter) -> str:
    return "；".join(f"{c.title} {c.relation} {c.day or '、'.join(c.values)}".strip() for c in read.conditions)


def _ratio(ratio: Ratio) -> str:
    if ratio.strata:
        return _grades(ratio.strata)
    count = f"{ratio.count} 户" if ratio.count else ""
    return "，".join(filter(None, [str(ratio.kind), str(ratio.share) if ratio.share else "", count]))


def _grades(strata: Strata) -> str:
    return "；".join(f"{grade} 级 {share}" for grade, share in strata)


def _scope(scope: Scope) -> str:
    founded = f"{scope.founded_before} 以前成立" if scope.founded_before else ""
    return "，".join(filter(None, [scope.category, founded, "只要在营的" if scope.operating else ""]))


def _window(window: Window) -> str:
    return f"{window.start} 至 {window.end}"


def _frequency(frequency: Frequency) -> str:
    least = "至少 " if frequency.at_least else ""
    return f"{frequency.months} 个月 {least}{frequency.times} 次"


def _amount(amount: Amount) -> str:
    about = "约 " if amount.about else "至少 " if amount.at_least else "至多 " if amount.at_most else ""
    return f"{about}{amount.count} 户"


_READERS: dict[Column, Callable[[str], str]] = {
    PLAN.kind: _reader(typer(PLAN.kind, _SETTINGS), str),
    PLAN.ratio: _reader(parse_ratio, _ratio),
    PLAN.scope: _reader(lambda text: parse_scope(text, _SETTINGS.categories), _scope),
    PLAN.window: _reader(lambda text: parse_window(text, _SETTINGS.year), _window),
    PLAN.filter: _reader(lambda text: read_filter(YearBooks(_SETTINGS), text), _filter),
    PLAN.initiation: _reader(typer(PLAN.initiation, _SETTINGS), str),
    PLAN.departments: _reader(parse_departments, "；".join),
    PLAN.credit: _reader(parse_grades, _grades),
    PLAN.frequency: _reader(parse_frequency, _frequency),
    PLAN.population: _reader(parse_amount, _amount),
    PLAN.target: _reader(parse_amount, _amount),
    PLAN.frequency_cap: _reader(parse_cap, frequency_in_words),
    PLAN.drawn_in: _reader(lambda text: parse_days(text, _SETTINGS.year), days_in_words),
    PLAN.finished_by: _reader(lambda text: parse_days(text, _SETTINGS.year), lambda days: str(days.end)),
}
