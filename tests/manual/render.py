"""The manual as one HTML page that needs nothing else: chapters of Markdown, with the parts that are made for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from markdown_it import MarkdownIt

from tests.manual.parts import parts
from tests.manual.played import Played
from xlcheck import __version__

HERE = Path(__file__).parent
MANUAL = HERE.parents[1] / "workbooks" / "使用手册.html"

_DIRECTIVE = re.compile(r"^\{\{(\w+)(?: (.+))?\}\}$", re.MULTILINE)
_HEADING = re.compile(r"<h([12])>(.*?)</h\1>")
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>双随机抽查工具使用手册</title>
<style>
{style}</style>
</head>
<body>
<div class="cover">
<p class="title">双随机抽查工具<br>使用手册</p>
<p class="about">给录入、抽取、登记、公示的工作人员，也给核验的人</p>
<p class="about">程序版本 {version}</p>
<p>书中的企业和人员都是虚构的（示例……），屏幕和图片都由程序实际运行得出。</p>
</div>
<nav>
<h1>目录</h1>
<ol>
{contents}
</ol>
</nav>
{chapters}
</body>
</html>
"""


def manual(played: Played) -> str:
    """The whole page."""
    made = parts(played)
    texts = [path.read_text("utf-8") for path in sorted((HERE / "text").glob("*.md"))]
    chapters = [_anchored(number, _chapter(text, made)) for number, text in enumerate(texts, start=1)]
    return _PAGE.format(
        style=(HERE / "style.css").read_text("utf-8"),
        version=__version__,
        contents="\n".join(map(_contents, chapters)),
        chapters="\n".join(f"<section>\n{chapter}</section>" for chapter in chapters),
    )


def _chapter(text: str, made: Mapping[str, Callable[[str], str]]) -> str:
    """A chapter as HTML; what a directive becomes is put in after the Markdown was read."""
    pieces: list[str] = []

    def place(found: re.Match[str]) -> str:
        pieces.append(made[found[1]](found[2] or ""))
        return f"<div>{len(pieces) - 1}</div>"

    marked = MarkdownIt("commonmark", {"html": True}).enable("table").render(_DIRECTIVE.sub(place, text))
    return re.sub(r"<div>(\d+)</div>", lambda found: pieces[int(found[1])], marked)


def _anchored(number: int, chapter: str) -> str:
    """A chapter with its number in its title, and an id on each heading."""
    names = iter((f"c{number}", *(f"c{number}-{n}" for n in range(1, 1000))))

    def anchor(found: re.Match[str]) -> str:
        title = f"{number}　{found[2]}" if found[1] == "1" else found[2]
        return f'<h{found[1]} id="{next(names)}">{title}</h{found[1]}>'

    return _HEADING.sub(anchor, chapter)


def _contents(chapter: str) -> str:
    """The lines of a chapter in the table of contents."""
    links = [f'<a href="#{name}">{title}</a>' for name, title in re.findall(r'<h[12] id="(.*?)">(.*?)</h', chapter)]
    below = "".join(f"<li>{link}</li>" for link in links[1:])
    return f"<li>{links[0]}" + (f"<ol>{below}</ol>" if below else "") + "</li>"
