"""The source of randomness of a freeze, chosen by number: the next issue of a game, dice, or the computer."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.cli.arguments import run_on
from xlcheck.cli.asking import choose, typed_reason
from xlcheck.cli.screen import ask
from xlcheck.draws.randomness.games import GAMES
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.draw.source import offered

_DICE = "现场掷骰（当众掷十二次，冻结以后就可以抽取）"
_OTHER = "别的一期彩票"
_SYSTEM = "本机随机数（不能排除反复试抽，须写明理由）"


def ask_source(desk: Desk) -> Sequence[str]:
    """Return the arguments of ``draw`` for the source that a person chooses."""
    issues = _issues(desk)
    chosen = choose("号码从哪里来", (*issues, _DICE, _OTHER, _SYSTEM), str, usual=next(iter(issues)))
    if chosen in issues:
        return ("--lottery", issues[chosen])
    if chosen == _DICE:
        return ("--dice",)
    if chosen == _OTHER:
        return ("--lottery", ask("彩种和期号，如 双色球2024003期", needed="请写明彩种和期号。"))
    return (
        "--system",
        "--reason",
        typed_reason(run_on(desk.root), "用本机随机数的理由，印在抽取记录上", needed="请写明理由。"),
    )


def _issues(desk: Desk) -> dict[str, str]:
    """Return the issues that leave time to have a freeze of today lodged, as they are offered and by their names."""
    run, (settings, *_) = run_on(desk.root), load_settings(desk)
    games = [game for game in GAMES.values() if game.invented == desk.practice]
    days = [offered(run, game, settings) for game in games]
    return {f"{d.issue.title}（{d.day.month}月{d.day.day}日开奖）": d.issue.title for d in days}
