"""The invented 执法检查人员名录库 with its 回避关系 and 请假: forty people at scale 1."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from xlcheck.samples.names import phone
from xlcheck.samples.settings_2021 import BUREAU, REGION
from xlcheck.samples.trades import DRIVING, FREIGHT, PASSENGER, REPAIR, ROADS
from xlcheck.schema.inputs import ENTITIES, INSPECTORS, LEAVES, RECUSALS
from xlcheck.schema.table import RowCells

_CATEGORIES = (PASSENGER, FREIGHT, DRIVING, REPAIR, ROADS)
_OFFICES = {
    PASSENGER: "客运办",
    FREIGHT: "道路运输管理所",
    DRIVING: "道路运输管理所",
    REPAIR: "道路运输管理所",
    ROADS: "道路股",
}
_RANKS = 8
"""Each eight people of a category: five with its speciality, two plain, one irregular."""

_SPECIALISTS, _IRREGULAR = 5, 7
_REASONS = (
    "近亲属在该单位任职",
    "本人曾在该单位工作，离开未满三年",
    "配偶持有该单位股份",
    "与该单位负责人有近亲属关系",
)


def inspectors(seed: int = 2021, scale: int = 1, year: int = 2021) -> list[RowCells]:
    """Return all rows of the registry: eight or more a category certified all year, four with its speciality.

    Of forty, two certificates lapsed the year before and one person left (all three 失效); two
    certificates end within the year. A draw ranks every inspector for every entity: scale this
    list more gently than the entities.
    """
    rng = Random(f"{seed}|inspectors")
    places = [(c, rank) for _ in range(scale) for c in range(len(_CATEGORIES)) for rank in range(_RANKS)]
    rng.shuffle(places)
    return [_inspector(n, c, rank, year, rng) for n, (c, rank) in enumerate(places, start=1)]


def _inspector(n: int, c: int, rank: int, year: int, rng: Random) -> RowCells:
    main = _CATEGORIES[c]
    valid_to, status, remark = _certificate(c, rank, year, rng)
    scope = [main, _CATEGORIES[(c + 1) % 5], _CATEGORIES[(c + 3) % 5]][: 3 if rank % 2 else 2]
    return {
        INSPECTORS.no: n,
        INSPECTORS.name: f"示例员{n:02d}",
        INSPECTORS.sex: rng.choice("男男男女"),
        INSPECTORS.employer: BUREAU,
        INSPECTORS.office: _OFFICES[main],
        INSPECTORS.position: "副主任" if rank == 0 else "工程师" if rank == 2 else "科员",
        INSPECTORS.cert: f"SL{REGION}-{n:04d}",
        INSPECTORS.cert_type: "交通运输行政执法证",
        INSPECTORS.cert_to: valid_to,
        INSPECTORS.scope: "、".join(scope),
        INSPECTORS.specialities: main if rank < _SPECIALISTS else "",
        INSPECTORS.leader: "是" if rank < 2 else "否",
        INSPECTORS.expert: "是" if rank == 2 else "否",
        INSPECTORS.status: status,
        INSPECTORS.phone: phone(5000 + n),
        INSPECTORS.remark: remark,
    }


def _certificate(c: int, rank: int, year: int, rng: Random) -> tuple[date, str, str]:
    """Return last day, 状态 and 备注; the one irregular person of each category differs from the others."""
    sound = date(year + rng.randint(1, 4), rng.randint(1, 12), 28)
    if rank != _IRREGULAR:
        return sound, "有效", ""
    return (
        (date(year - 1, 6, 30), "失效", "执法证到期未换证"),
        (date(year, 6, 30), "有效", "执法证年内到期"),
        (date(year - 1, 10, 31), "失效", "执法证到期未换证"),
        (date(year, 10, 31), "有效", "执法证年内到期"),
        (sound, "失效", "已调离执法岗位"),
    )[c]


def recusals(
    entities: Sequence[RowCells], people: Sequence[RowCells], seed: int = 2021, year: int = 2021
) -> list[RowCells]:
    """Return six recorded relations: each entity and each person once, the entity in the person's scope."""
    rng = Random(f"{seed}|recusals")
    drawable = [row for row in entities if row[ENTITIES.status] == "营业"]
    rows: list[RowCells] = []
    for n, person in enumerate(rng.sample(_all_year(people, year), 6)):
        mine = [row for row in drawable if str(row[ENTITIES.category]) in str(person[INSPECTORS.scope]).split("、")]
        entity = rng.choice(mine)
        drawable.remove(entity)
        recorded = date(year, 1, 4 + n) if n < 4 else date(year - 1, 12, 10 + n)
        reason = _REASONS[n % len(_REASONS)]
        rows.append(
            {
                RECUSALS.cert: person[INSPECTORS.cert],
                RECUSALS.code: entity[ENTITIES.code],
                RECUSALS.reason: reason,
                RECUSALS.recorded: recorded,
            }
        )
    return rows


def leaves(people: Sequence[RowCells], seed: int = 2021, year: int = 2021) -> list[RowCells]:
    """Return three leaves: one over the whole second round, two within a round."""
    spans = (
        (date(year, 5, 1), date(year, 8, 31), "借调外单位"),
        (date(year, 3, 8), date(year, 3, 19), "年休假"),
        (date(year, 10, 11), date(year, 10, 29), "外出培训"),
    )
    absent = Random(f"{seed}|leaves").sample(_all_year(people, year), len(spans))
    return [
        {LEAVES.cert: person[INSPECTORS.cert], LEAVES.first: first, LEAVES.last: last, LEAVES.reason: reason}
        for person, (first, last, reason) in zip(absent, spans, strict=True)
    ]


def _all_year(people: Sequence[RowCells], year: int) -> list[RowCells]:
    def serves(person: RowCells) -> bool:
        valid_to = person[INSPECTORS.cert_to]
        return person[INSPECTORS.status] == "有效" and isinstance(valid_to, date) and valid_to > date(year, 12, 31)

    return list(filter(serves, people))
