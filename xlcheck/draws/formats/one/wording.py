"""The kind of a draw and the rule of its teams in words, as notice, record and page print them."""

from __future__ import annotations

from xlcheck.draws.record.cells import LIST, text_of
from xlcheck.model import DrawRequest, Exclusion, Ratio, Source
from xlcheck.schema.inputs import PLAN


def kind_in_words(request: DrawRequest) -> str:
    """Write 抽查类型, with 定向条件 where the draw is directed."""
    return request.kind + (f"（定向条件：{request.filter}）" if request.filter else "")


def ratio_in_words(ratio: Ratio) -> str:
    """Write 抽查比例, with 信用风险分类监管要求 where the plan has it."""
    return ratio.text + (f"（{PLAN.credit.title}：{ratio.grades}）" if ratio.grades else "")


def numbers_in_words(source: Source) -> str:
    """Write the numbers of a source, and whether their order counts."""
    return LIST.join(map(str, source.numbers)) + ("" if source.ordered else "（不计次序）")


def counted_in_words(exclusion: Exclusion) -> str:
    """Say whether an entity that is left out counts in the base of its quota, and in which stratum."""
    return text_of(exclusion.counted) + (f"（{exclusion.stratum}）" if exclusion.stratum else "")


def team_in_words(request: DrawRequest) -> str:
    """Say who is in a team, and whether teams are formed for each entity or beforehand."""
    others = "".join(f"，另有{seats.party} {seats.size} 人" for seats in request.seats)
    special = f"，其中至少一人具有“{request.speciality}”专业资质" if request.speciality else ""
    leader = "，其中至少一名组长" if request.leader else ""
    apart = f"；{len(request.apart)} 对人员不得同组" if request.apart else ""
    groups = f"；先抽成至多 {request.groups} 个检查组，再把抽中的对象分到各组" if request.groups else ""
    return f"每户 {request.team_size} 人{special}{leader}{others}{apart}{groups}"
