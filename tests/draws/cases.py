"""Vectors, small frames and a small draw that the tests of the draw share."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.cells import number
from xlcheck.draws.draw import draw
from xlcheck.draws.formats.one.web_page import draw_page
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.model import (
    DrawRequest,
    DropOut,
    Entity,
    Exclusion,
    Inspector,
    PlanRow,
    Ratio,
    RatioKind,
    Recusal,
    Scope,
    Source,
    Window,
)
from xlcheck.schema.table import Column, Table

SEED = "xlcheck-draw/1|202101#1|frame=00|inspectors=00|witness1=482913./"
CATEGORY = "道路货物运输"


def vectors(name):
    """Published or agreed vectors; each file names its source."""
    return json.loads((Path(__file__).parent / "vectors" / name).read_text("utf-8"))


def scale_ids(n):
    """The ids of the scale vectors."""
    return [f"91330{i % 997:03d}{i:09d}X" for i in range(n)]


def codes(n):
    return tuple(f"91140603MA0K{i:06d}" for i in range(n))


def entities(n, stratum=""):
    return tuple(Entity(code, f"示例货运{i}有限公司", stratum) for i, code in enumerate(codes(n)))


def staff(n, specialists=0, recusals=()):
    """Inspectors SL-00, SL-01, …; the first ones with the speciality."""
    of = dict(recusals)
    return tuple(
        Inspector(
            f"SL-{i:02d}",
            f"示例员{i}",
            (CATEGORY, "机动车维修"),
            date(2025, 12, 31),
            (CATEGORY,) if i < specialists else (),
            recusals=tuple(Recusal(code, "亲属") for code in of.get(i, ())),
        )
        for i in range(n)
    )


def plan(ratio):
    return PlanRow(
        row=4,
        plan_no="202102",
        plan_name="2021年示例市示例区交通运输局抽查工作计划02",
        task_no="02号",
        task_name="2021年示例区交通运输局道路货物运输市场主体随机抽查方案",
        kind="定向或不定向抽查",
        items="货运企业监督检查",
        ratio=ratio,
        scope=Scope("2021年1月前成立的运营的全区道路货物运输企业", CATEGORY, date(2021, 1, 1), operating=True),
        window=Window("2021年1月至4月", date(2021, 1, 1), date(2021, 4, 30)),
    )


HALF = Ratio("50%", RatioKind.EXACT, Fraction(1, 2))
SOURCES = (
    Source("lottery1", "双色球 2021001 期", (3, 9, 14, 20, 27, 31, 12), ordered=False),
    Source("witness1", "监督人示例甲", (482913,)),
)


FRAME, STAFF = entities(6), staff(5)


def request(frame=FRAME, inspectors=STAFF, ratio=HALF, **more):
    return replace(
        DrawRequest(
            plan=plan(ratio),
            attempt=1,
            bureau="示例市示例区交通运输局",
            kind="不定向抽查",
            team_size=2,
            min_count=1,
            speciality="",
            entities=frame,
            excluded=(),
            inspectors=inspectors,
            inspectors_excluded=(),
            sources=SOURCES,
            basis="示交字〔2020〕1号",
        ),
        **more,
    )


def rich_request():
    """A small request with something in every sheet: exclusions, leave, recusals, a speciality, a second attempt."""
    inspectors = staff(5, specialists=1, recusals=[(1, codes(5)), (3, codes(1))])
    away = replace(inspectors[4], leaves=((date(2021, 2, 1), date(2021, 2, 5)), (date(2021, 3, 1), date(2021, 3, 2))))
    return request(
        entities(8),
        (*inspectors[:4], away),
        attempt=2,
        reason="第一次抽取时名录库漏登一户",
        speciality=CATEGORY,
        sources=(SOURCES[0], Source("witness1", "监督人示例乙", (605, 17, 2, 319))),
        excluded=(
            Exclusion("91140603MA0K000090", "示例停业有限公司", "经营状态为“停业”"),
            Exclusion("91140603MA0K000091", "示例已抽有限公司", "本年度已抽中 1 次，年内不重复抽取", counted=True),
        ),
        inspectors_excluded=(Exclusion("SL-90", "示例员90", "人员状态为“失效”"),),
    )


def drawn(of, **more):
    happened = {
        "frozen_at": "2021-01-05 09:00",
        "revealed_at": "2021-01-05 15:20",
        "drawn_at": "2021-01-05 15:30",
        "operator": "示例员甲",
        "venue": "局三楼会议室",
        "witnesses": "示例员乙、示例员丙",
        "log_digest": "ab" * 32,
        "version": "0.1.0",
    }
    return draw(of, **(happened | more))


def grades(**counts):
    """Entities of several credit grades."""
    flat = [(grade, i) for grade, count in counts.items() for i in range(count)]
    return tuple(Entity(f"91140603{grade}{i:09d}", f"示例{grade}{i}", grade) for grade, i in flat)


STRATA = Ratio(
    "守信1%、警示10%、失信50%",
    RatioKind.STRATA,
    strata=(("A", Fraction(1, 100)), ("B", Fraction(1, 10)), ("C", Fraction(1, 2))),
)

SHARED = replace(STRATA, text="20%", kind=RatioKind.EXACT, share=Fraction(1, 5), grades=STRATA.text)
"""An overall number beside the ratios of the grades."""

TIED = replace(
    SHARED, text="4户", kind=RatioKind.COUNT, share=None, count=4, strata=tuple((g, Fraction(1, 2)) for g in "ABC")
)
"""Four of three grades of one size: the ticket says which has two."""


def drop_out(*codes, cert="", wholly=False, **more):
    """An entity, or the inspector ``cert``, that falls away in March."""
    said = {
        "reason": "请假" if cert else "注销",
        "note": "",
        "evidence": ("证据1.jpg " + "cd" * 32,),
        "at": "2021-03-02 10:15",
        "operator": "示例员甲",
        "version": "0.1.0",
    }
    return DropOut(codes=codes, cert=cert, wholly=wholly, **(said | more))


def position(table: Table, column: Column, row: int) -> tuple[int, int]:
    """Where a cell stands on a sheet of a record: its row, and the number of its column."""
    return row, number(table, column)


def page_of(record, *gone, practice=False):
    """The page of a draw after some have dropped out."""
    logged = [(one, f"{number:064x}") for number, one in enumerate(gone, start=1)]
    return draw_page(drawn_task_of(record, logged), practice=practice)
