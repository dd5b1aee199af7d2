"""单位设置.xlsx as :class:`~xlcheck.model.Settings`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import partial
from typing import Any  # for what each parser of a setting gives

from xlcheck.model import (
    ClosedDays,
    Contact,
    Finding,
    Leader,
    MailServer,
    Place,
    Policy,
    Round,
    Settings,
    Trouble,
    VisitLimits,
    XlcheckError,
    finding,
)
from xlcheck.reading.calendar.holidays import calendar_of
from xlcheck.reading.categories import categories_from, shared_names
from xlcheck.reading.certs import cert_pattern
from xlcheck.reading.dates import read_date
from xlcheck.reading.folding import split_list
from xlcheck.reading.layouts import kept_layouts
from xlcheck.reading.licences import licence_forms
from xlcheck.reading.named_sheets import named_sheets
from xlcheck.reading.personal import digits_of
from xlcheck.reading.tables import TypedTable, day
from xlcheck.reading.visit_limits import demanded, quiet_days, share
from xlcheck.schema.inputs import CLOSURES, CODES, LEADERS, ROUNDS, UNIT
from xlcheck.schema.setting_items import LATER_ITEMS, POLICY_ITEMS, ROUNDING, UNIT_ITEMS, USUAL_PLATFORM
from xlcheck.schema.vocabularies import RESULT

YEARS = range(2000, 2100)
"""The years that a desk may be of."""


def settings_from(tables: Mapping[str, TypedTable]) -> tuple[Settings, tuple[Finding, ...]]:
    """Return the settings that the sheets of 单位设置 give, and the findings about them.

    Raises :class:`XlcheckError` ``settings.incomplete`` where the bureau's name or the year is missing,
    ``settings.year`` where the year is none, since nothing else can be judged then.
    """
    unit, policy = _pairs(tables.get("unit"), UNIT_ITEMS), _pairs(tables.get("policy"), POLICY_ITEMS)
    findings = [*_missing_items(tables.get("unit"), UNIT_ITEMS), *_missing_items(tables.get("policy"), POLICY_ITEMS)]
    findings += _closures_out_of_order(tables.get("closures"))
    findings += [*shared_names(tables.get("categories")), *_rounds_out_of_order(tables.get("rounds"))]
    if missing := [unit[key].item for key in ("bureau", "year") if not unit[key].value]:
        raise XlcheckError("settings.incomplete", items="、".join(missing))
    year = _year(unit["year"].value)
    (off, on), on_calendar = calendar_of(tables.get("holidays"), year)
    values, unread = _values_of(unit | policy)
    settings = Settings(
        bureau=unit["bureau"].value,
        short_name=unit["short_name"].value or unit["bureau"].value,
        region=unit["region"].value,
        superior=unit["superior"].value,
        superior_mail=unit["superior_mail"].value,
        platform=unit["platform"].value or USUAL_PLATFORM,
        mail=MailServer(
            unit["mail_server"].value,
            values.get("mail_port", 0),
            unit["mail_security"].value,
            unit["mail_sender"].value,
        ),
        open_phones=tuple(map(digits_of, split_list(unit["open_phones"].value))),
        contact=Contact(
            unit["contact"].value,
            next(iter(split_list(unit["open_phones"].value)), ""),
            unit["supervision_phone"].value,
        ),
        year=year,
        document_no=unit["document_no"].value,
        document_date=values.get("document_date"),
        categories=categories_from(tables.get("categories")),
        rounds=_rounds(tables.get("rounds")),
        policy=Policy(**{item.name: values[item.name] for item in fields(Policy) if item.name in values}),
        visit_limits=VisitLimits(**{f.name: values[f.name] for f in fields(VisitLimits) if f.name in values}),
        days_off=off,
        days_on=on,
        closed_days=tuple(_closed_days(tables.get("closures"))),
        vocabularies=_code_lists(tables.get("codes")),
        problems=_problems(tables.get("codes")),
        sheets=values.get("sheets", ()),
        layouts=kept_layouts(tables.get("layouts")),
        leaders=tuple(_leaders(tables.get("leaders"))),
    )
    return settings, (*findings, *unread, *on_calendar)


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


def _missing_items(table: TypedTable | None, items: tuple[tuple[str, str, str], ...]) -> Iterator[Finding]:
    """Point out a 项目 that is not on its sheet, most likely since it was renamed; its default would count unsaid.

    Not those that came later: a sheet that is older than they are is as it should be.
    """
    if table is not None:
        there = set(table[UNIT.item])
        for key, item, _ in items:
            if item not in there and key not in LATER_ITEMS:
                yield finding("settings.item-missing", Place(table.book, table.sheet), item=item)


def _closed_days(table: TypedTable | None) -> Iterator[ClosedDays]:
    """Yield the closures whose days could be read; of the others the check tells."""
    if table is not None:
        for _, first, last, game in table.rows(CLOSURES.first, CLOSURES.last, CLOSURES.game):
            start, end = day(first), day(last)
            if start and end and start <= end:
                yield ClosedDays(start, end, game)


def _closures_out_of_order(table: TypedTable | None) -> Iterator[Finding]:
    """Require that a closure does not end before it begins."""
    if table is not None:
        for row, first, last in table.rows(CLOSURES.first, CLOSURES.last):
            start, end = day(first), day(last)
            if start and end and start > end:
                yield table.finding("settings.closure", row, CLOSURES.last)


def _rounds_out_of_order(table: TypedTable | None) -> Iterator[Finding]:
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


def _values_of(cells: Mapping[str, _Cell]) -> tuple[dict[str, Any], list[Finding]]:
    """Return the values of the 项目 that are more than texts, and a finding for each that could not be read.

    Of one that is blank, or that counts as blank, there is no value: its default holds.
    """
    parsed = {key: parse(cells[key].value) for key, parse in _PARSERS.items() if cells[key].value}
    troubles = {key: part for key, part in parsed.items() if isinstance(part, Trouble)}
    values = parsed | {key: trouble.value for key, trouble in troubles.items()}
    findings = [_finding(cells[key], trouble) for key, trouble in troubles.items()]
    return {key: value for key, value in values.items() if value}, findings


def _finding(cell: _Cell, trouble: Trouble) -> Finding:
    params = dict(trouble.params)
    return finding(trouble.code, cell.place, cell.value, trouble.proposal, item=cell.item, **params)


def rule_on_repeats(policy: Policy) -> str:
    """Put 年内不重复抽取, 每户年度上限 or 每户年度检查上限, whichever bounds draws most, into words."""
    if policy.no_repeat:
        return "年内不重复抽取"
    if policy.inspection_cap is not None and policy.most_visits != policy.yearly_cap:
        return f"每户年度检查上限 {policy.inspection_cap} 次"
    return "不设每户年度上限" if policy.yearly_cap is None else f"每户年度上限 {policy.yearly_cap} 次"


def _whole(text: str, least: int = 0) -> int | Trouble:
    """Read a whole number that is not below ``least``."""
    if not text.isdecimal() or int(text) < least:
        return Trouble("settings.number", (("least", str(least)),))
    return int(text)


def _yes(text: str) -> bool | Trouble:
    """Say whether a text says 是 or 否."""
    return text == "是" if text in ("是", "否") else Trouble("settings.yes-no")


def _rounding(text: str) -> str | Trouble:
    """Read 取整, of which there is one way."""
    return ROUNDING if text == ROUNDING else Trouble("settings.rounding")


def _date(text: str) -> date | Trouble:
    """Read a day; of a text that is none, what it most likely means is proposed."""
    day = read_date(text)
    return Trouble("settings.date", proposal=day.proposal) if isinstance(day, Trouble) else day


_PARSERS: Mapping[str, Callable[[str], object]] = {
    "rounding": _rounding,
    "team_size": partial(_whole, least=2),
    "no_repeat": _yes,
    "yearly_cap": partial(_whole, least=1),
    "min_count": _whole,
    "deadline_days": partial(_whole, least=1),
    "cert_pattern": cert_pattern,
    "licence_forms": licence_forms,
    "joint_size": partial(_whole, least=1),
    "expert_size": _whole,
    "leader": _yes,
    "groups": _whole,
    "year_load": _yes,
    "merge_visits": _yes,
    **dict.fromkeys(("inspection_cap", "day_cap", "week_cap", "month_cap", "sixty_cap"), partial(_whole, least=1)),
    "superior_free": _yes,
    "uncounted": str,
    "day_visits": partial(_whole, least=1),
    "day_towns": partial(_whole, least=1),
    "quiet_days": quiet_days,
    "same_words": share,
    "window_end": share,
    "clean_year": partial(_whole, least=1),
    "clean_pair": partial(_whole, least=2),
    "near_days": partial(_whole, least=1),
    "recheck_days": partial(_whole, least=1),
    "demanded": demanded,
    "mail_port": partial(_whole, least=1),
    "document_date": _date,
    "sheets": named_sheets,
}
"""The parsers of the 项目 that are more than texts, by key; each returns a value or a trouble."""


def _rounds(table: TypedTable | None) -> tuple[Round, ...]:
    if table is None:
        return ()
    return tuple(Round(name, int(first), int(last)) for _, name, first, last in _full_rounds(table))


def _leaders(table: TypedTable | None) -> Iterator[Leader]:
    """Yield those of 领导小组 who have a name."""
    if table is not None:
        for _, role, name, position in table.rows(LEADERS.role, LEADERS.name, LEADERS.position):
            if name:
                yield Leader(role, name, position)


def _problems(table: TypedTable | None) -> tuple[tuple[str, bool], ...]:
    """Return the results of which 码表 says whether they are a problem; that of 0.1.0 says it of none."""
    if table is None:
        return ()
    said = (table[CODES.vocabulary] == RESULT) & (table[CODES.value] != "") & table[CODES.problem].isin(["是", "否"])
    return tuple((value, answer == "是") for _, value, answer in table.rows(CODES.value, CODES.problem, where=said))


def _code_lists(table: TypedTable | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if table is None:
        return ()
    lists: dict[str, list[str]] = {}
    filled = (table[CODES.vocabulary] != "") & (table[CODES.value] != "")
    for _, name, value in table.rows(CODES.vocabulary, CODES.value, where=filled):
        lists.setdefault(name, []).append(value)
    return tuple((name, tuple(values)) for name, values in lists.items())
