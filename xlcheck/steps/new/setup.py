"""开办: a new bureau fills one form, and plan and settings are written from it; never over what staff have filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xlcheck.excel.read.workbook import check_not_open, read_sheets
from xlcheck.excel.write.setup import write_setup_form
from xlcheck.messages import Level, level
from xlcheck.model import Category, Finding, Settings, XlcheckError
from xlcheck.reading.folding import fold_title
from xlcheck.reading.rows import is_filled
from xlcheck.reading.setup import SetupForm, read_setup
from xlcheck.reading.setup_plan import SetupTask, as_plan, setup_plan
from xlcheck.reading.tables import TypedTable, YearBooks
from xlcheck.samples.blank import category_rows, item_rows, round_rows
from xlcheck.schema.inputs import (
    PLAN_BOOK,
    SETTINGS_BOOK,
    SETUP_BOOK,
    SETUP_CATEGORIES,
    SETUP_POLICY,
    SETUP_ROUNDS,
)
from xlcheck.schema.inputs.setup import SETUP_ITEMS
from xlcheck.schema.table import Book, RowCells
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import digest
from xlcheck.steps.desk.load import load_needed, load_settings
from xlcheck.steps.desk.lock import exclusive

_NEEDED = (SETTINGS_BOOK, PLAN_BOOK)


@dataclass(frozen=True, slots=True)
class SetupProposal:
    """What a form comes to, for a person to look at: nothing is written yet.

    ``settings`` and ``blank_plan`` are as they are, ``books`` those of the desk with plan and settings as they would
    be; ``digests`` are of the workbooks that it was made from.
    """

    form: SetupForm
    settings: Settings
    books: YearBooks
    tasks: tuple[SetupTask, ...]
    findings: tuple[Finding, ...]
    blank_plan: TypedTable
    digests: Mapping[Path, str]

    @property
    def new_categories(self) -> tuple[Category, ...]:
        """The categories that 单位设置 does not have yet."""
        known = {fold_title(category.name) for category in self.settings.categories}
        return tuple(row.category for row in self.form.rows if fold_title(row.category.name) not in known)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What has to be put right before anything is written."""
        return tuple(_errors(self.findings))

    @property
    def left_out(self) -> tuple[str, ...]:
        """The categories of the form that the plan does not have."""
        return tuple(row.category.name for row in self.form.rows if not row.ratio)


def form_of(desk: Desk) -> Path:
    """Return where the form of a desk stands, whether it was made or not; it may have been saved in another format."""
    return desk.book(SETUP_BOOK)


def write_form(desk: Desk, settings: Settings) -> Path:
    """Write the form of a desk, with the categories, 批次 and inspectors of its settings; returns it.

    Raises :class:`XlcheckError` ``output.locked``.
    """
    names = category_rows(settings.categories)
    rows: dict[str, list[RowCells]] = {
        SETUP_POLICY.key: item_rows(SETUP_ITEMS, {"team_size": str(settings.policy.team_size)}),
        SETUP_ROUNDS.key: round_rows(settings.rounds),
        SETUP_CATEGORIES.key: [{c: row.get(c, "") for c in SETUP_CATEGORIES} for row in names],
    }
    path = form_of(desk)
    write_setup_form(path, rows, settings)
    return path


@exclusive("开办")
def make_form(run: Run) -> Path:
    """Write the form of a desk that has none; raises :class:`XlcheckError` as :func:`propose_setup` of the desk."""
    books, _ = _empty_desk(run)
    return write_form(run.desk, books.settings)


def is_form_filled(desk: Desk) -> bool:
    """Say whether anything was typed into the form beside what the tool has written: a ratio.

    Raises :class:`XlcheckError` as :func:`read_sheets` and :func:`read_setup`.
    """
    settings, _, _ = load_settings(desk)
    form, findings = read_setup(read_sheets(form_of(desk)), SETUP_BOOK.filename, settings)
    return bool(form.drawn or _errors(findings))


def propose_setup(run: Run) -> SetupProposal:
    """Read the form and say what would be written; nothing is.

    A form with faults comes with them, and its tasks are not to be written. Raises :class:`XlcheckError`
    ``setup.plan-filled`` and ``setup.begun`` where the desk is not empty any more, ``setup.not-xlsx``,
    ``setup.no-part``, ``setup.two-forms``, ``setup.no-rounds``, ``setup.not-filled``, ``book.open``, ``book.several``,
    and as :func:`load_needed`.
    """
    books, digests = _empty_desk(run)
    run.desk.answering(SETUP_BOOK).require_one()
    path = form_of(run.desk)
    check_not_open(path)
    form, findings = read_setup(read_sheets(path), path.name, books.settings)
    errors = _errors(findings)
    if not form.rounds and not errors:
        raise XlcheckError("setup.no-rounds", book=path.name)
    if not form.drawn and not errors:
        raise XlcheckError("setup.not-filled", book=path.name)
    settings = _with_form(books.settings, form)
    tasks = [] if errors else setup_plan(form, settings, books.items)
    planned = replace(books, settings=settings, plan=as_plan(tasks, settings) if tasks else books.plan)
    assert books.plan is not None
    now = digests | {path: digest(path)}
    return SetupProposal(form, books.settings, planned, tuple(tasks), findings, books.plan, now)


def _errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if level(finding) is Level.ERROR]


def _empty_desk(run: Run) -> tuple[YearBooks, dict[Path, str]]:
    """Read the books of a desk whose plan is blank; returns them with the digests of those that are written anew."""
    files = {book: run.desk.book(book) for book in _NEEDED}
    for path in files.values():
        if path.suffix.lower() != ".xlsx":
            raise XlcheckError("setup.not-xlsx", book=path.name)
    digests = {path: digest(path) for path in files.values() if path.is_file()}
    books = load_needed(run.quiet, PLAN_BOOK)
    if run.desk.journal.draws().events:
        raise XlcheckError("setup.begun", year=books.settings.year)
    assert books.plan is not None
    if not _is_blank(files[PLAN_BOOK], books.plan):
        raise XlcheckError("setup.plan-filled", book=PLAN_BOOK.filename)
    return books, digests


def _is_blank(path: Path, plan: TypedTable) -> bool:
    """Say whether nothing stands below the titles of a plan, be it a task or a note, on any of its sheets."""
    headers = {part.sheet: part.header_row for part in plan.parts}
    below = (
        cells for sheet in read_sheets(path) if sheet.name in headers
        for number, cells in sheet.rows if number > headers[sheet.name]
    )  # fmt: skip
    return not len(plan) and not any(is_filled(cell) for cells in below for cell in cells)


def _with_form(settings: Settings, form: SetupForm) -> Settings:
    """Return the settings with what the form says: categories of the form are added to those that are there."""
    categories = {fold_title(c.name): c for c in (*settings.categories, *(row.category for row in form.rows))}
    policy = replace(settings.policy, team_size=form.team_size)
    return replace(settings, categories=tuple(categories.values()), rounds=form.rounds, policy=policy)


def require_unchanged(proposal: SetupProposal) -> None:
    """Raise :class:`XlcheckError` ``setup.changed`` where a workbook is not what the proposal was made from."""
    for path, known in proposal.digests.items():
        if not path.is_file() or digest(path) != known:
            raise XlcheckError("setup.changed", book=path.name)


def books_to_write(desk: Desk) -> dict[Book, Path]:
    """Return the workbooks that are written anew."""
    return {book: desk.book(book) for book in _NEEDED}
