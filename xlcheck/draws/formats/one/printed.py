"""The first sheet of a record: the page that is printed, signed and archived.

Its wording is part of the format: verification compares every cell, so a changed word makes older
records fail (``tests/draws/golden`` holds it).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from xlcheck.draws.formats.one.howto import ways_to_verify
from xlcheck.draws.formats.one.qr_code import symbol_of
from xlcheck.draws.formats.one.record import content_digest
from xlcheck.draws.formats.one.seed import only_system
from xlcheck.draws.formats.one.times import not_announced, times
from xlcheck.draws.formats.one.wording import kind_in_words, numbers_in_words, team_in_words
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
from xlcheck.model import RESERVE, DrawnEntity, DrawRecord
from xlcheck.schema.inputs import PLAN, RECUSALS
from xlcheck.schema.outputs.draw import EXCLUDED, RECORD_INSPECTORS, TEAMS, TICKETS
from xlcheck.schema.table import Column

SHEET = "抽取记录"
RESERVES_SHOWN = 10
"""How many of the reserve the page shows for each stratum; 签号 has all."""

EXCLUSIONS_SHOWN = 200
"""How many exclusions the page lists; 未列入 has all."""

SIGNED_BY = ("操作人", "监督人", "单位负责人")


def print_content(record: DrawRecord) -> tuple[Block, ...]:
    """Return the page as blocks; see :func:`xlcheck.draws.record.blocks.flatten` for its cells."""
    parts = (_task, _frame, _seed, _sample, _reserve, _recusals_and_exclusions, _verification)
    title = TitleBlock(f"{record.request.bureau}“双随机、一公开”抽取记录")
    return (
        title,
        *chain.from_iterable(part(record) for part in parts),
        HeadingBlock("八、签字"),
        SignatureBlock(SIGNED_BY),
    )


def _task(record: DrawRecord) -> Iterator[Block]:
    request, plan = record.request, record.request.plan
    yield HeadingBlock("一、抽查任务")
    yield FieldBlock("抽查计划", f"{plan.plan_no}　{plan.plan_name}")
    yield FieldBlock("抽查任务", f"{plan.task_no}　{plan.task_name}")
    yield FieldBlock("依据", f"{request.basis or request.bureau}，抽查计划编号 {plan.plan_no}")
    yield FieldBlock("抽查类型", kind_in_words(request))
    yield FieldBlock("抽查事项", plan.items)
    yield FieldBlock("对象范围", task_of(plan).scope.text)
    yield FieldBlock("抽查日期", task_of(plan).window.text)
    yield FieldBlock("抽取时间", times(record))
    yield FieldBlock("抽取地点", record.venue)
    yield FieldBlock("操作人", record.operator)
    yield FieldBlock("监督人", record.witnesses)
    yield FieldBlock("抽取次数", f"第 {request.attempt} 次" + (f"，原因：{request.reason}" if request.reason else ""))


def _frame(record: DrawRecord) -> Iterator[Block]:
    request = record.request
    yield HeadingBlock("二、抽样框与应抽数")
    yield FieldBlock("抽样框", f"{len(request.entities)} 户，指纹（SHA-256）{record.frame_digest}")
    yield FieldBlock("执法人员", f"{len(request.inspectors)} 人，指纹（SHA-256）{record.inspectors_digest}")
    yield FieldBlock("检查组", team_in_words(request))
    ratio = task_of(request.plan).ratio
    yield FieldBlock(PLAN.ratio.title, ratio.text)
    if ratio.grades:
        yield FieldBlock(PLAN.credit.title, ratio.grades)
    for quota in record.quotas:
        yield FieldBlock(f"应抽数（{quota.stratum}）" if quota.stratum else "应抽数", quota.arithmetic)


def _seed(record: DrawRecord) -> Iterator[Block]:
    yield HeadingBlock("三、随机种子的来源")
    for number, source in enumerate(record.request.sources, start=1):
        yield FieldBlock(f"来源 {number}", f"{source.name}（{source.key}）：{numbers_in_words(source)}")
    yield FieldBlock("种子行", record.seed)
    if only_system(record.request.sources):
        yield ParagraphBlock(
            "本次只用计算机系统的随机数，没有外部随机源，不能排除反复抽取后只留下其中一次的可能；"
            "需要排除的，应在冻结后由两个以上互相独立的来源给出数字。"
        )
    if not_announced(record):
        yield ParagraphBlock(not_announced(record))


def _sample(record: DrawRecord) -> Iterator[Block]:
    teams = {t.code: record.request.named(t.certs, LINES) for t in record.teams}
    yield HeadingBlock(f"四、抽中名单（{len(record.sample)} 户）")
    columns = list_columns(record)
    spans = (1, 1, 3, 3, 4) if TICKETS.stratum in columns else (1, 4, 3, 4)
    rows = tuple((*list_cells(d, columns), teams[d.code]) for d in record.sample)
    yield TableBlock((*_titles(*columns), TEAMS.names.title), spans, rows)


def _reserve(record: DrawRecord) -> Iterator[Block]:
    reserve = [d for d in record.order if d.outcome == RESERVE]
    first = {q.stratum: q.quota for q in record.quotas}
    columns = list_columns(record)
    shown = tuple(list_cells(d, columns) for d in reserve if d.rank <= first[d.stratum] + RESERVES_SHOWN)
    rest = f"，这里列出{'各级' if len(first) > 1 else ''}前 {RESERVES_SHOWN} 户，其余见“{TICKETS.sheet}”工作表"
    yield HeadingBlock(f"五、候补顺序（共 {len(reserve)} 户{rest if len(shown) < len(reserve) else ''}）")
    if shown:
        yield TableBlock(_titles(*columns), (1, 1, 6, 4) if TICKETS.stratum in columns else (1, 7, 4), shown)


def _recusals_and_exclusions(record: DrawRecord) -> Iterator[Block]:
    request = record.request
    everyone = (*request.inspectors_excluded, *request.excluded)
    recusals = [(i, r) for i in request.inspectors for r in i.recusals]
    entities = {e.code: e.name for e in request.entities}
    yield HeadingBlock("六、回避与排除")
    rest = f"；排除的列出前 {EXCLUSIONS_SHOWN} 项，其余见“{EXCLUDED.sheet}”工作表"
    yield ParagraphBlock(
        f"回避 {len(recusals)} 项；未列入抽样框的检查对象 {len(request.excluded)} 户，"
        f"未参加抽取的人员 {len(request.inspectors_excluded)} 人{rest if len(everyone) > EXCLUSIONS_SHOWN else ''}。"
    )
    if recusals:
        head = _titles(RECORD_INSPECTORS.name, RECORD_INSPECTORS.cert, RECORD_INSPECTORS.recused, RECUSALS.reason)
        listed = tuple((i.name, i.cert, entities.get(r.code, r.code), r.reason) for i, r in recusals)
        yield TableBlock(head, (2, 2, 5, 3), listed)
    if everyone:
        shown = tuple((x.code, x.name, x.reason) for x in everyone[:EXCLUSIONS_SHOWN])
        yield TableBlock(_titles(EXCLUDED.code, EXCLUDED.name, EXCLUDED.reason), (3, 4, 5), shown)


def _verification(record: DrawRecord) -> Iterator[Block]:
    yield HeadingBlock("七、验证方法")
    for number, way in enumerate(ways_to_verify(record), start=1):
        yield ParagraphBlock(f"{number}．{way}")
    yield FieldBlock("内容摘要", content_digest(record))
    yield FieldBlock("日志散列", record.log_digest)
    yield FieldBlock("程序版本", record.version)
    yield symbol_of(record.seed, content_digest(record))


def list_columns(record: DrawRecord) -> tuple[Column, ...]:
    """Return the columns of 签号 that lists of the drawn and the reserve have; 分级 only where strata count."""
    strata = (TICKETS.stratum,) if has_strata(record) else ()
    return (TICKETS.rank, *strata, TICKETS.name, TICKETS.code)


def has_strata(record: DrawRecord) -> bool:
    """Say whether the draw went by strata."""
    return any(quota.stratum for quota in record.quotas)


def list_cells(drawn: DrawnEntity, columns: Iterable[Column]) -> tuple[str, ...]:
    """Return what 签号 has of an entity in these columns, as texts."""
    return tuple(str(getattr(drawn, column.key)) for column in columns)


def _titles(*columns: Column) -> tuple[str, ...]:
    return tuple(column.title for column in columns)
