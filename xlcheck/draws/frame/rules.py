"""抽取规则: what else decides a draw than the ids and the people, as a file whose fingerprint binds it before the draw.

A line a rule, its parts joined by ``|``, closed by LF, UTF-8: the kind of rule, then its values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlcheck.draws.codec import hex_hash
from xlcheck.draws.plan import task_of
from xlcheck.model import DrawRequest

_ESCAPED = {"%": "%25", "|": "%7C", "\n": "%0A", "\r": "%0D"}


def rules_text(request: DrawRequest) -> str:
    """Return the rules file of a request: the rules in a fixed order, then what concerns single ids, by id."""
    return "".join(f"{'|'.join(map(_escaped, line))}\n" for line in _lines(request))


def rules_digest(request: DrawRequest) -> str:
    """Return the fingerprint of the rules file: SHA-256 in hex, as ``sha256sum`` shows it."""
    return hex_hash(rules_text(request))


def _lines(request: DrawRequest) -> Iterator[Iterable[object]]:
    task = task_of(request.plan)
    yield "抽查比例", task.ratio.kind.value, _or_dash(task.ratio.share), _or_dash(task.ratio.count)
    yield from (("分级比例", grade, share) for grade, share in task.ratio.strata)
    yield "最少户数", request.min_count
    yield "抽查日期", task.window.start, task.window.end
    yield "抽查类型", request.kind
    yield "定向条件", request.filter or "-"
    yield "每户检查人数", request.team_size
    yield from (("另有席位", seats.party, seats.size) for seats in request.seats)
    yield "组内须有组长", "是" if request.leader else "否"
    yield "要求的专业资质", request.speciality or "-"
    yield "检查组数", request.groups
    yield from (("不得同组", *pair) for pair in sorted(tuple(sorted(pair)) for pair in request.apart))
    yield from (("分级", e.code, e.stratum) for e in sorted(request.entities, key=lambda e: e.code) if e.stratum)
    counted = sorted((x for x in request.excluded if x.counted), key=lambda x: x.code)
    yield from (("计入应抽基数", x.code, x.stratum or "-") for x in counted)


def _or_dash(value: object) -> object:
    return "-" if value is None else value


def _escaped(value: object) -> str:
    text = str(value)
    for sign, written in _ESCAPED.items():
        text = text.replace(sign, written)
    return text
