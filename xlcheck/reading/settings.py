"""单位设置.xlsx as :class:`~xlcheck.model.Settings`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from xlcheck.model import Category, Finding, MailServer, Place, Policy, Round, Settings, XlcheckError, finding
from xlcheck.reading.calendar.holidays import calendar_of
from xlcheck.reading.cells import typer
from xlcheck.reading.folding import split_list
from xlcheck.reading.licences import licence_forms
from xlcheck.reading.personal import digits_of
from xlcheck.reading.tables import TypedTable
from xlcheck.schema.inputs import CATEGORIES, CODES, ROUNDS, UNIT
from xlcheck.schema.setting_items import LATER_ITEMS, POLICY_ITEMS, ROUNDING, UNIT_ITEMS, USUAL_PLATFORM
from xlcheck.schema.table import Column, Kind

YEARS = range(2000, 2100)
"""The years that a desk may be of."""


def settings_from(tables: Mapping[str, TypedTable]) -> tuple[Settings, tuple[Finding, ...]]:
    """Return the settings that the sheets of 单位设置 give, and the findings about them.

    Raises :class:`XlcheckError` ``settings.incomplete`` where the bureau's name or the year is missing,
    ``settings.year`` where the year is none, since nothing else can be judged then.
    """
    unit, policy = _pairs(tables.get("unit"), UNIT_ITEMS), _pairs(tables.get("policy"), POLICY_ITEMS)
    findings = [*_absent(tables.get("unit"), UNIT_ITEMS), *_absent(tables.get("policy"), POLICY_ITEMS)]
    findings += [*_shared_names(tables.get("categories")), *_odd_rounds(tables.get("rounds"))]
    if missing := [unit[key].item for key in ("bureau", "year") if not unit[key].value]:
        raise XlcheckError("settings.incomplete", items="、".join(missing))
    year = _year(unit["year"].value)
    (off, on), on_calendar = calendar_of(tables.get("holidays"), year)
    odd: list[Finding] = []
    settings = Settings(
        bureau=unit["bureau"].value,
        short_name=unit["short_name"].value or unit["bureau"].value,
        region=unit["region"].value,
        superior=unit["superior"].value,
        superior_mail=unit["superior_mail"].value,
        platform=unit["platform"].value or USUAL_PLATFORM,
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
    return settings, (*findings, *odd, *on_calendar)


class _Cell:
    """The value of one 项目, and where it stands."""

    def __init__(self, item: str, value: str = "", place: Place | None = None) -> None:
        self.item, self.value, self.place = item, value, place or Place("单位设置.xlsx")


def _pairs(table: TypedTable | None, items: tuple[tuple[str, str, str], ...]) -> dict[str, _Cell]:
    cells = {key: _Cell(item) for key, item, _ in items}
    if table is None:
        return cells
    keys = {item: key for key, item, _ in items}
    for row, item in table.rows(UNIT.item):
        if key := keys.get(item):
            cells[key] = _Cell(item, table.at(row, UNIT.value), table.place(row, UNIT.value))
    return cells


def _absent(table: TypedTable | None, items: tuple[tuple[str, str, str], ...]) -> Iterator[Finding]:
    """Point out a 项目 that is not on its sheet, most likely since it was renamed; its default would count unsaid.

    Not those that came later: a sheet that is older than they are is as it should be.
    """
    if table is not None:
        there = set(table[UNIT.item])
        for key, item, _ in items:
            if item not in there and key not in LATER_ITEMS:
                yield finding("settings.item-missing", Place(table.book, table.sheet), item=item)


def _shared_names(table: TypedTable | None) -> Iterator[Finding]:
    """Point out a name under which two categories are known: it could mean either."""
    if table is None:
        return
    owners: dict[str, str] = {}
    for row, category in table.rows(CATEGORIES.name):
        for column in (CATEGORIES.name, CATEGORIES.aliases, CATEGORIES.wordings):
            for name in split_list(table.at(row, column)):
                owner = owners.setdefault(name, category)
                if owner != category:
                    yield table.finding("settings.name-shared", row, column, name=name, first=owner)


def _odd_rounds(table: TypedTable | None) -> Iterator[Finding]:
    """Require that the months of a 批次 are months, the first not after the last."""
    if table is not None:
        for row, name, first, last in _full_rounds(table):
            if not 1 <= int(first) <= int(last) <= 12:
                yield table.finding("settings.round", row, ROUNDS.first, name=name)


def _full_rounds(table: TypedTable) -> Iterator[tuple[int, str, int, int]]:
    """Iterate over the 批次 that have both months: row, name, first and last month."""
    filled = table[ROUNDS.first].notna() & table[ROUNDS.last].notna()
    return table.rows(ROUNDS.name, ROUNDS.first, ROUNDS.last, where=filled)


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
        licence_forms=_licence_forms(cells["licence_forms"], findings),
        joint_size=_whole(cells, "joint_size", findings, 1) or default.joint_size,
        expert_size=_whole(cells, "expert_size", findings) or default.expert_size,
        leader=_yes(cells["leader"], findings),
        groups=_whole(cells, "groups", findings) or default.groups,
        year_load=_yes(cells["year_load"], findings),
        merge_visits=_yes(cells["merge_visits"], findings),
    )


def rule_on_repeats(policy: Policy) -> str:
    """Put 年内不重复抽取 or 每户年度上限, as a policy has it, into words."""
    if policy.no_repeat:
        return "年内不重复抽取"
    return "不设每户年度上限" if policy.yearly_cap is None else f"每户年度上限 {policy.yearly_cap} 次"


def _yes(cell: _Cell, findings: list[Finding]) -> bool:
    """Say whether a cell says 是; blank says 否."""
    if cell.value not in ("", "是", "否"):
        findings.append(finding("settings.yes-no", cell.place or Place(""), cell.value, item=cell.item))
    return cell.value == "是"


def _pattern(cell: _Cell, findings: list[Finding]) -> str:
    """Return a regular expression; empty, with a finding, where it is not one."""
    try:
        re.compile(cell.value)
    except re.error:
        findings.append(finding("settings.pattern", cell.place or Place(""), cell.value, item=cell.item))
        return ""
    return cell.value


def _licence_forms(cell: _Cell, findings: list[Finding]) -> tuple[str, ...]:
    """Return the forms of licence numbers that can be read."""
    forms, others = licence_forms(cell.value)
    if others:
        findings.append(
            finding("settings.licence-form", cell.place, cell.value, item=cell.item, part="、".join(others))
        )
    return forms


def _categories(table: TypedTable | None) -> tuple[Category, ...]:
    if table is None:
        return ()
    rows = table.rows(CATEGORIES.name, CATEGORIES.aliases, CATEGORIES.wordings, where=table[CATEGORIES.name] != "")
    return tuple(Category(name, split_list(aliases), split_list(wordings)) for _, name, aliases, wordings in rows)


def _rounds(table: TypedTable | None) -> tuple[Round, ...]:
    if table is None:
        return ()
    return tuple(Round(name, int(first), int(last)) for _, name, first, last in _full_rounds(table))


def _code_lists(table: TypedTable | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if table is None:
        return ()
    lists: dict[str, list[str]] = {}
    filled = (table[CODES.vocabulary] != "") & (table[CODES.value] != "")
    for _, name, value in table.rows(CODES.vocabulary, CODES.value, where=filled):
        lists.setdefault(name, []).append(value)
    return tuple((name, tuple(values)) for name, values in lists.items())


def _date(text: str) -> date | None:
    value = typer(Column("制发日期", Kind.DATE), None)(text)
    return value if isinstance(value, date) else None
