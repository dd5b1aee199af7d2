"""What inspectors might have typed into the ledger: for the practice run only, the same for a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from xlcheck.model import Inspection, Window
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import RowCells
from xlcheck.schema.vocabularies import CLEAN_RESULT, NO_DISPOSAL, PUT_RIGHT

IsWorkday = Callable[[date], bool]

CanVisit = Callable[[Inspection, date], bool]
"""Whether the team of a line can be there on a day: nobody of it is on leave."""

_CASE = "发现案件线索移送办案机构"
_CLEAN_SHARE = 0.8
_DONE_SHARE = 0.75
_METHODS, _METHOD_WEIGHTS = ("现场检查", "书面检查", "网络监测"), (80, 14, 6)


@dataclass(frozen=True, slots=True)
class InventedFinding:
    """A kind of finding: ``days`` is the term of its rectification, 0 where nothing is to be rectified."""

    result: str
    disposal: str
    situation: str
    days: int = 0
    closed: bool = True
    on_site: bool = True


CLEAN = (
    "查看经营场所和公示栏，许可证件悬挂完好，公示内容与登记相符。",
    "随机询问两名从业人员，对操作规程比较熟悉，培训记录有本人签字。",
    "抽取五份合同和票据，与台账逐笔对上，没有发现出入。",
    "检查消防器材和应急物资，均在有效期内，应急预案有演练记录。",
    "对照上次检查的情况逐项复看，原来提出的建议已经采纳。",
    "核对从业人员名册和证件，人证相符，证件都在有效期内。",
    "查看投诉登记和回访记录，三起投诉均已办结。",
    "查阅许可证件和管理台账，现场核对，与登记情况一致。",
    "抽查近三个月记录，资料齐全，现场管理有序。",
    "核对人员、设备和公示内容，未见异常。",
)

PROBLEMS = (
    InventedFinding(
        "未按规定公示应当公示的信息", "责令限期整改", "经营场所未公示许可证件和投诉电话。", 15, on_site=False
    ),
    InventedFinding("发现问题已责令改正", "责令改正", "两份记录填写不全，当场指出并要求补正。", 7, on_site=False),
    InventedFinding(
        "发现问题待后续处理", "责令限期整改", "安全检查记录中断一个月，隐患排查表未签字。", 30, on_site=False
    ),
    InventedFinding(
        "未按规定公示应当公示的信息、发现问题待后续处理", "责令限期整改", "投诉电话未公示，人员培训档案缺失。", 30
    ),
    InventedFinding(
        "通过登记的住所（经营场所）无法联系", "抄告相关部门", "登记地址无人办公，电话无人接听，已拍照留存。"
    ),
    InventedFinding(
        "未发现开展本次抽查涉及的经营活动", "停止检查，反馈日常监管", "现场已无相关设备和人员，无业务记录。"
    ),
    InventedFinding("公示信息隐瞒真实情况、弄虚作假", _CASE, "公示的人员与实际不符，材料已固定。", closed=False),
    InventedFinding("不配合检查情节严重", _CASE, "拒绝提供台账，经说明后仍不配合，已全程记录。", closed=False),
    InventedFinding("发现问题已责令改正", "其他", "许可证件悬挂位置不当，当场调整，并作行政指导。", on_site=False),
)
_PROBLEM_WEIGHTS = (6, 8, 6, 2, 3, 3, 1, 1, 2)


def invented_findings(
    lines: Iterable[Inspection],
    seed: int,
    window: Window,
    is_workday: IsWorkday,
    surely: Sequence[InventedFinding] = (),
    can_visit: CanVisit | None = None,
) -> list[RowCells]:
    """Return what an inspector would type for each ledger line, in their order.

    Each answer hangs on the seed and the row's 抽查计划编号 and 统一社会信用代码 alone, so that
    sorting a ledger or adding to it changes nothing; but that each of the outcomes in ``surely`` comes to one row,
    whichever the seed chooses of all. 检查日期 and 整改期限 are working days; the first lies inside the window, and is
    none on which the team cannot be there unless it never can.
    Raises :class:`ValueError` where the window holds no working day.
    """
    days = _workdays(window, is_workday)
    if not days:
        raise ValueError(f"no working day in {window.text}")
    lines = tuple(lines)
    marks = [f"{seed}|{line.plan_no}|{line.code}" for line in lines]
    outcomes = dict(zip(sorted(marks, key=lambda mark: Random(f"surely|{mark}").random()), surely, strict=False))
    return [
        _finding_row(Random(mark), _free(line, days, can_visit), is_workday, outcomes.get(mark))
        for mark, line in zip(marks, lines, strict=True)
    ]


def _free(line: Inspection, days: list[date], can_visit: CanVisit | None) -> list[date]:
    """Return the days on which the team of a line can be there; all of them where there is none."""
    return days if can_visit is None else [day for day in days if can_visit(line, day)] or days


def _workdays(window: Window, is_workday: IsWorkday) -> list[date]:
    span = (window.end - window.start).days + 1
    return [day for day in (window.start + timedelta(n) for n in range(span)) if is_workday(day)]


def _finding_row(rng: Random, days: list[date], is_workday: IsWorkday, sure: InventedFinding | None) -> RowCells:
    inspected = rng.choice(days)
    outcome = sure or _outcome(rng)
    method = "现场检查" if outcome.on_site else rng.choices(_METHODS, _METHOD_WEIGHTS)[0]
    rectify_by, rectified = _rectification(outcome, inspected, rng, is_workday)
    closed = outcome.closed if rectify_by is None else rectified is not None
    rechecked = _next_workday(rectified + timedelta(1), is_workday) if rectified else None
    return {
        LEDGER.inspected: inspected,
        LEDGER.method: method,
        LEDGER.situation: outcome.situation,
        LEDGER.result: outcome.result,
        LEDGER.disposal: outcome.disposal,
        LEDGER.rectify_by: rectify_by,
        LEDGER.rectified: rectified,
        LEDGER.closed: "是" if closed else "否",
        LEDGER.published: None,
        LEDGER.rechecked: rechecked,
        LEDGER.recheck_result: PUT_RIGHT if rechecked else "",
    }


def _outcome(rng: Random) -> InventedFinding:
    if rng.random() < _CLEAN_SHARE:
        return InventedFinding(CLEAN_RESULT, NO_DISPOSAL, rng.choice(CLEAN), on_site=False)
    return rng.choices(PROBLEMS, _PROBLEM_WEIGHTS)[0]


def _rectification(
    outcome: InventedFinding, inspected: date, rng: Random, is_workday: IsWorkday
) -> tuple[date | None, date | None]:
    """Return the term, and the day on which it was done: never late, and now and then still open."""
    if not outcome.days:
        return None, None
    due = _next_workday(inspected + timedelta(outcome.days), is_workday)
    if rng.random() >= _DONE_SHARE:
        return due, None
    return due, min(due, _next_workday(inspected + timedelta(rng.randint(1, outcome.days)), is_workday))


def _next_workday(day: date, is_workday: IsWorkday) -> date:
    while not is_workday(day):
        day += timedelta(1)
    return day
