"""The registries' basics: who stands twice, dates in order, what lapses, who is enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from xlcheck.checks.context import Context
from xlcheck.model import Finding, Place, finding
from xlcheck.schema.folding import chosen
from xlcheck.schema.frames import TableFrame, day
from xlcheck.schema.vocabularies import OPERATING


def names_stand_once(context: Context) -> Iterator[Finding]:
    """One company name stands under one code."""
    entities = context.books.entities
    if entities is None:
        return
    names = entities.frame["name"]
    first = names.drop_duplicates()
    rows = {name: row for row, name in first.items()}
    for row in entities.where((names != "") & names.duplicated()):
        yield entities.finding("registry.name-repeated", row, "name", first=entities.spoken(rows[names[row]]))


def dates_are_in_order(context: Context) -> Iterator[Finding]:
    """A licence is not granted before the company exists, nor lapses before it is granted."""
    entities = context.books.entities
    if entities is None:
        return
    frame = entities.frame
    for row in entities.where(frame["licensed_on"] < frame["founded"]):
        yield entities.finding("registry.licence-before-founding", row, "licensed_on")
    for row in entities.where(frame["licence_to"] < frame["licensed_on"]):
        yield entities.finding("registry.licence-reversed", row, "licence_to")


def licences_last_through_the_year(context: Context) -> Iterator[Finding]:
    """A licence that lapses is pointed out: the entity leaves the frame of the rounds after that day."""
    entities = context.books.entities
    if entities is not None:
        operating = entities.frame["status"].isin(OPERATING)
        yield from _lapsing(entities, "licence_to", operating, context, "registry.licence-lapses")


def certificates_last_through_the_year(context: Context) -> Iterator[Finding]:
    """A certificate that lapses is pointed out: its holder is not drawn for the rounds after that day."""
    inspectors = context.books.inspectors
    if inspectors is not None:
        yield from _lapsing(
            inspectors, "cert_to", inspectors.frame["status"] == "有效", context, "registry.cert-lapses"
        )


def leaves_are_in_order(context: Context) -> Iterator[Finding]:
    """A leave does not end before it begins."""
    leaves = context.books.leaves
    if leaves is not None:
        for row in leaves.where(leaves.frame["last"] < leaves.frame["first"]):
            yield leaves.finding("registry.leave-reversed", row, "last")


def each_category_has_enough_inspectors(context: Context) -> Iterator[Finding]:
    """For each task there are as many valid certificates of its category as a team has members."""
    inspectors = context.books.inspectors
    if inspectors is None:
        return
    frame, size = inspectors.frame, context.settings.policy.team_size
    for row in context.rows:
        if row.scope is None or row.window is None:
            continue
        fit = (frame["status"] == "有效") & (frame["cert_to"] >= pd.Timestamp(row.window.end))
        able = frame["scope"].map(lambda text, c=row.scope.category: c in chosen(text))
        count = int((fit & able).sum())
        if count < size:
            place = Place(inspectors.book, inspectors.sheet)
            category, plan_no = row.scope.category, row.plan_no
            yield finding(
                "registry.too-few-inspectors", place, category=category, plan_no=plan_no, count=count, size=size
            )


def each_category_has_entities(context: Context) -> Iterator[Finding]:
    """For each category that the plan draws there is a company in operation."""
    entities = context.books.entities
    if entities is None:
        return
    present = set(entities.frame["category"][entities.frame["status"].isin(OPERATING)])
    for row in context.rows:
        if row.scope is not None and row.scope.category not in present:
            yield context.tell("plan.empty-frame", row, "scope", category=row.scope.category)


def _lapsing(table: TableFrame, key: str, mask: pd.Series[bool], context: Context, code: str) -> Iterator[Finding]:
    last_day = pd.Timestamp(date(context.settings.year, 12, 31))
    for row in table.where(mask & (table.frame[key] < last_day)):
        yield table.finding(code, row, key, day=day(table.frame.at[row, key]))
