"""Every column that a blank workbook offers is used, or kept for people who read the workbook; the table says where."""

import re

import pytest

from tests.test_architecture import PACKAGE
from xlcheck.schema import inputs
from xlcheck.schema.inputs import (
    APART,
    CATEGORIES,
    CLOSURES,
    CODES,
    ENTITIES,
    HOLIDAYS,
    INPUT_BOOKS,
    INSPECTORS,
    ITEMS,
    LAYOUTS,
    LEADERS,
    LEAVES,
    OTHERS,
    PLAN,
    POLICY,
    RECUSALS,
    ROUNDS,
    UNIT,
    WAIVERS,
)
from xlcheck.schema.table import Table

ALL_PUBLIC = ("results/history.py", "for c in registry.table if not c.private")
"""检查对象档案 tells of each change of these over the years."""

DRAWN_BY = "draws/frame/inspectors.py"

USED: dict[Table, dict[str, str | tuple[str, str]]] = {
    UNIT: {"item": "reading/settings.py", "value": "reading/settings.py"},
    LEADERS: {
        "role": ("results/report/summary.py", "one.role"),
        "name": ("results/report/summary.py", "one.name"),
        "position": ("results/report/summary.py", "one.position"),
    },
    CATEGORIES: dict.fromkeys(("name", "aliases", "wordings"), "reading/categories.py"),
    ROUNDS: dict.fromkeys(("name", "first", "last"), "reading/settings.py"),
    POLICY: {
        "item": ("reading/settings.py", '_pairs(tables.get("policy"), POLICY_ITEMS)'),
        "value": ("reading/settings.py", '_pairs(tables.get("policy"), POLICY_ITEMS)'),
    },
    HOLIDAYS: dict.fromkeys(("day", "kind", "notice"), "reading/calendar/holidays.py"),
    CLOSURES: dict.fromkeys(("first", "last", "game"), "reading/settings.py"),
    CODES: dict.fromkeys(("vocabulary", "value", "problem"), "reading/settings.py"),
    OTHERS: {
        **dict.fromkeys(("code", "name", "inspected", "items", "inspectors"), "checks/others.py"),
        "inspection_type": ("results/report/all_inspections.py", "row.inspection_type"),
        "result": ("results/report/all_inspections.py", "row.result"),
        "source": ("results/report/all_inspections.py", "row.source"),
        "remark": ("results/report/all_inspections.py", "row.remark"),
        "visit_code": ("reading/visits.py", "row.visit_code"),
    },
    WAIVERS: {
        **dict.fromkeys(("code", "book", "row", "reason"), "checks/findings.py"),
        **dict.fromkeys(("text", "by", "on"), "steps/check/accept.py"),
    },
    LAYOUTS: dict.fromkeys(("name", "book", "theirs", "ours", "fixed"), "reading/layouts.py"),
    PLAN: {
        **dict.fromkeys(("plan_no", "plan_name", "task_no", "task_name", "kind"), "reading/plan.py"),
        **dict.fromkeys(("ratio", "items", "scope", "window"), "reading/plan.py"),
    },
    ENTITIES: {
        **dict.fromkeys(("name", "code", "grade", "licence_to", "last_drawn"), "draws/frame/frame.py"),
        **dict.fromkeys(("category", "status", "founded"), "reading/admission.py"),
        **dict.fromkeys(("licence", "licensed_on"), "checks/registries.py"),
        **dict.fromkeys(("legal_person", "address"), "steps/desk/forms.py"),
        "town": "steps/remind/notify.py",
        "business": ALL_PUBLIC,
        "remark": ALL_PUBLIC,
    },
    INSPECTORS: {
        **{
            key: (DRAWN_BY, f"    {key}: ")
            for key in ("cert", "name", "employer", "status", "cert_to", "scope", "specialities", "leader", "expert")
        },
        "office": "checks/further.py",
        "cert_type": "checks/registries.py",
        "phone": "checks/registries.py",
    },
    RECUSALS: dict.fromkeys(("cert", "code", "reason"), DRAWN_BY),
    LEAVES: dict.fromkeys(("cert", "first", "last"), DRAWN_BY),
    APART: dict.fromkeys(("cert", "other"), DRAWN_BY),
    ITEMS: {
        **dict.fromkeys(("no", "code", "name", "aliases", "body", "category", "random"), "reading/items.py"),
        "supervised": "reading/items.py",
        **dict.fromkeys(("basis", "item_class", "ratio", "frequency", "method", "yearly_cap"), "checks/listed.py"),
        **dict.fromkeys(("content", "materials"), "steps/desk/forms.py"),
        "staffing": "draws/freeze.py",
    },
}
"""Where each column is used, beyond its declaration and the samples.

A module that names it by its table, or the words by which a module takes it without that.
"""

FOR_PEOPLE = {
    UNIT: {"note": "printed beside each 项目, what it is for"},
    POLICY: {"note": "printed beside each 项目, what it is for"},
    HOLIDAYS: {"name": "which holiday a day belongs to"},
    CLOSURES: {"basis": "the announcement that a typed closure rests on"},
    CODES: {"note": "what a code of the bureau's own means"},
    ENTITIES: {
        "no": "numbers the rows",
        "contact": "whom staff ring; private, so the program copies it nowhere",
        "phone": "whom staff ring; private, so the program copies it nowhere",
    },
    INSPECTORS: {"no": "numbers the rows", "remark": "what fits nowhere else"},
    LEAVES: {"reason": "why somebody is away; nobody else's business, so it is told nowhere"},
    APART: {"reason": "why two are never in one team; nobody else's business, so it is told nowhere"},
    ITEMS: {"remark": "what fits nowhere else"},
}
"""Columns of which no step makes anything, and for whom they are."""

GONE = {INSPECTORS: ("sex", "position"), RECUSALS: ("recorded",)}
"""Columns that 0.1.0 offered and that nothing used: they are read and kept where a workbook has them."""

NAMES = {table: name for name in inputs.__all__ if isinstance(table := getattr(inputs, name), Table)}
TABLES = [table for book in INPUT_BOOKS for table in book.tables]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_every_offered_column_is_used_or_for_people(table):
    used, kept = USED.get(table, {}), FOR_PEOPLE.get(table, {})
    assert {*used} & {*kept} == set()
    assert {*used, *kept} == set(table.as_offered.keys)


@pytest.mark.parametrize(("table", "key"), [(table, key) for table, of in USED.items() for key in of])
def test_each_place_that_is_named_uses_the_column(table, key):
    where = USED[table][key]
    path, words = where if isinstance(where, tuple) else (where, "")
    source = (PACKAGE / path).read_text("utf-8")
    assert words in source if words else re.search(rf"\b{NAMES[table]}\.{key}\b", source)


@pytest.mark.parametrize(("table", "key"), [(table, key) for table, keys in GONE.items() for key in keys])
def test_what_is_offered_no_more_is_still_known(table, key):
    assert not table.column(key).offered
