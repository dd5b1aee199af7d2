"""抽取公开: one self-contained HTML page a task, which recomputes its draw in the reader's browser.

It says what was drawn, by which rule, who was left out and why, and what was replaced since. Nothing
is fetched from anywhere; a content security policy that names the page's own script by its SHA-256 sees to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlcheck.draws.formats.one.web_page import basis, layout, replaced, result
from xlcheck.draws.formats.one.web_page.data import page_data
from xlcheck.draws.formats.one.web_page.markup import Markup, tag
from xlcheck.draws.formats.one.web_page.words import warnings
from xlcheck.model import DrawnTask

SCRIPTS = ("sha256", "tickets", "quota", "legal", "teams", "replace", "recompute", "compare", "changes", "main")
"""In the order in which they stand in the page, as one script."""


def draw_page(drawn_task: DrawnTask, *, practice: bool = False) -> str:
    """Return the page as text; a pure function of its arguments.

    ``#recompute`` behind its address recomputes at once.
    """
    record = drawn_task.record
    notes = [*(tag("p", warning, class_="warning") for warning in warnings(record)), *replaced.note(drawn_task)]
    return layout.page_of(record, notes, _parts(drawn_task), page_data(drawn_task), script(), practice=practice)


def _parts(drawn_task: DrawnTask) -> Iterator[Markup]:
    record = drawn_task.record
    yield result.task(record)
    yield result.recomputing()
    yield result.sample(record)
    yield result.reserve(record)
    yield basis.rule(record)
    yield basis.frame(record)
    yield basis.seed(record)
    yield basis.left_out(drawn_task)
    yield result.tickets(record)
    yield result.teams(record)
    yield from replaced.since(drawn_task)
    yield basis.elsewhere(record, "十二" if drawn_task.replacements else "十一")


def script(names: Iterable[str] = SCRIPTS) -> str:
    """Return the script of a page, or some of its files."""
    return layout.script(names)
