"""抽取公开: one self-contained HTML page a task, which recomputes its draw in the reader's browser.

It says what was drawn, by which rule, and who was left out and why. Nothing is fetched from anywhere;
a content security policy that names the page's own script by its SHA-256 sees to it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files

from xlcheck.draws.page import basis, result
from xlcheck.draws.page.data import page_data
from xlcheck.draws.page.markup import Markup, joined, tag
from xlcheck.draws.page.words import warnings
from xlcheck.model import DrawRecord

SCRIPTS = ("sha256", "tickets", "quota", "legal", "teams", "recompute", "compare", "main")
"""In the order in which they stand in the page, as one script."""

PRACTICE = "演练数据，不作为公示依据"

_PARTS = (
    result.task,
    result.recomputing,
    result.sample,
    result.reserve,
    basis.rule,
    basis.frame,
    basis.seed,
    basis.left_out,
    result.tickets,
    result.teams,
    basis.elsewhere,
)


def draw_page(record: DrawRecord, *, practice: bool = False) -> str:
    """The page as text; a pure function of the record. ``#recompute`` behind its address recomputes at once."""
    title = f"{record.request.bureau}“双随机、一公开”抽取公开（{record.request.plan.task_no}）"
    mark = [tag("p", PRACTICE, class_="practice", data_mark="演练")] if practice else []
    told = (tag("p", warning, class_="warning") for warning in warnings(record))
    body = joined((*mark, tag("h1", title), *told, *(part(record) for part in _PARTS)))
    data = Markup(f'<script type="application/json" id="data">{page_data(record)}</script>')
    page = tag("html", _head(title), tag("body", tag("main", body), data, _raw("script", script())), lang="zh-CN")
    return f"<!DOCTYPE html>\n{page.html}\n"


def script(names: Iterable[str] = SCRIPTS) -> str:
    """The script of a page, or some of its files."""
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
    """How a content security policy names a script or style that stands in the page."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _raw(name: str, text: str) -> Markup:
    return Markup(f"<{name}>{text}</{name}>")


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")
