"""The seed line of “xlcheck-draw/2”: one source, whose result nobody in the room can choose."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum

from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.frame.rules import rules_digest
from xlcheck.draws.randomness.dice import dice_part, parse_dice
from xlcheck.draws.randomness.encoding import write_numbers
from xlcheck.draws.randomness.games import GAMES, Game, Issue
from xlcheck.draws.randomness.issues import parse_issue
from xlcheck.draws.randomness.winning_numbers import Numbers, checked, parse_numbers, seed_part
from xlcheck.draws.record.cells import LIST
from xlcheck.model import SECOND_FORMAT, DrawRequest, Source, XlcheckError, require_read

PRACTICE = "xlcheck-practice/2"
"""What the seed line of a practice desk begins with instead of the format's name."""

_TASK = re.compile(r"[A-Z0-9-]+")
_ISSUE = re.compile(r"([a-z0-9]+)-([0-9]+)")
_WHOLE = re.compile(r"[0-9]{1,80}")


class SourceKind(Enum):
    """Where the numbers of a draw come from."""

    GAME = "game"
    DICE = "dice"
    SYSTEM = "system"


def game_source(issue: Issue) -> Source:
    """Return an issue of a built-in game as a source."""
    return Source(issue.key, issue.title)


DICE = Source("dice", "现场掷骰")
SYSTEM = Source("system", "本机随机数")


def source_named(name: str) -> Source:
    """Return the source of a name as papers print it.

    Raises :class:`XlcheckError` of a code of :func:`parse_issue` where it is none.
    """
    for source in (DICE, SYSTEM):
        if name == source.name:
            return source
    return game_source(require_read(parse_issue(name)))


def kind_of(source: Source) -> SourceKind:
    """Return the kind of a source; raises :class:`XlcheckError` ``draw.seed-part`` where it is none of this format."""
    if source.key == DICE.key:
        return SourceKind.DICE
    if source.key == SYSTEM.key:
        return SourceKind.SYSTEM
    issue_of(source)
    return SourceKind.GAME


def issue_of(source: Source) -> Issue:
    """Return the issue that a source is; raises :class:`XlcheckError` ``draw.seed-part`` where it is none."""
    match = _ISSUE.fullmatch(source.key)
    game = GAMES.get(match[1]) if match else None
    if match is None or game is None:
        raise XlcheckError("draw.seed-part", part=source.key)
    year, number = match[2][:-3], match[2][-3:]
    if len(year) != game.year_digits:
        raise XlcheckError("draw.seed-part", part=source.key)
    return Issue(game.key, int(year) + (2000 if game.year_digits == 2 else 0), int(number))


def seed_of(request: DrawRequest) -> str:
    """Return the line from which everything drawn follows; printable ASCII.

    Raises :class:`XlcheckError`: ``draw.seed-part`` where another program could read a part in two ways,
    ``draw.not-revealed``, or what :func:`xlcheck.draws.randomness.winning_numbers.checked` raises.
    """
    if not _TASK.fullmatch(request.task):
        raise XlcheckError("draw.seed-part", part=request.task)
    check_revealed(request.sources)
    parts = (
        PRACTICE if request.practice else SECOND_FORMAT,
        f"{request.task}#{request.attempt}",
        f"frame={frame_digest(request.entities)}",
        f"inspectors={inspectors_digest(request.inspectors)}",
        f"rules={rules_digest(request)}",
        part_of(request.sources[0]),
    )
    return "|".join(parts)


def check_declared(sources: tuple[Source, ...]) -> None:
    """Refuse anything but one source: who knows one of several first could give up.

    Raises :class:`XlcheckError` ``draw.one-source``.
    """
    if len(sources) != 1:
        raise XlcheckError("draw.one-source", count=len(sources))
    kind_of(sources[0])


def check_revealed(sources: tuple[Source, ...]) -> None:
    """Check that there is one source and that it has its numbers (else ``draw.not-revealed``)."""
    check_declared(sources)
    if not sources[0].numbers:
        raise XlcheckError("draw.not-revealed", names=sources[0].name)


def reveal(source: Source, text: str) -> Source:
    """Return the source with the numbers that were typed for it, or that the computer made.

    Raises :class:`XlcheckError` where the game or the dice cannot give them.
    """
    match kind_of(source):
        case SourceKind.GAME:
            numbers = require_read(parse_numbers(GAMES[issue_of(source).game], text))
            return replace(source, numbers=tuple(n for group in numbers for n in group))
        case SourceKind.DICE:
            return replace(source, numbers=require_read(parse_dice(text)))
        case SourceKind.SYSTEM:
            if not _WHOLE.fullmatch(text):
                raise XlcheckError("draw.numbers-unreadable", name=source.name, text=text)
            return replace(source, numbers=(int(text),))


def groups_of(source: Source) -> Numbers:
    """Return the numbers of a source in the groups of its game; in one group where it has none."""
    if kind_of(source) is not SourceKind.GAME:
        return (source.numbers,)
    groups, rest = [], list(source.numbers)
    for group in GAMES[issue_of(source).game].groups:
        groups.append(tuple(rest[: group.count]))
        rest = rest[group.count :]
    return (*groups, *([tuple(rest)] if rest else []))


def numbers_in_words(source: Source) -> str:
    """Write the numbers of a source as the game prints them: ``01、08、13、19、26、33 + 07``.

    Blanks between them would make some look like a telephone number.
    """
    if kind_of(source) is not SourceKind.GAME:
        return LIST.join(map(str, source.numbers))
    width = _width(GAMES[issue_of(source).game])
    return " + ".join(LIST.join(f"{n:0{width}d}" for n in group) for group in groups_of(source))


def _width(game: Game) -> int:
    return 1 if game.groups[0].in_order else 2


def part_of(source: Source) -> str:
    """Return what the seed line has of a revealed source; raises :class:`XlcheckError` where it cannot have come."""
    match kind_of(source):
        case SourceKind.GAME:
            issue = issue_of(source)
            return seed_part(issue, checked(GAMES[issue.game], groups_of(source)))
        case SourceKind.DICE:
            return dice_part(source.numbers)
        case SourceKind.SYSTEM:
            return f"{source.key}={write_numbers(source.numbers)}"
