"""联合抽查: the departments of a task, and the people of other offices in the registry of inspectors."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.checks.context import Context
from xlcheck.model import Finding, Trouble
from xlcheck.reading.bureaus import other_office
from xlcheck.reading.departments import sizes_of
from xlcheck.reading.expressions.departments import parse_departments
from xlcheck.reading.plan import departments_of
from xlcheck.schema.inputs import INSPECTORS, PLAN
from xlcheck.schema.vocabularies import JOINT, SINGLE


def joint_tasks_name_their_departments(context: Context) -> Iterator[Finding]:
    """Require a task started as 部门联合, and no other, to name the departments, each by itself."""
    plan = context.books.plan
    if plan is None:
        return
    for row in context.rows:
        initiation, departments = plan.at(row.row, PLAN.initiation), parse_departments(row.departments)
        if isinstance(departments, Trouble):
            yield context.tell(departments.code, row, PLAN.departments, **dict(departments.params))
        elif initiation == JOINT and not departments:
            yield context.tell(
                "plan.joint-alone", row, PLAN.departments if plan.has(PLAN.departments) else PLAN.initiation
            )
        elif initiation == SINGLE and departments:
            yield context.tell("plan.single-with-others", row, PLAN.departments)


def departments_have_inspectors(context: Context) -> Iterator[Finding]:
    """Require each department that joins a task to have somebody in 执法检查人员名录库."""
    inspectors = context.books.inspectors
    if inspectors is None or not inspectors.has(INSPECTORS.employer) or not len(inspectors):  # which is told of it
        return
    for row in context.rows:
        names = parse_departments(row.departments)
        sizes = {} if isinstance(names, Trouble) else sizes_of(inspectors, names)
        if missing := "、".join(name for name, size in sizes.items() if not size):
            yield context.tell("departments.no-inspector", row, PLAN.departments, missing=missing)


def inspectors_are_of_the_bureau(context: Context) -> Iterator[Finding]:
    """Point out the people of another office that no task of the plan names: they serve in none."""
    inspectors = context.books.inspectors
    if inspectors is None:
        return
    known = departments_of(context.books.plan)
    strangers = (
        row
        for row, employer in inspectors.rows(INSPECTORS.employer)
        if other_office(employer, context.settings) and not any(employer.endswith(name) for name in known)
    )
    yield from inspectors.each(INSPECTORS.employer, ((row, Trouble("registry.other-office")) for row in strangers))
