"""单位设置.xlsx as :class:`~xlcheck.model.Settings`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from xlcheck.model import Category, Finding, MailServer, Place, Policy, Round, Settings, XlcheckError, finding
from xlcheck.schema.cells import typer
from xlcheck.schema.folding import split_list
from xlcheck.schema.frames import TableFrame
from xlcheck.schema.holidays import calendar_of
from xlcheck.schema.kinds import Column, Kind
from xlcheck.schema.personal import digits_of

UNIT_ITEMS: tuple[tuple[str, str, str], ...] = (
    ("bureau", "单位名称", "必填。全称，与计划名称中的写法一致。"),
    ("short_name", "单位简称", "任务名称和台账标题使用的写法。"),
    ("region", "行政区划代码", "六位数字。"),
    ("superior", "上级单位", "上报材料的接收单位。"),
    ("superior_mail", "上级邮箱", "上报材料的收件邮箱，可暂不填写。"),
    ("year", "年度", "必填。四位数字。"),
    ("document_no", "文号", "本年度抽查工作计划的文号。"),
    ("document_date", "制发日期", "本年度抽查工作计划的制发日期。"),
    ("open_phones", "公开电话", "本单位对外公布的电话，可以印在公示材料上；几个的，用顿号隔开。"),
    ("mail_server", "发件服务器", "由程序直接发邮件时填写，如 smtp.example.com；不填则只生成邮件草稿。"),
    ("mail_port", "发件端口", "不填时，SSL 为 465，STARTTLS 为 587。"),
    ("mail_security", "发件加密", "SSL、STARTTLS 或无；不填为 SSL。“无”只用于本机的邮件服务。"),
    ("mail_sender", "发件邮箱", "发件的邮箱，也是登录名。密码每次发送时输入，不保存。"),
)
"""(key, 项目, 说明) of the sheet 单位信息."""

POLICY_ITEMS: tuple[tuple[str, str, str], ...] = (
    ("team_size", "每户检查人数", "每个检查对象的检查人员数，不少于 2 人。"),
    ("no_repeat", "年内不重复抽取", "是：年内已抽中的对象，后面批次不再抽取。"),
    ("yearly_cap", "每户年度上限", "同一对象一年最多抽中几次；不填为不限。"),
    ("rounding", "取整", "向上取整：按比例和“不低于”的应抽数有小数时进一；“不超过”一律舍去小数。"),
    ("min_count", "最少户数", "抽样框不为空时，至少抽取几户。"),
    ("deadline_days", "公示期限（工作日）", "检查结束后多少个工作日内公示。"),
    ("cert_pattern", "执法证号格式", "正则表达式，由本单位执法证号的编法决定；不填为不检查。"),
    ("joint_size", "联合部门每户人数", "部门联合抽查时，每个联合部门每户派几人；不填为 2 人。"),
    ("expert_size", "专家每户人数", "每户另配几名专家（“是否专家”为是的人员）；不填为不另配。"),
    ("leader", "每组须有组长", "是：每个检查组至少有一名组长（“是否组长”为是的人员）。"),
    ("groups", "检查组数", "先抽成几个检查组，再把抽中的对象分到各组；不填为逐户配组。"),
    ("year_load", "全年均衡工作量", "是：配组时计入本年度以前各任务中已分到的户数；否：每个任务单独均衡。"),
    ("merge_visits", "同批次合并检查", "是：同一批次几个任务抽中同一对象的，合并为一次检查；否：各任务各查各的。"),
)
"""(key, 项目, 说明) of the sheet 抽查策略."""

ROUNDING = "向上取整"

YEARS = range(2000, 2100)
"""The years that a desk may be of."""


def settings_from(tables: Mapping[str, TableFrame]) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings that the sheets of 单位设置 give, and what is wrong with them.

    Raises :class:`XlcheckError` ``settings.incomplete`` where the bureau's name or the year is missing,
    ``settings.year`` where the year is none, since nothing else can be judged then.
    """
    unit, policy = _pairs(tables.get("unit"), UNIT_ITEMS), _pairs(tables.get("policy"), POLICY_ITEMS)
    findings = [*_absent(tables.get("unit"), UNIT_ITEMS), *_absent(tables.get("policy"), POLICY_ITEMS)]
    findings += [*_shared_names(tables.get("categories")), *_odd_rounds(tables.get("rounds"))]
    if missing := [unit[key].item for key in ("bureau", "year") if not unit[key].value]:
        raise XlcheckError("settings.incomplete", items="、".join(missing))
    year = _year(unit["year"].value)
    (off, on), told = calendar_of(tables.get("holidays"), year)
    odd: list[Finding] = []
    settings = Settings(
        bureau=unit["bureau"].value,
        short_name=unit["short_name"].value or unit["bureau"].value,
        region=unit["region"].value,
        superior=unit["superior"].value,
        superior_mail=unit["superior_mail"].value,
        mail=MailServer(
            unit["mail_server"].value,
            _whole(unit, "mail_port", odd, 1) or 0,
            unit["mail_security"].value,
            unit["mail_sender"].value,
        ),
        open_phones=tuple(map(digits_of, split_list(unit["open_phones"].value))),
        year=year,
        document_no=unit["document_no"].value,
        document_date=_date(unit["document_date"].value),
        categories=_categories(tables.get("categories")),
        rounds=_rounds(tables.get("rounds")),
        policy=_policy(policy, findings),
        days_off=off,
        days_on=on,
        vocabularies=_code_lists(tables.get("codes")),
    )
    return settings, (*findings, *odd, *told)


class _Cell:
    """The value of one 项目, and where it stands."""

    def __init__(self, item: str, value: str = "", place: Place | None = None) -> None:
        self.item, self.value, self.place = item, value, place or Place("单位设置.xlsx")


def _pairs(table: TableFrame | None, items: tuple[tuple[str, str, str], ...]) -> dict[str, _Cell]:
    cells = {key: _Cell(item) for key, item, _ in items}
    if table is None:
        return cells
    keys = {item: key for key, item, _ in items}
    for row, item in table.frame["item"].items():
        if key := keys.get(item):
            cells[key] = _Cell(item, table.frame.at[row, "value"], table.place(row, "value"))
    return cells


def _absent(table: TableFrame | None, items: tuple[tuple[str, str, str], ...]) -> Iterator[Finding]:
    """A 项目 that is not on its sheet, most likely since it was renamed; its default would count unsaid."""
    if table is not None:
        there = set(table.frame["item"])
        for _, item, _ in items:
            if item not in there:
                yield finding("settings.item-missing", Place(table.book, table.sheet), item=item)


def _shared_names(table: TableFrame | None) -> Iterator[Finding]:
    """A name under which two categories are known could mean either."""
    owners: dict[str, str] = {}
    for row in table.frame.index if table is not None else ():
        assert table is not None
        cells = table.frame.loc[row]
        for key in ("name", "aliases", "wordings"):
            for name in split_list(cells[key]):
                owner = owners.setdefault(name, cells["name"])
                if owner != cells["name"]:
                    yield table.finding("settings.name-shared", row, key, name=name, first=owner)


def _odd_rounds(table: TableFrame | None) -> Iterator[Finding]:
    """The months of a 批次 are months, the first not after the last."""
    if table is not None:
        frame = table.frame.dropna(subset=["first", "last"])
        for row, first, last in zip(frame.index, frame["first"], frame["last"], strict=True):
            if not 1 <= int(first) <= int(last) <= 12:
                yield table.finding("settings.round", row, "first", name=table.frame.at[row, "name"])


def _year(text: str) -> int:
    year = int(text) if text.isdecimal() else 0
    if year not in YEARS:
        raise XlcheckError("settings.year", value=text)
    return year


def _whole(cells: dict[str, _Cell], key: str, findings: list[Finding], least: int = 0) -> int | None:
    cell = cells[key]
    if not cell.value:
        return None
    if not cell.value.isdecimal() or int(cell.value) < least:
        findings.append(finding("settings.number", cell.place or Place(""), cell.value, item=cell.item, least=least))
        return None
    return int(cell.value)


def _policy(cells: dict[str, _Cell], findings: list[Finding]) -> Policy:
    rounding = cells["rounding"]
    if rounding.value not in ("", ROUNDING):
        findings.append(finding("settings.rounding", rounding.place or Place(""), rounding.value))
    default = Policy()
    return Policy(
        team_size=_whole(cells, "team_size", findings, 2) or default.team_size,
        no_repeat=_yes(cells["no_repeat"], findings),
        yearly_cap=_whole(cells, "yearly_cap", findings, 1),
        min_count=_whole(cells, "min_count", findings) or default.min_count,
        deadline_days=_whole(cells, "deadline_days", findings, 1) or default.deadline_days,
        cert_pattern=_pattern(cells["cert_pattern"], findings),
        joint_size=_whole(cells, "joint_size", findings, 1) or default.joint_size,
        expert_size=_whole(cells, "expert_size", findings) or default.expert_size,
        leader=_yes(cells["leader"], findings),
        groups=_whole(cells, "groups", findings) or default.groups,
        year_load=_yes(cells["year_load"], findings),
        merge_visits=_yes(cells["merge_visits"], findings),
    )


def rule_on_repeats(policy: Policy) -> str:
    """年内不重复抽取 or 每户年度上限 as a policy has it, in words."""
    if policy.no_repeat:
        return "年内不重复抽取"
    return "不设每户年度上限" if policy.yearly_cap is None else f"每户年度上限 {policy.yearly_cap} 次"


def _yes(cell: _Cell, findings: list[Finding]) -> bool:
    """Whether a cell says 是; blank says 否."""
    if cell.value not in ("", "是", "否"):
        findings.append(finding("settings.yes-no", cell.place or Place(""), cell.value, item=cell.item))
    return cell.value == "是"


def _pattern(cell: _Cell, findings: list[Finding]) -> str:
    """A regular expression, or none where it is not one."""
    try:
        re.compile(cell.value)
    except re.error:
        findings.append(finding("settings.pattern", cell.place or Place(""), cell.value, item=cell.item))
        return ""
    return cell.value


def _categories(table: TableFrame | None) -> tuple[Category, ...]:
    if table is None:
        return ()
    rows = table.frame[table.frame["name"] != ""]
    return tuple(
        Category(name, split_list(aliases), split_list(wordings))
        for name, aliases, wordings in zip(rows["name"], rows["aliases"], rows["wordings"], strict=True)
    )


def _rounds(table: TableFrame | None) -> tuple[Round, ...]:
    if table is None:
        return ()
    rows = table.frame.dropna(subset=["first", "last"])
    return tuple(
        Round(name, int(first), int(last))
        for name, first, last in zip(rows["name"], rows["first"], rows["last"], strict=True)
    )


def _code_lists(table: TableFrame | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if table is None:
        return ()
    rows = table.frame[(table.frame["list"] != "") & (table.frame["value"] != "")]
    return tuple((str(name), tuple(group["value"])) for name, group in rows.groupby("list", sort=False))


def _date(text: str) -> date | None:
    value, _ = typer(Column("date", "制发日期", Kind.DATE), None)(text)
    return value if isinstance(value, date) else None
