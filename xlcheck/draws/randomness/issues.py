"""The game and issue that decide a draw, as a clerk types them; all spellings of one issue give one value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from xlcheck.draws.randomness.calendar import Closure, issue_date
from xlcheck.draws.randomness.games import FIRST_YEAR, GAMES, LAST_YEAR, SMALL_GAMES, Game, Issue
from xlcheck.model import Trouble, trouble

_PASSED_OVER = re.compile("[\\s\"'“”‘’《》:\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
_ISSUER = re.compile(r"(?:中国)?(?:福利彩票|体育彩票|福彩|体彩)")
_TAIL = re.compile(r"第?(?:[0-9]{5,}|[0-9]{4}(?:年第?|-)[0-9]+)期?$")
_FORMS = (
    re.compile(r"第?([0-9]{4})-?([0-9]{3})期?"),
    re.compile(r"第?([0-9]{4})年第?([0-9]{1,3})期?"),
    re.compile(r"第?([0-9]{2})([0-9]{3})期?"),
)
"""2024003, 2024年第3期, 24003: no text is of two of these forms."""

_BY_NAME = {name: game for game in GAMES.values() for name in (game.name, *game.aliases, game.key)}


def parse_issue(text: str, entered: Iterable[Closure] = ()) -> Issue | Trouble:
    """Return the issue that is meant, which its year has by the closures known; ``entered`` are those of staff.

    A :class:`Trouble` has the code ``draw.issue-unreadable``, ``draw.lottery-unknown``, ``draw.lottery-small``,
    ``draw.issue-form`` or ``draw.issue-absent``.
    """
    folded = _fold(text)
    name = max((name for name in _BY_NAME if folded.startswith(name)), key=len, default="")
    if not name:
        return _unknown(text, folded)
    issue = _numbered(_BY_NAME[name], folded.removeprefix(name), text)
    if isinstance(issue, Trouble):
        return issue
    drawn = issue_date(issue, entered)
    return drawn if isinstance(drawn, Trouble) else drawn.issue


def _fold(text: str) -> str:
    """Return the text half-width, in small letters, without blanks, invisible characters, quotes and the issuer."""
    bare = _PASSED_OVER.sub("", unicodedata.normalize("NFKC", text)).lower()
    return bare[match.end() :] if (match := _ISSUER.match(bare)) else bare


def _numbered(game: Game, rest: str, text: str) -> Issue | Trouble:
    """Read what follows the name of the game."""
    for form in _FORMS:
        if match := form.fullmatch(rest):
            year, number = int(match[1]), int(match[2])
            year += FIRST_YEAR if len(match[1]) == 2 else 0
            if FIRST_YEAR <= year <= LAST_YEAR:
                return Issue(game.key, year, number)
    wanted = f"{game.year_digits}位年份加3位期数"
    example = Issue(game.key, 2024, 3).title
    return trouble("draw.issue-form", text=text.strip(), name=game.name, wanted=wanted, example=example)


def _unknown(text: str, folded: str) -> Trouble:
    """Say why no built-in game is meant."""
    names = "、".join(game.name for game in GAMES.values() if not game.invented)
    small = next((name for name in SMALL_GAMES if folded.startswith(name)), "")
    if small:
        return trouble("draw.lottery-small", name=small.upper(), known=names)
    name = _TAIL.sub("", folded)
    if not name:
        return trouble("draw.issue-unreadable", text=text.strip())
    return trouble("draw.lottery-unknown", name=name, known=names)
