"""The numbers that are meant to be there: one notion of them, for whatever is searched for numbers of persons.

They are the codes of entities, certificate numbers and numbers of the plan, as books, log and frozen requests have
them; winning numbers; 公开电话; and cells of which staff have said, in 已接受问题, that they hold nobody's number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from xlcheck.draws.formats.requests import request_from_json
from xlcheck.journal.chain import line_digest
from xlcheck.journal.draw_events import Freeze, Reveal
from xlcheck.messages import ACCEPTABLE_ERRORS
from xlcheck.model import FIRST_FORMAT, DrawRequest, XlcheckError
from xlcheck.reading.digit_runs import known_numbers, may_hold_number
from xlcheck.reading.folding import fold_id
from xlcheck.reading.personal import numbers_in_certs, numbers_in_codes
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, OTHERS, WAIVERS
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.load import load_year

FROZEN_NAME = "冻结.json"


def attempt_folder(desk: Desk, task_no: str, attempt: int) -> Path:
    """Return where one attempt of one task is kept."""
    return desk.archive / task_no / f"第{attempt}次"


class KnownNumbers:
    """The numbers that are meant to be on a desk, as a container; they are collected once one is asked for.

    ``books`` are read where they are not given, ``also`` are further texts whose numbers are known.
    """

    def __init__(self, run: Run, books: YearBooks | None = None, also: Iterable[str] = ()) -> None:
        self._run, self._books, self._also = run, books, also

    def __contains__(self, number: object) -> bool:
        return number in self._numbers

    @cached_property
    def _numbers(self) -> frozenset[str]:
        books = self._books or load_year(self._run.quiet)[0]
        texts = chain(self._also, codes_in(books), _accepted(books), _logged(self._run.desk))
        doubtful = (text for text in texts if may_hold_number(text))
        return frozenset((*books.settings.open_phones, *chain.from_iterable(map(known_numbers, doubtful))))


def codes_in(books: YearBooks) -> Iterator[str]:
    """Yield the codes and certificate numbers of the registries, but for those that are a person's number instead."""
    for entities in filter(None, (books.entities, books.entities_left)):
        codes = entities[ENTITIES.code]
        yield from codes.drop(list(numbers_in_codes(codes)))
    if books.others is not None:  # whoever is on no registry may be inspected, too
        codes = books.others[OTHERS.code]
        yield from codes.drop(list(numbers_in_codes(codes)))
    for inspectors in filter(None, (books.inspectors, books.inspectors_left)):
        certs = inspectors[INSPECTORS.cert]
        yield from certs.drop(list(numbers_in_certs(certs, inspectors[INSPECTORS.phone])))


def _accepted(books: YearBooks) -> Iterator[str]:
    """Yield the texts of the rows of which staff accepted that they look as if they held a person's number."""
    if books.waivers is None or not all(map(books.waivers.has, (WAIVERS.code, WAIVERS.row, WAIVERS.reason))):
        return
    rows = books.waivers.rows(WAIVERS.code, WAIVERS.row, WAIVERS.reason)
    keys = {fold_id(key) for _, code, key, reason in rows if code in ACCEPTABLE_ERRORS and reason}
    if keys:
        tables = (*books.tables.values(), *books.left_out)
        yield from chain.from_iterable(_texts_of_rows(table, keys) for table in tables)


def _texts_of_rows(table: TypedTable, keys: set[str]) -> Iterator[str]:
    named = table.table.row_name
    for row in table.data.index:
        if fold_id(table.shown(row, named)) in keys:
            yield from (table.shown(row, column) for column in table.table.columns if not column.private)


def _logged(desk: Desk) -> Iterator[str]:
    """Yield codes and numbers that log and frozen requests have, and all of what was searched before it was frozen."""
    yield from (published.code for published in desk.journal.publications().events)
    draws = desk.journal.draws()
    yield from (slip.code for slip in draws.slips)
    yield from (lodging.number for lodging in draws.lodgings)
    for event in (logged.event for logged in draws.events):
        if isinstance(event, Reveal):
            yield from (*event.numbers.values(), event.seed.rpartition("=")[2])
        request = frozen_request(desk, event) if isinstance(event, Freeze) else None
        if request is not None:
            yield from codes_of(request) if request.format == FIRST_FORMAT else texts_in(request)


def frozen_request(desk: Desk, event: Freeze) -> DrawRequest | None:
    """Return the request of a freeze; ``None`` where it is not there as it was logged, which verifying tells."""
    try:
        text = (attempt_folder(desk, event.task_no, event.attempt) / FROZEN_NAME).read_text("utf-8")
        return request_from_json(text) if line_digest(text) == event.request else None
    except (OSError, UnicodeDecodeError, XlcheckError):
        return None


def codes_of(request: DrawRequest) -> Iterator[str]:
    """Yield the codes, certificate and plan numbers of a frozen request."""
    yield from (request.plan.plan_no, request.plan.task_no)
    yield from (entity.code for entity in request.entities)
    yield from (exclusion.code for exclusion in request.excluded)
    yield from (person.cert for person in request.inspectors)
    yield from (person.code for person in request.inspectors_excluded)


def texts_in(value: object) -> Iterator[str]:
    """Yield every text inside frozen classes and tuples of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        yield from chain.from_iterable(map(texts_in, value))
    elif is_dataclass(value):
        yield from chain.from_iterable(texts_in(getattr(value, one.name)) for one in fields(value))
