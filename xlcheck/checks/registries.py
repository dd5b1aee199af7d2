"""The registries' basics: who stands twice, dates in order, what lapses, whether there are enough inspectors."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date

import pandas as pd

from xlcheck.checks.context import Context
from xlcheck.checks.founding import is_left_open
from xlcheck.model import Finding, Place, Trouble, finding
from xlcheck.reading.admission import admitted, frame_of, not_operating
from xlcheck.reading.folding import chosen, fold_title, says_nothing
from xlcheck.reading.licences import licence_mark, licence_pattern
from xlcheck.reading.personal import numbers_in_certs, numbers_in_codes, personal_numbers
from xlcheck.reading.persons import ALIKE, certs_by_person, namesakes, repeated_persons
from xlcheck.reading.tables import TypedTable, day
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, ITEMS, LEAVES, OTHERS, PLAN, RECUSALS
from xlcheck.schema.table import DATE_KINDS, Column, Kind

_NO_ENFORCEMENT = "执法监督证|辅助|协管"
"""Certificates that do not let their holder inspect; 市场监督管理行政执法证 and 卫生监督证 do."""
_SHORT = 4
"""Signs of the texts that may say that there is nothing to say."""
_DECORATION = re.compile(r"[()\[\]·.\-_“”\"'《》]")
FROZEN = {
    PLAN.key: tuple(column for column in PLAN.columns if column not in (PLAN.row_name, PLAN.remark)),
    ENTITIES.key: (ENTITIES.name, ENTITIES.code, ENTITIES.category, ENTITIES.status, ENTITIES.grade),
    INSPECTORS.key: tuple(
        column for column in INSPECTORS.columns if column not in (INSPECTORS.phone, INSPECTORS.remark)
    ),
    RECUSALS.key: (RECUSALS.reason,),
    ITEMS.key: (ITEMS.name, ITEMS.category, ITEMS.staffing, ITEMS.random),
    OTHERS.key: (OTHERS.code, OTHERS.source, OTHERS.items),
}
"""Columns of texts that a freeze fixes for good, or 抽取公告 and 抽取公开 print, by table."""


def names_stand_once(context: Context) -> Iterator[Finding]:
    """Require one entity to stand under one code: no name twice.

    Names that differ only in brackets, blanks or 责任 are pointed out too.
    """
    entities = context.books.entities
    if entities is None:
        return
    # a row with the code of an earlier one is told as that: cell.repeated
    entities = entities.only(~(entities[ENTITIES.code].duplicated() & (entities[ENTITIES.code] != "")))
    yield from _twice(entities, ENTITIES.name, "registry.name-repeated", lambda name: name)
    alike = _twice(entities, ENTITIES.name, "registry.name-alike", _essence)
    same = set(entities.where(entities[ENTITIES.name].duplicated()))
    yield from (f for f in alike if f.place.row not in same)


def what_is_frozen_holds_no_numbers(context: Context) -> Iterator[Finding]:
    """Require what a draw fixes for good, or prints for everybody, to hold no number of a person."""
    phones = context.books.settings.open_phones
    for key, columns in FROZEN.items():
        table = context.books.tables.get(key)
        for column in columns if table is not None else ():
            assert table is not None
            if column.kind in (*DATE_KINDS, Kind.INTEGER) or not table.has(column):
                continue
            kinds = _numbers_in(table, column, phones)
            troubles = ((row, Trouble("registry.personal-number", (("kind", kind),))) for row, kind in kinds.items())
            yield from table.each(column, troubles)
    for table in context.books.left_out:  # a record lists them by code and name
        for column in (table.table.row_name, table.table.column("name")):
            kinds = _numbers_in(table, column, phones)
            troubles = ((row, Trouble("registry.personal-number", (("kind", kind),))) for row, kind in kinds.items())
            yield from table.each(column, troubles)


def _numbers_in(table: TypedTable, column: Column, phones: Collection[str]) -> dict[int, str]:
    cells = table[column]
    if column == ENTITIES.code:
        return numbers_in_codes(cells, phones)
    if column == INSPECTORS.cert:
        return numbers_in_certs(cells, table[INSPECTORS.phone], phones)
    return personal_numbers(cells, phones)


def licence_numbers_stand_once(context: Context) -> Iterator[Finding]:
    """Require entities to carry different licence numbers."""
    if context.books.entities is not None:
        yield from _twice(context.books.entities, ENTITIES.licence, "registry.licence-repeated", fold_title)


def persons_stand_once(context: Context) -> Iterator[Finding]:
    """Require inspectors to differ in name; whether two of a name are one person is asked.

    Two of one name and one employer are drawn as one until staff accept them as two.
    """
    inspectors = context.books.inspectors
    if inspectors is None:
        return
    accepted = namesakes(context.books.waivers, (ALIKE,))
    repeated = repeated_persons(inspectors, context.settings)
    twice = [one for one in repeated if inspectors.at(one.row, INSPECTORS.cert) not in accepted]
    said = ((one.row, (("first", inspectors.row_in_words(one.first)),)) for one in twice)
    yield from inspectors.each(INSPECTORS.name, ((row, Trouble("registry.person-twice", at)) for row, at in said))
    places = {inspectors.place(one.row, INSPECTORS.name) for one in twice}
    alike = _twice(inspectors, INSPECTORS.name, "registry.person-repeated", fold_title)
    yield from (f for f in alike if f.place not in places)


def licence_numbers_look_usual(context: Context) -> Iterator[Finding]:
    """Require a licence number that is meant by one of the bureau's forms to be written as a form is."""
    entities, forms = context.books.entities, context.settings.policy.licence_forms
    if entities is None or not forms:
        return
    licences = entities[ENTITIES.licence]
    filled = licences[licences != ""]
    marked = filled.str.contains("|".join(map(licence_mark, forms)))
    usual = filled.str.fullmatch(f"(?:{'|'.join(map(licence_pattern, forms))})")
    trouble = Trouble("registry.licence-form", (("forms", "、".join(forms)),))
    yield from entities.each(ENTITIES.licence, ((int(row), trouble) for row in filled.index[marked & ~usual]))


def _essence(name: str) -> str:
    """Return an entity's name without what different hands write differently."""
    return _DECORATION.sub("", fold_title(name)).replace("有限责任公司", "有限公司")


def _twice(table: TypedTable, column: Column, code: str, essence: Callable[[str], str]) -> Iterator[Finding]:
    """Make a finding for each row whose text means the same as an earlier one's."""
    if not table.has(column):
        return
    texts = table[column]
    short = texts[texts.str.len() <= _SHORT]
    essences = texts.drop(short[short.map(says_nothing)].index).map(essence)
    again = essences[essences.duplicated()]
    first = {text: row for row, text in essences.drop_duplicates().items()} if len(again) else {}
    troubles = ((row, Trouble(code, (("first", table.row_in_words(first[text])),))) for row, text in again.items())
    yield from table.each(column, troubles)


def dates_are_in_order(context: Context) -> Iterator[Finding]:
    """Require a licence to be granted no earlier than the entity's founding, and to lapse no earlier than that."""
    entities = context.books.entities
    if entities is None:
        return
    early = entities.where(entities[ENTITIES.licensed_on] < entities[ENTITIES.founded])
    yield from entities.each(
        ENTITIES.licensed_on, ((row, Trouble("registry.licence-before-founding")) for row in early)
    )
    reversed_ = entities.where(entities[ENTITIES.licence_to] < entities[ENTITIES.licensed_on])
    yield from entities.each(ENTITIES.licence_to, ((row, Trouble("registry.licence-reversed")) for row in reversed_))


def licences_last_through_the_year(context: Context) -> Iterator[Finding]:
    """Point out a licence that lapses: the entity leaves the frame of the rounds after that day."""
    entities = context.books.entities
    if entities is not None:
        operating = ~not_operating(entities)
        yield from _lapsing(entities, ENTITIES.licence_to, operating, context, "registry.licence-lapses")


def certificates_last_through_the_year(context: Context) -> Iterator[Finding]:
    """Point out a certificate that lapses: its holder is not drawn for the rounds after that day."""
    inspectors = context.books.inspectors
    if inspectors is not None:
        yield from _lapsing(
            inspectors, INSPECTORS.cert_to, inspectors[INSPECTORS.status] == "有效", context, "registry.cert-lapses"
        )


def certificates_are_of_enforcement(context: Context) -> Iterator[Finding]:
    """Require who is drawn to hold a certificate of enforcement, not one of supervising it or of assisting."""
    inspectors = context.books.inspectors
    if inspectors is not None and inspectors.has(INSPECTORS.cert_type):
        types, serving = inspectors[INSPECTORS.cert_type], inspectors[INSPECTORS.status] == "有效"
        for row in inspectors.where(serving & types.str.contains(_NO_ENFORCEMENT)):
            yield inspectors.finding("registry.cert-type", row, INSPECTORS.cert_type)


def leaves_are_in_order(context: Context) -> Iterator[Finding]:
    """Require a leave not to end before it begins."""
    leaves = context.books.leaves
    if leaves is not None:
        for row in leaves.where(leaves[LEAVES.last] < leaves[LEAVES.first]):
            yield leaves.finding("registry.leave-reversed", row, LEAVES.last)


def drop_downs_offer_every_category(context: Context) -> Iterator[Finding]:
    """Point out a drop-down that lacks a category, since it was made before that was set.

    This is said at the column's title, to be renewed in a copy.
    """
    names = {c.name: c.names for c in context.settings.categories}
    offer = f"现有的 {len(names)} 个类别"
    for table in context.books.tables.values():
        for place, offers in table.offers():
            missing = "、".join(name for name, words in names.items() if not set(words) & set(offers))
            if missing:
                now = f"原有的 {len(offers)} 个类别"
                yield finding("registry.list-lacks", place, now, offer, title=place.title, missing=missing)


def _blank(context: Context, registry: TypedTable) -> Iterator[Finding]:
    """Say once of a registry without entries that no task can be drawn, and not of each task why."""
    if context.rows:
        yield finding("registry.blank", Place(registry.book, registry.sheet), count=len(context.rows))


def each_category_has_enough_inspectors(context: Context) -> Iterator[Finding]:
    """Require for each task as many persons with valid certificates of its category as a team has members."""
    inspectors = context.books.inspectors
    columns = (INSPECTORS.status, INSPECTORS.cert_to, INSPECTORS.scope)
    if inspectors is None or not all(map(inspectors.has, columns)):  # which is told of the header
        return
    if not len(inspectors):
        yield from _blank(context, inspectors)
        return
    people = certs_by_person(inspectors, context.settings, namesakes(context.books.waivers))
    size = context.settings.policy.team_size
    for row in context.rows:
        if row.scope is None or row.window is None:
            continue
        fit = (inspectors[INSPECTORS.status] == "有效") & (
            inspectors[INSPECTORS.cert_to] >= pd.Timestamp(row.window.end)
        )
        able = inspectors[INSPECTORS.scope].map(lambda text, c=row.scope.category: c in chosen(text))
        count = len({people.get(cert, cert) for cert in inspectors[INSPECTORS.cert][fit & able]})
        if count < size:
            place = Place(inspectors.book, inspectors.sheet)
            category, task = row.scope.category, row.task_no or row.plan_no
            yield finding("registry.too-few-inspectors", place, category=category, task=task, count=count, size=size)


def every_task_has_entities(context: Context) -> Iterator[Finding]:
    """Require for each task an entity in operation that its scope admits, with a licence through its window."""
    entities = context.books.entities
    if entities is None or not all(map(entities.has, (ENTITIES.category, ENTITIES.status))):
        return
    if not len(entities):
        yield from _blank(context, entities)
        return
    for row in context.rows:
        if row.scope is None or row.window is None or is_left_open(context, row):
            continue
        frame, category = frame_of(context.books, row), row.scope.category
        if not admitted(entities, row.scope, row.window).any():
            yield context.tell("plan.empty-frame", row, PLAN.scope, category=category)
        elif frame is not None and not frame.any():
            yield context.tell("plan.empty-filter", row, PLAN.filter, category=category)


def _lapsing(
    table: TypedTable, column: Column, mask: pd.Series[bool], context: Context, code: str
) -> Iterator[Finding]:
    last_day = pd.Timestamp(date(context.settings.year, 12, 31))
    days = table[column][mask & (table[column] < last_day)]
    yield from table.each(column, ((row, Trouble(code, (("day", str(day(on))),))) for row, on in days.items()))
