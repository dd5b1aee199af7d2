"""What moved, as an office writes it."""

from __future__ import annotations

from xlcheck.draws.movement.facts import BETWEEN
from xlcheck.draws.movement.history import SeenMove, Sighting
from xlcheck.draws.movement.kinds import KINDS
from xlcheck.draws.movement.listing import title_of
from xlcheck.draws.movement.moves import Move


def words(move: Move) -> str:
    """Say what moved: ``检查对象 示例货运有限公司（9114…）：经营状态 由“营业”改为“停业”``."""
    return f"{_who(move)}：{_what(move)}"


def seen_words(seen: SeenMove) -> str:
    """Say what moved, since which freeze it is known, and by which it was gone."""
    ending = f"，{_when(seen.gone)}时已再次变动" if seen.gone else ""
    return f"{words(seen.move)}；首次见于{_when(seen.first)}{ending}"


def _who(move: Move) -> str:
    kind = KINDS[move.kind]
    other = "" if move.kind not in ("recusal", "apart") else f"、{move.after or move.before}"
    id_ = f"{move.id}{other}"
    named = f"{move.name}（{id_}）" if move.name else id_
    return f"{kind.title} {named}".rstrip()


def _what(move: Move) -> str:
    title = title_of(move)
    value = move.after or move.before
    if move.of_row:
        return f"{title}（{value.replace(BETWEEN, '、')}）" if value else title
    if move.kind in ("recusal", "apart"):
        return title
    if KINDS[move.kind].relation:
        return f"{title} {value.replace('~', ' 至 ')}"
    return f"{title} 由{_shown(move, move.before)}改为{_shown(move, move.after)}"


def _shown(move: Move, value: str) -> str:
    """Return a value in quotation marks; several as an office lists them."""
    if not value:
        return "空白"
    several = KINDS[move.kind].fields[move.field].several
    return f"“{value.replace(BETWEEN, '、') if several else value}”"


def _when(sighting: Sighting) -> str:
    return f"{sighting.label}（{sighting.on}）"
