"""抽取公开: one self-contained HTML page a task, which recomputes its draw in the reader's browser.

It says what was drawn, by which rule, who was left out and why, and what was replaced since. Nothing
is fetched from anywhere; a content security policy that names the page's own script by its SHA-256 sees to it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files

from xlcheck.draws.web_page import basis, replaced, result
from xlcheck.draws.web_page.data import page_data
from xlcheck.draws.web_page.markup import Markup, joined, tag
from xlcheck.draws.web_page.words import warnings
from xlcheck.model import DrawnTask
from xlcheck.model.practice import PRACTICE_NOTICE

SCRIPTS = ("sha256", "tickets", "quota", "legal", "teams", "replace", "recompute", "compare", "changes", "main")
"""In the order in which they stand in the page, as one script."""


def draw_page(drawn_task: DrawnTask, *, practice: bool = False) -> str:
    """Return the page as text; a pure function of its arguments.

    ``#recompute`` behind its address recomputes at once.
    """
    record = drawn_task.record
    title = f"{record.request.bureau}“双随机、一公开”抽取公开（{record.request.plan.task_no}）"
    mark = [tag("p", PRACTICE_NOTICE, class_="practice", data_mark="演练")] if practice else []
    paragraphs = (tag("p", warning, class_="warning") for warning in warnings(record))
    body = joined((*mark, tag("h1", title), *paragraphs, *replaced.note(drawn_task), *_parts(drawn_task)))
    data = Markup(f'<script type="application/json" id="data">{page_data(drawn_task)}</script>')
    page = tag("html", _head(title), tag("body", tag("main", body), data, _raw("script", script())), lang="zh-CN")
    return f"<!DOCTYPE html>\n{page.html}\n"


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
    return "\n".join(_text(f"{name}.js") for name in names)


def _head(title: str) -> Markup:
    style = _text("page.css")
    policy = f"default-src 'none'; script-src {_source(script())}; style-src {_source(style)}"
    return tag(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        tag("title", title),
        _raw("style", style),
    )


def _source(text: str) -> str:
    """Return the name of a script or style that stands in the page, as a content security policy has it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _raw(name: str, text: str) -> Markup:
    return Markup(f"<{name}>{text}</{name}>")


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
