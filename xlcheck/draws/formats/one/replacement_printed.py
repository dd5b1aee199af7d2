"""The first sheet of 补抽记录: the page that is printed, signed and archived beside the record of the draw.

Its wording is part of the format, as that of the record is (see :mod:`xlcheck.draws.formats.one.printed`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from xlcheck.draws.formats.one.howto import ways_to_verify_replacement
from xlcheck.draws.formats.one.printed import SIGNED_BY
from xlcheck.draws.formats.one.qr_code import symbol_of
from xlcheck.draws.formats.one.record import content_digest
from xlcheck.draws.formats.one.replacement_sheet import DigestOf, replaced_digest
from xlcheck.draws.plan import task_of
from xlcheck.draws.record.blocks import (
    Block,
    FieldBlock,
    HeadingBlock,
    ParagraphBlock,
    SignatureBlock,
    TableBlock,
    TitleBlock,
)
from xlcheck.draws.record.cells import LINES
from xlcheck.model import DrawnEntity, DrawnTask, Replacement, Visit
from xlcheck.schema.outputs.draw import TICKETS

SHEET = "补抽记录"

_NONE = "（无）"


def print_replacement(drawn_task: DrawnTask, digest_of: DigestOf = content_digest) -> tuple[Block, ...]:
    """Return the page of the last replacement as blocks; ``digest_of`` gives 内容摘要 of the record of the draw."""
    replacement = drawn_task.replacements[-1]
    title = TitleBlock(f"{drawn_task.record.request.bureau}“双随机、一公开”补抽记录")
    result = _entity_result if replacement.entered else _inspector_result
    parts = (
        _task(drawn_task, digest_of),
        _drop_out(drawn_task),
        result(drawn_task),
        _verification(drawn_task, digest_of),
    )
    return (title, *chain.from_iterable(parts), HeadingBlock("五、签字"), SignatureBlock(SIGNED_BY))


def _task(drawn_task: DrawnTask, digest_of: DigestOf) -> Iterator[Block]:
    record, replacement = drawn_task.record, drawn_task.replacements[-1]
    plan = record.request.plan
    yield HeadingBlock("一、抽查任务")
    yield FieldBlock("抽查计划", f"{plan.plan_no}　{plan.plan_name}")
    yield FieldBlock("抽查任务", f"{plan.task_no}　{plan.task_name}")
    yield FieldBlock("抽查日期", task_of(plan).window.text)
    drawn = f"第 {record.request.attempt} 次抽取，{record.drawn_at}，抽中 {len(record.sample)} 户"
    yield FieldBlock("原抽取", f"{drawn}；抽取记录的内容摘要 {digest_of(record)}")
    if replacement.number > 1:
        yield FieldBlock(
            "此前补抽", LINES.join(_in_short(drawn_task, earlier) for earlier in drawn_task.replacements[:-1])
        )
    operator = f"，操作人 {replacement.drop_out.operator}" if replacement.drop_out.operator else ""
    version = f"程序版本 {replacement.drop_out.version}"
    yield FieldBlock("本次补抽", f"第 {replacement.number} 次补抽，{replacement.drop_out.at}{operator}，{version}")


def _in_short(drawn_task: DrawnTask, replacement: Replacement) -> str:
    visits = _visits(drawn_task)
    names = "、".join(visits[code].drawn.name for code in replacement.drop_out.codes)
    if replacement.entered:
        change = f"{names}退出，补入{replacement.entered.name}"
    else:
        change = f"{drawn_task.record.request.named([replacement.drop_out.cert])}退出，{names}换人"
    return f"第 {replacement.number} 次（{replacement.drop_out.reason}）：{change}"


def _drop_out(drawn_task: DrawnTask) -> Iterator[Block]:
    drop_out = drawn_task.replacements[-1].drop_out
    visits = [_visits(drawn_task)[code] for code in drop_out.codes]
    if drop_out.cert:
        yield HeadingBlock("二、退出的检查人员")
        yield FieldBlock("检查人员", drawn_task.record.request.named([drop_out.cert]))
        yield FieldBlock("退出范围", "不再参加本任务" if drop_out.wholly else "只退出下列检查对象")
        yield FieldBlock("检查对象", LINES.join(f"{v.drawn.name}（{v.drawn.code}）" for v in visits))
    else:
        [visit] = visits
        yield HeadingBlock("二、退出的检查对象")
        yield FieldBlock("检查对象", f"{visit.drawn.name}（{visit.drawn.code}），{_rank(visit.drawn)}")
        yield FieldBlock("检查组", drawn_task.record.request.named(visit.team.certs))
    yield FieldBlock("原因", drop_out.reason)
    yield FieldBlock("情况说明", drop_out.note or _NONE)
    yield FieldBlock("证据", LINES.join(f"{e.replace(' ', '，SHA-256 ')}" for e in drop_out.evidence) or _NONE)


def _entity_result(drawn_task: DrawnTask) -> Iterator[Block]:
    replacement = drawn_task.replacements[-1]
    [team], entered = replacement.teams, replacement.entered
    assert entered is not None
    codes = {v.drawn.code for v in drawn_task.visits}
    reserve = sum(d.stratum == entered.stratum and d.code not in codes for d in drawn_task.record.order)
    same = "同一抽样框、同一分级" if entered.stratum else "同一抽样框"
    yield HeadingBlock("三、补入的检查对象")
    yield ParagraphBlock(
        f"按原抽取的次序往下读：{same}中还没有用过的下一签补入，任何人不能挑选。检查组按原抽取的规则接着抽取。"
    )
    titles = (*(TICKETS.column(key).title for key in ("rank", "name", "code")), "检查人员")
    row = (str(entered.rank), entered.name, entered.code, drawn_task.record.request.named(team.certs, LINES))
    yield TableBlock(titles, (1, 4, 3, 4), (row,))
    yield FieldBlock("签号", entered.ticket)
    yield FieldBlock("检查组", f"尝试号 {team.attempt}，负荷差 {team.window}；补抽后还剩候补 {reserve} 户")
    yield from _rejected_teams(drawn_task, replacement)


def _inspector_result(drawn_task: DrawnTask) -> Iterator[Block]:
    replacement, visits = drawn_task.replacements[-1], _visits(drawn_task)
    yield HeadingBlock("三、补入的检查人员")
    yield ParagraphBlock(
        "每个检查组只换退出的一席，其余人员不动：由该组的下一个尝试号在能参加的人员中抽取，任何人不能挑选；"
        "回避、专业资质、请假等规则与原抽取相同。"
    )
    rows = tuple(_seat(drawn_task, visits[team.code], team.attempt) for team in replacement.teams)
    yield TableBlock(("检查对象名称", "补入人员", "现在的检查组", "尝试号"), (3, 4, 4, 1), rows)
    yield from _rejected_teams(drawn_task, replacement)


def _seat(drawn_task: DrawnTask, visit: Visit, attempt: int) -> tuple[str, ...]:
    [newcomer] = set(visit.team.certs) - set(visit.earlier[-1])
    team = drawn_task.record.request.named(visit.team.certs, LINES)
    return (visit.drawn.name, drawn_task.record.request.named([newcomer]), team, str(attempt))


def _rejected_teams(drawn_task: DrawnTask, replacement: Replacement) -> Iterator[Block]:
    """List the teams that were turned down; nothing where there were none."""
    if replacement.attempts:
        names, in_words = {v.drawn.code: v.drawn.name for v in drawn_task.visits}, drawn_task.record.request.named
        rows = tuple((names[a.code], str(a.number), in_words(a.certs, LINES), a.reason) for a in replacement.attempts)
        yield TableBlock(("检查对象名称", "尝试号", "未采用的检查组", "未采用的原因"), (3, 1, 4, 4), rows)


def _verification(drawn_task: DrawnTask, digest_of: DigestOf) -> Iterator[Block]:
    replacement = drawn_task.replacements[-1]
    yield HeadingBlock("四、验证方法")
    for number, way in enumerate(ways_to_verify_replacement(drawn_task), start=1):
        yield ParagraphBlock(f"{number}．{way}")
    if replacement.entered is None:  # else the line of Python has it
        yield FieldBlock("种子行", drawn_task.record.seed)
    yield FieldBlock("内容摘要", replaced_digest(drawn_task, digest_of))
    yield FieldBlock("日志散列", replacement.log_digest)
    yield symbol_of(drawn_task.record.seed, replaced_digest(drawn_task, digest_of))


def _visits(drawn_task: DrawnTask) -> dict[str, Visit]:
    return {v.drawn.code: v for v in drawn_task.visits}


def _rank(drawn: DrawnEntity) -> str:
    return (f"{drawn.stratum} 级" if drawn.stratum else "原抽取") + f"第 {drawn.rank} 签"
