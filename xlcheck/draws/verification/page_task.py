"""The task that 抽取公开 tells of, read from its data and, where these say nothing, from its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any  # what JSON holds

from xlcheck.draws.draw import draw
from xlcheck.draws.formats import FORMATS
from xlcheck.draws.formats.one.window_text import window_said
from xlcheck.draws.formats.two import TWO
from xlcheck.draws.formats.two.seed import PRACTICE
from xlcheck.draws.formats.two.strength import Strength
from xlcheck.draws.formats.two.web_page import warnings
from xlcheck.draws.formats.two.web_page.basis import LATER_RECEIPTS
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.draws.verification.page_text import PageText
from xlcheck.model import (
    FIRST_FORMAT,
    DrawnTask,
    DrawRecord,
    DrawRequest,
    DropOut,
    Entity,
    Exclusion,
    Inspector,
    PlanRow,
    Proof,
    ProofKind,
    Ratio,
    RatioKind,
    Recusal,
    Scope,
    Seats,
    Source,
    Trouble,
    Window,
)

Data = Mapping[str, Any]
"""The data of a page as JSON has them. A forged page may have anything there, so whoever reads them may raise."""

_TITLE = re.compile(r"(.*)“双随机、一公开”抽取公开（(.*)）", re.DOTALL)
_TIMES = re.compile(r"冻结 (.*?)；(?:录入号码|揭晓) (.*?)；抽取 (.*?)(?:（北京时间）)?", re.DOTALL)
_DIRECTED = re.compile(
    r"(.*)（定向条件：(.*?)(?:；定向后 \d+ 户，类别共 (\d+) 户(?:；与计划不同的原因：(.*))?)?）", re.DOTALL
)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)（(.*)）")
_MOVED = re.compile(r"(与上年末相比|无上年基线，与本年度第一次冻结时相比)：(.*)；变动清单的指纹 (.*)", re.DOTALL)
_AGAIN = re.compile(r"本任务这是第 \d+ 次抽取，原因：(.*)。以前各次的记录都保留存档。", re.DOTALL)
_ABSENT = re.compile(r"未参加抽取的人员 \d+ 名：(.*)。原因写在抽取记录上。", re.DOTALL)
_KINDS = "|".join(ProofKind)
_PROOF = re.compile(
    rf"({_KINDS})：(.*?)，(\d{{4}}-\d\d-\d\d \d\d:\d\d)(?:，(.*?))?(?:（本单位自述，没有附凭据）)?"
    rf"(?:；(?=(?:{_KINDS})：)|$)",
    re.DOTALL,
)


def data_of(page: PageText) -> Data:
    """Return the data of a page; raises ValueError where they cannot be read, or are of no known format."""
    data: Data = json.loads(page.data)
    if format_name(data) not in FORMATS:
        raise ValueError(data["format"])
    return data


def format_name(data: Data) -> str:
    """Return the format of a page; on a practice desk its data begin with another name."""
    return TWO.name if data["format"] == PRACTICE else str(data["format"])


def version_of(page: PageText) -> str:
    """Return the version that a page says it was written by."""
    return (page.last("格式和版本") or page.last("程序版本")).rpartition("程序版本 ")[2]


def task_on(page: PageText) -> DrawnTask:
    """Return the task of a page, drawn again.

    Raises :class:`XlcheckError` where it cannot be drawn, ValueError, TypeError, LookupError, ArithmeticError or
    AttributeError where the data are not as the program writes them.
    """
    data = data_of(page)
    frozen, revealed, drawn = _parts(_TIMES, page.fact("抽取时间"), 3)
    record = draw(
        _request(data, page, frozen),
        frozen_at=frozen,
        revealed_at=revealed,
        drawn_at=drawn,
        operator="",
        venue="",
        witnesses="",
        log_digest=page.last("日志散列"),
        version=version_of(page),
        proofs=tuple(_proofs(page.fact("收存"))),
        people=str(data["inspectors_digest"]),
    )
    if record.request.format != FIRST_FORMAT:
        remarks = tuple(text for label, text in page.pairs if label == "附注")
        record = replace(record, strength=_strength(record, page))
        record = replace(record, marks=tuple(_marks(record, page)), remarks=remarks)
    drop_outs = [(_drop_out(one), page.fact("日志散列")) for one in data["replacements"]]
    return drawn_task_of(record, drop_outs, tuple(_proofs(page.fact(LATER_RECEIPTS))))


def _strength(record: DrawRecord, page: PageText) -> str:
    """Return the strength; whether dice were watched a page does not show, so it is taken at its word."""
    said = page.fact("强度").partition("。")[0]
    return said if {said, record.strength} == {Strength.DICE, Strength.ALONE} else record.strength


def _request(data: Data, page: PageText, frozen: str) -> DrawRequest:
    rules = _rules(str(data.get("rules", "")))
    kind, directed, size, why = _parts(_DIRECTED, page.fact("抽查类型"), 4)
    bureau, task_no = _parts(_TITLE, page.title, 2)
    day, basis = _parts(_DAY, page.fact("开奖日"), 2)
    since, counts, moved = _parts(_MOVED, page.fact("名录变动"), 3)
    window = _window(rules, page.fact("抽查日期"), frozen)
    again = [m[1] for text in page.warnings if (m := _AGAIN.fullmatch(text))]
    return DrawRequest(
        plan=_plan(data, page, task_no, window),
        attempt=_whole(data["attempt"]),
        bureau=bureau,
        kind=kind or page.fact("抽查类型"),
        team_size=_whole(data["team_size"]),
        min_count=_whole(data["min_count"]),
        speciality=data["speciality"],
        entities=tuple(Entity(*map(_text, one)) for one in data["entities"]),
        excluded=tuple(_exclusions(page)),
        inspectors=tuple(_inspectors(data, window)),
        inspectors_excluded=tuple(_absent(page)),
        sources=tuple(map(_source, data["sources"])),
        reason=again[-1] if again else "",
        basis=page.fact("依据"),
        filter=directed,
        leader=data["leader"] is True,
        seats=tuple(Seats(_text(party), _whole(count)) for party, count in data["seats"]),
        apart=tuple((_text(one), _text(other)) for one, other in data["apart"]),
        groups=_whole(data["groups"]),
        format=format_name(data),
        practice=data["format"] == PRACTICE,
        draw_day=date.fromisoformat(day) if day else None,
        day_basis=basis,
        source_reason=page.fact("原因"),
        filter_reason=why,
        category_size=int(size or 0),
        opening=since,
        follows=since == "与上年末相比",
        moved=moved,
        moved_counts=counts,
        updated=page.fact("名录更新"),
        visits=page.fact("本年度检查"),
    )


def _plan(data: Data, page: PageText, task_no: str, window: Window) -> PlanRow:
    plan_no = _text(data["task"])
    ratio = data["ratio"]
    return PlanRow(
        row=0,
        plan_no=plan_no,
        plan_name=page.fact("抽查计划").removeprefix(f"{plan_no}　"),
        task_no=task_no,
        task_name=page.fact("抽查任务").removeprefix(f"{task_no}　"),
        kind="",
        items=page.fact("抽查事项"),
        ratio=Ratio(
            page.fact("抽查比例"),
            RatioKind(ratio["kind"]),
            None if ratio["share"] is None else Fraction(ratio["share"]),
            None if ratio["count"] is None else _whole(ratio["count"]),
            tuple((_text(grade), Fraction(share)) for grade, share in ratio["strata"]),
            page.fact("信用风险分类监管要求"),
        ),
        scope=Scope(page.fact("对象范围"), ""),
        window=window,
    )


def _window(rules: Sequence[Sequence[str]], text: str, frozen: str) -> Window:
    """Return 抽查日期, by the rules file, or on a page of 0.1.0, which has none, by its text."""
    for line in rules:
        if line[0] == "抽查日期":
            return Window(text, date.fromisoformat(line[1]), date.fromisoformat(line[2]))
    window = window_said(text, int(frozen[:4]))
    if isinstance(window, Trouble):
        raise ValueError(text)
    return window


def _rules(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.split("\n")]


def _source(source: Data) -> Source:
    if "groups" in source:
        numbers = [number for group in source["groups"] for number in group["numbers"]]
        return Source(_text(source["key"]), _text(source["name"]), tuple(map(int, numbers)))
    return Source(
        _text(source["key"]), _text(source["name"]), tuple(map(int, source["numbers"])), source["ordered"] is True
    )


def _inspectors(data: Data, window: Window) -> Iterator[Inspector]:
    """Yield who took part, as far as the data tell; who was away at a replacement is put on leave until the end."""
    codes: dict[str, list[str]] = {}
    for cert, code in data["recusals"]:
        codes.setdefault(cert, []).append(code)
    for cert, name, skilled, leader, party, load in data["inspectors"]:
        yield Inspector(
            cert=_text(cert),
            name=_text(name),
            scope=(),
            valid_to=date.max,
            specialities=(data["speciality"],) if skilled is True else (),
            leaves=tuple(_away(data, cert, window)),
            recusals=tuple(Recusal(code, "") for code in codes.get(cert, [])),
            leader=leader is True,
            party=_text(party),
            load=_whole(load),
        )


def _away(data: Data, cert: str, window: Window) -> Iterator[tuple[date, date]]:
    for one in data["replacements"]:
        if cert in one["away"]:
            first = max(date.fromisoformat(one["at"][:10]), window.start)
            yield first, max(first, window.end)


def _drop_out(one: Data) -> DropOut:
    codes = tuple(map(_text, one["codes"]))
    return DropOut(codes, _text(one["cert"]), one["wholly"] is True, _text(one["reason"]), "", (), one["at"], "", "")


def _exclusions(page: PageText) -> Iterator[Exclusion]:
    for code, name, reason, counted in (row for row in page.tables.get("excluded", []) if row):
        yes, _, stratum = counted.partition("（")
        yield Exclusion(code, name, reason, yes == "是", stratum.removesuffix("）"))


def _absent(page: PageText) -> Iterator[Exclusion]:
    for text in page.paragraphs:
        if match := _ABSENT.fullmatch(text):
            yield from (Exclusion("", name, "") for name in match[1].split("、"))


def _proofs(text: str) -> Iterator[Proof]:
    for match in _PROOF.finditer(text):
        yield Proof(ProofKind(match[1]), match[2], match[4] or "", match[3])


def _marks(record: DrawRecord, page: PageText) -> Iterator[str]:
    """Yield what stands in red and does not follow from the rest of the page."""
    known = list(warnings(record))
    yield from (text for text in page.warnings if text not in known)


def _parts(pattern: re.Pattern[str], text: str, count: int) -> tuple[str, ...]:
    match = pattern.fullmatch(text)
    return tuple(part or "" for part in match.groups()) if match else ("",) * count


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
