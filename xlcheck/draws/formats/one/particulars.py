"""The sheet 数据: everything of a record that is no table, one labelled value a row, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import count, takewhile
from typing import Any, TypeVar  # Any: a type hint, and a value of it

from xlcheck.draws.codec import hints_of
from xlcheck.draws.plan import task_of
from xlcheck.draws.record.book import DATA, FORMAT
from xlcheck.draws.record.cells import damaged, text_of, value_of
from xlcheck.model import DrawRecord, DrawRequest, PlanRow, Proof, Ratio, Scope, Seats, Source, StratumQuota, Window

DIGEST = "内容摘要"
GRADE, SHARE = "级别", "比例"
ONE, OTHER = "甲", "乙"
SAID = "内容"
STRATA, SOURCES, QUOTAS, SEATS, APART = "分级比例", "随机源", "应抽数", "席位", "不得同组"
PROOFS, MARKS, REMARKS = "收存", "须知", "附注"
"""Parts that a record may have several of; their labels are numbered."""

T = TypeVar("T")

Labels = Mapping[type, Mapping[str, str]]
"""The label of each single value of a class, by its field; what is a table of its own has none."""

LABELS: Labels = {
    PlanRow: {
        "row": "计划表行号",
        "plan_no": "抽查计划编号",
        "plan_name": "抽查计划名称",
        "task_no": "抽查任务编号",
        "task_name": "抽查任务名称",
        "kind": "计划抽查类型",
        "items": "抽查事项",
        "filter": "计划定向条件",
        "departments": "联合部门",
    },
    Ratio: {
        "text": "抽查比例",
        "kind": "比例含义",
        "share": "比例数值",
        "count": "比例户数",
        "grades": "信用风险分类监管要求",
    },
    Scope: {
        "text": "抽查对象范围",
        "category": "对象类别",
        "founded_before": "成立日期早于",
        "operating": "范围写明运营",
    },
    Window: {"text": "抽查日期", "start": "抽查开始日期", "end": "抽查结束日期"},
    DrawRequest: {
        "attempt": "抽取次数",
        "bureau": "单位名称",
        "kind": "抽查类型",
        "team_size": "每户检查人数",
        "min_count": "最少户数",
        "speciality": "要求的专业资质",
        "reason": "再次抽取原因",
        "basis": "文号",
        "filter": "定向条件",
        "leader": "每组须有组长",
        "groups": "检查组数",
    },
    Seats: {"party": "名称", "size": "人数"},
    Source: {"key": "代号", "name": "名称", "numbers": "数字", "ordered": "按公布次序"},
    StratumQuota: {
        "stratum": GRADE,
        "base": "基数",
        "available": "可抽户数",
        "quota": "户数",
        "arithmetic": "算式",
    },
    DrawRecord: {
        "seed": "随机种子行",
        "frame_digest": "抽样框指纹",
        "inspectors_digest": "人员名单指纹",
        "frozen_at": "冻结时间",
        "revealed_at": "揭晓时间",
        "drawn_at": "抽取时间",
        "operator": "操作人",
        "venue": "抽取地点",
        "witnesses": "监督人",
        "log_digest": "日志末行散列值",
        "version": "程序版本",
    },
}
"""Those of “xlcheck-draw/1”."""


def particulars(record: DrawRecord, labels: Labels) -> list[tuple[str, str]]:
    """Return (项目, 内容) of everything but the tables and the digest."""
    request = record.request
    task = task_of(request.plan)
    parts = (request, task.plan, task.ratio, task.scope, task.window)
    strata = (((GRADE, grade), (SHARE, text_of(share))) for grade, share in task.ratio.strata)
    return [
        (FORMAT, request.format),
        *(row for part in parts for row in _label_fields(part, labels)),
        *_number_parts(STRATA, strata),
        *_number_parts(SEATS, (_label_fields(seats, labels) for seats in request.seats)),
        *_number_parts(APART, (((ONE, one), (OTHER, other)) for one, other in request.apart)),
        *_number_parts(SOURCES, (_label_fields(source, labels) for source in request.sources)),
        *_number_parts(QUOTAS, (_label_fields(quota, labels) for quota in record.quotas)),
        *_label_fields(record, labels),
        *_number_parts(PROOFS, (_label_fields(proof, labels) for proof in record.proofs)),
        *_number_parts(MARKS, (((SAID, mark),) for mark in record.marks)),
        *_number_parts(REMARKS, (((SAID, remark),) for remark in record.remarks)),
    ]


def plan_from(data: Mapping[str, str], labels: Labels) -> PlanRow:
    """Read the plan row of a record; raises :class:`XlcheckError` ``draw.record-damaged``."""
    strata = tuple((_need(data, head + GRADE), _value(Fraction, data, head + SHARE)) for head in heads(data, STRATA))
    return read(
        PlanRow,
        data,
        labels,
        ratio=read(Ratio, data, labels, strata=strata),
        scope=read(Scope, data, labels),
        window=read(Window, data, labels),
    )


def apart_from(data: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Read the pairs kept apart; raises :class:`XlcheckError` ``draw.record-damaged``."""
    return tuple((_need(data, head + ONE), _need(data, head + OTHER)) for head in heads(data, APART))


def proofs_from(data: Mapping[str, str], labels: Labels) -> tuple[Proof, ...]:
    """Read what shows that the freeze was lodged; a format that knows of none has none."""
    return tuple(read(Proof, data, labels, head) for head in heads(data, PROOFS)) if Proof in labels else ()


def sentences_from(data: Mapping[str, str], part: str, labels: Labels) -> tuple[str, ...]:
    """Read the sentences of a part, what a reader must know or other; a format that knows of none has none."""
    return tuple(_need(data, head + SAID) for head in heads(data, part)) if Proof in labels else ()


def read(kind: type[T], data: Mapping[str, str], labels: Labels, head: str = "", **given: object) -> T:
    """Read a part of the record from its labelled values and what is ``given``.

    ``head`` stands before each label (see :func:`heads`). Raises ``draw.record-damaged``.
    """
    hints = hints_of(kind)
    values = {name: _value(hints[name], data, head + label) for name, label in labels[kind].items()}
    return kind(**values, **given)


def heads(data: Mapping[str, str], part: str) -> list[str]:
    """Return what stands before the labels of a part that a record has several of: ``随机源1 ``, ``随机源2 ``."""
    prefixes = {label.partition(" ")[0] + " " for label in data if label.startswith(part)}
    return list(takewhile(prefixes.__contains__, (f"{part}{n} " for n in count(1))))


def _value(kind: Any, data: Mapping[str, str], label: str) -> Any:
    return value_of(kind, _need(data, label), f"“{DATA}”工作表“{label}”")


def _need(data: Mapping[str, str], label: str) -> str:
    if label not in data:
        raise damaged(f"“{DATA}”工作表", "没有这一项", label)
    return data[label]


def _label_fields(part: object, labels: Labels) -> Iterator[tuple[str, str]]:
    return ((label, text_of(getattr(part, name))) for name, label in labels[type(part)].items())


def _number_parts(prefix: str, parts: Iterable[Iterable[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    for number, part in enumerate(parts, start=1):
        yield from ((f"{prefix}{number} {label}", text) for label, text in part)
