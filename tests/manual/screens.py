"""A screen as the manual prints it: what was typed stands out, what is shown again and again is left out.

Its rows are those of the window. Where a page is narrower than that, as on a telephone, a line that the window has
wrapped is one again, and wraps at the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from tests.manual.player import AFTER, BEFORE, WRAPPED

_LIST = re.compile(r"^   1 .*?^   0 退出\n|^  1 校验　[^\n]*\n[^\n]*0 退出\n", re.MULTILINE | re.DOTALL)
_GUIDE = re.compile(r"^(演练(?:第 \d+ 步（|的 \d+ 步).*\n)(?:  · .*\n|    .*\n)*", re.MULTILINE)
_DIGEST = re.compile(rf"\b[0-9a-f](?:{WRAPPED}?[0-9a-f]){{63}}\b")
_LAST_LOOK = re.compile(rf"\n双随机抽查　[^{BEFORE}]*{BEFORE}0{AFTER}\n$")
_NUMBERED = re.compile(r" +\d+ (?:检查人员　|逾期人员　|\d\d号 )")
_MOST, _KEPT = 5, 3
"""Lines of a list that are all printed, and how many of a longer one are."""


def as_printed(screen: str, *, whole: bool = False) -> str:
    """A screen without what every screen of the menu has, and with long lists in short; or the ``whole`` of it."""
    if whole:
        return steady(screen.strip("\n"))
    text = _LAST_LOOK.sub("", f"\n{screen}").strip("\n")
    text = _LIST.sub("   ……（菜单从略）\n", text)
    return steady("\n".join(_shortened(_GUIDE.sub(r"\1", text))))


def steady(text: str) -> str:
    """A text without the digests in it, which differ between versions of the libraries that pack workbooks."""
    return _DIGEST.sub("（64 位散列值）", text)


def as_html(text: str) -> str:
    """The lines for a ``pre``; what was typed is bold."""
    return escape(text, quote=False).replace(BEFORE, "<b>").replace(AFTER, "</b>").replace(WRAPPED, "<br>")


def _shortened(text: str) -> Iterator[str]:
    for listed, group in groupby(text.split("\n"), key=_is_listed):
        lines = list(group)
        if listed and len(lines) > _MOST:
            yield from lines[:_KEPT]
            rows = sum(1 + line.count(WRAPPED) for line in lines[_KEPT:])
            yield f"    ……（其余 {rows} 行从略）"
        else:
            yield from lines


def _is_listed(line: str) -> bool:
    """Whether a line stands in a list below a heading, or is one of many of the same kind."""
    return line.startswith(("    ", "  第 ")) or bool(_NUMBERED.match(line))
