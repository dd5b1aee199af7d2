"""The public games whose results may decide a draw, and one issue of one of them.

A result must be one of ten million equally likely ones at least, so that nobody can try out what each would do.
福彩3D, 排列3 and 排列5 have too few, and 排列3 is how 排列5 begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

LEAST_OUTCOMES = 10_000_000
"""So many results of one issue must be equally likely at least."""

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""An issue with a year of two digits is of these."""

_MON, _TUE, _WED, _THU, _FRI, _SAT, _SUN = range(7)


@dataclass(frozen=True, slots=True)
class NumberGroup:
    """Numbers that one drum gives: how many, and from which range.

    Where ``in_order`` the order counts and a number may come again; else all differ and are written sorted.
    ``beside`` names the group before, whose numbers are gone when this one is drawn.
    """

    name: str
    first: int
    last: int
    count: int = 1
    in_order: bool = False
    beside: str = ""

    @property
    def demand(self) -> str:
        """What is asked for, as a sentence begins: ``红球要6个不同的号码，1至33``."""
        several = self.count > 1
        kind = "不同的" if several and not self.in_order else ""
        order = "，按开奖的顺序" if several and self.in_order else ""
        other = f"，与{self.beside}不同" if self.beside else ""
        return f"{self.name}要{self.count}个{kind}号码，{self.first}至{self.last}{order}{other}"

    @property
    def size(self) -> int:
        """How many numbers the range has."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Game:
    """A game: its name and what else it is called, its numbers, the days of the week (Monday is 0) it is drawn on.

    ``key`` stands in the seed line; an ``invented`` game is for desks to learn on.

    An issue is written with ``year_digits`` digits of its year, then three of its
    number.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    groups: tuple[NumberGroup, ...]
    year_digits: int
    weekdays: tuple[int, ...]
    invented: bool = False

    @property
    def outcomes(self) -> int:
        """How many results are equally likely, as a whole number."""
        product, before = 1, 0
        for group in self.groups:
            free = group.size - (before if group.beside else 0)
            product *= free**group.count if group.in_order else comb(free, group.count)
            before = group.count
        return product

    @property
    def example(self) -> str:
        """How the numbers of an issue may be typed: ``1 2 3 4 5 6 + 1``; invented."""
        # of the last group other numbers where these are gone
        parts = (range(g.last - g.count + 1 if g.beside else g.first, g.last + 1)[: g.count] for g in self.groups)
        return " + ".join(" ".join(str(n) for n in part) for part in parts)


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a game, by the game's key: the ``number``-th of a year."""

    game: str
    year: int
    number: int

    @property
    def code(self) -> str:
        """How the game writes it: ``2024003``, of 大乐透 ``24003``."""
        return f"{self.year % 10 ** GAMES[self.game].year_digits:02d}{self.number:03d}"

    @property
    def key(self) -> str:
        """How the seed line names it: ``ssq-2024003``."""
        return f"{self.game}-{self.code}"

    @property
    def title(self) -> str:
        """How a person reads it: ``双色球2024003期``, but ``快乐8第2024352期``."""
        name = GAMES[self.game].name
        return f"{name}{'第' if name[-1].isdecimal() else ''}{self.code}期"


_BUILT_IN = (
    Game(
        key="ssq",
        name="双色球",
        aliases=(),
        groups=(NumberGroup("红球", 1, 33, 6), NumberGroup("蓝球", 1, 16)),
        year_digits=4,
        weekdays=(_TUE, _THU, _SUN),
    ),
    Game(
        key="dlt",
        name="大乐透",
        aliases=("超级大乐透",),
        groups=(NumberGroup("前区", 1, 35, 5), NumberGroup("后区", 1, 12, 2)),
        year_digits=2,
        weekdays=(_MON, _WED, _SAT),
    ),
    Game(
        key="qlc",
        name="七乐彩",
        aliases=("7乐彩",),
        groups=(NumberGroup("基本号码", 1, 30, 7), NumberGroup("特别号码", 1, 30, beside="基本号码")),
        year_digits=4,
        weekdays=(_MON, _WED, _FRI),
    ),
    Game(
        key="qxc",
        name="七星彩",
        aliases=("7星彩",),
        groups=(NumberGroup("前六位", 0, 9, 6, in_order=True), NumberGroup("最后一位", 0, 14)),
        year_digits=2,
        weekdays=(_TUE, _FRI, _SUN),
    ),
    Game(
        key="kl8",
        name="快乐8",
        aliases=("快乐八",),
        groups=(NumberGroup("开奖号码", 1, 80, 20),),
        year_digits=4,
        weekdays=(_MON, _TUE, _WED, _THU, _FRI, _SAT, _SUN),
    ),
)

PRACTICE_GAME = Game(
    key="practice",
    name="演练彩票",
    aliases=(),
    groups=(NumberGroup("号码", 1, 35, 7),),
    year_digits=4,
    weekdays=(_MON, _TUE, _WED, _THU, _FRI, _SAT, _SUN),
    invented=True,
)
"""A game that is drawn every day and by nobody: whoever practises makes its numbers up."""

GAMES = {game.key: game for game in (*_BUILT_IN, PRACTICE_GAME)}
"""The built-in games by their keys, and the invented one; games that staff add are never among them."""

SMALL_GAMES = ("3d", "排列3", "排列三", "排列5", "排列五", "快3", "快三", "11选5")
"""Known games with too few results, as folded names begin."""
