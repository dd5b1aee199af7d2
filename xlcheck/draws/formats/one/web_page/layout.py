"""The page as HTML: head, style, script, the warnings on top, and its parts."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files

from xlcheck.draws.formats.one.web_page.markup import Markup, joined, tag
from xlcheck.model import DrawRecord
from xlcheck.model.practice import PRACTICE_NOTICE


def page_of(
    record: DrawRecord, notes: Iterable[Markup], parts: Iterable[Markup], data: str, code: str, *, practice: bool
) -> str:
    """Return the page as text: what must be read first, its parts, the data and the script that recomputes them."""
    title = f"{record.request.bureau}“双随机、一公开”抽取公开（{record.request.plan.task_no}）"
    mark = [tag("p", PRACTICE_NOTICE, class_="practice", data_mark="演练")] if practice else []
    body = joined((*mark, tag("h1", title), *notes, *parts))
    held = Markup(f'<script type="application/json" id="data">{data}</script>')
    page = tag("html", _head(title, code), tag("body", tag("main", body), held, _raw("script", code)), lang="zh-CN")
    return f"<!DOCTYPE html>\n{page.html}\n"


def script(names: Iterable[str], package: str = __package__) -> str:
    """Return some files of a package as one script."""
    return "\n".join(_text(f"{name}.js", package) for name in names)


def _head(title: str, code: str) -> Markup:
    style = _text("page.css", __package__)
    policy = f"default-src 'none'; script-src {_source(code)}; style-src {_source(style)}"
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


def _text(name: str, package: str) -> str:
    return files(package).joinpath(name).read_text("utf-8")
