"""抽取公开 of “xlcheck-draw/2”: the page of the first format, and what that did not fix or say."""

from __future__ import annotations

from collections.abc import Iterator

from xlcheck.draws.formats.one.web_page import basis as first_basis
from xlcheck.draws.formats.one.web_page import layout, replaced, result
from xlcheck.draws.formats.one.web_page.markup import Markup, tag
from xlcheck.draws.formats.two.record import LAYOUT
from xlcheck.draws.formats.two.strength import IN_WORDS, WEAK, Strength
from xlcheck.draws.formats.two.web_page import basis
from xlcheck.draws.formats.two.web_page.data import page_data
from xlcheck.draws.formats.two.wording import late_in_words
from xlcheck.model import DrawnTask, DrawRecord

FIRST_SCRIPTS = ("sha256", "quota", "legal", "teams", "replace", "changes")
"""Those of the first format that are used as they are."""

SCRIPTS = ("tickets", "recompute", "compare")
"""Those of this format."""

_LAST = ("main",)


def draw_page(drawn_task: DrawnTask, *, practice: bool = False) -> str:
    """Return the page as text; a pure function of its arguments."""
    record = drawn_task.record
    notes = [*(tag("p", text, class_="warning") for text in warnings(record)), *replaced.note(drawn_task)]
    return layout.page_of(record, notes, _parts(drawn_task), page_data(drawn_task), script(), practice=practice)


def script() -> str:
    """Return the script of a page."""
    parts = (layout.script(FIRST_SCRIPTS), layout.script(SCRIPTS, __package__), layout.script(_LAST))
    return "\n".join(parts)


def warnings(record: DrawRecord) -> Iterator[str]:
    """Say what a reader must know before trusting the draw."""
    if record.strength in WEAK:
        yield f"随机性强度：{record.strength}。{IN_WORDS[Strength(record.strength)]}"
    if record.request.late:
        yield late_in_words(record.request)
    yield from record.marks
    if record.request.attempt > 1:
        yield f"本任务这是第 {record.request.attempt} 次抽取，原因：{record.request.reason}。以前各次的记录都保留存档。"


def _parts(drawn_task: DrawnTask) -> Iterator[Markup]:
    record = drawn_task.record
    yield basis.task(record)
    yield result.recomputing()
    yield result.sample(record)
    yield result.reserve(record)
    yield basis.rule(record)
    yield basis.frame(record)
    yield basis.source(drawn_task)
    yield first_basis.left_out(drawn_task)
    yield result.tickets(record)
    yield result.teams(record)
    yield from replaced.since(drawn_task, LAYOUT.content_digest)
    yield basis.elsewhere(record, "十二" if drawn_task.replacements else "十一")
