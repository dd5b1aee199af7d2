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
_KEY = "3F2A9C1E77B0D4A2"
"""What stands for every fingerprint of a key."""
_FINGERPRINT = re.compile(
    rf"(?<![0-9A-Z])(?:\d{{4}}-\d{{4}}-)?[0-9A-F](?:[-{WRAPPED}]{{0,2}}[0-9A-F]){{15}}(?![0-9A-Z-])"
)
"""The fingerprint of a key, or the number of a receipt, which ends with one."""
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
    """A text without the digests in it, which differ between versions of the libraries that pack workbooks.

    Neither has it the fingerprint of a key, which is another one each time.
    """
    return _FINGERPRINT.sub(_as_one_key, _DIGEST.sub("（64 位散列值）", text))


def _as_one_key(found: re.Match[str]) -> str:
    """Put the same digits into a fingerprint, which stays as it is grouped and wrapped; a receipt keeps its number."""
    digits, text = iter(reversed(_KEY)), []
    for sign in reversed(found[0]):
        text.append(next(digits, sign) if sign in "0123456789ABCDEF" else sign)
    return "".join(reversed(text))


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
