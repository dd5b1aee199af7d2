"""The first sheet of a record of “xlcheck-draw/2”: the page that is printed, signed and archived.

The drawn list stands above the signatures, and what nobody signs for below. Its wording is part of the format, as that
of the first is (see :mod:`xlcheck.draws.formats.one.printed`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from xlcheck.draws.formats.one.printed import (
    EXCLUSIONS_SHOWN,
    RESERVES_SHOWN,
    SIGNED_BY,
    has_strata,
    list_cells,
    list_columns,
)
from xlcheck.draws.formats.one.qr_code import symbol_of
from xlcheck.draws.formats.two.howto import ways_to_verify
from xlcheck.draws.formats.two.record import LAYOUT
from xlcheck.draws.formats.two.seed import numbers_in_words
from xlcheck.draws.formats.two.strength import IN_WORDS, WEAK, Strength
from xlcheck.draws.formats.two.wording import (
    kind_in_words,
    late_in_words,
    moved_in_words,
    proof_in_words,
    team_in_words,
    times,
)
from xlcheck.draws.plan import task_of
from xlcheck.draws.record.blocks import (
    Block,
    FieldBlock,
    HeadingBlock,
    ParagraphBlock,
    SealBlock,
    SignatureBlock,
    TableBlock,
    TitleBlock,
    WarningBlock,
)
from xlcheck.draws.record.cells import LINES
from xlcheck.model import RESERVE, DrawRecord
from xlcheck.schema.inputs import PLAN, RECUSALS
from xlcheck.schema.outputs.draw import EXCLUDED, RECORD_INSPECTORS, TEAMS, TICKETS
from xlcheck.schema.table import Column

SHEET = "抽取记录"

ROWS_A_TABLE = 10
"""A longer list goes on in another table, each of which stays on one page, so that no page is without its header."""

ROWS_ABOVE_SIGNATURES, ROWS_TO_SPLIT = 5, 8
"""Of a list of more rows than the latter the last ones are a table of their own, which stands on the page to sign."""


def print_content(record: DrawRecord) -> tuple[Block, ...]:
    """Return the page as blocks; see :func:`xlcheck.draws.record.blocks.flatten` for its cells."""
    parts = (
        _warnings,
        _task,
        _frame,
        _source,
        _sample,
        _signatures,
        _reserve,
        _recusals_and_exclusions,
        _verification,
    )
    title = TitleBlock(f"{record.request.bureau}“双随机、一公开”抽取记录")
    return (title, *chain.from_iterable(part(record) for part in parts))


def _warnings(record: DrawRecord) -> Iterator[Block]:
    if record.strength in WEAK:
        yield WarningBlock(f"随机性强度：{record.strength}。{IN_WORDS[Strength(record.strength)]}")
    if record.request.late:
        yield WarningBlock(late_in_words(record.request))
    yield from (WarningBlock(mark) for mark in record.marks)


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
    yield HeadingBlock("二、冻结的名单、人员和规则")
    yield FieldBlock("抽样框", f"{len(request.entities)} 户，指纹（SHA-256）{record.frame_digest}")
    yield FieldBlock("执法人员", f"{len(request.inspectors)} 人，指纹（SHA-256）{record.inspectors_digest}")
    yield FieldBlock("抽取规则", f"指纹（SHA-256）{record.rules_digest}")
    yield FieldBlock("名录变动", moved_in_words(request))
    if request.updated:
        yield FieldBlock("名录更新", request.updated)
    if request.visits:
        yield FieldBlock("本年度检查", request.visits)
    yield FieldBlock("检查组", team_in_words(request))
    ratio = task_of(request.plan).ratio
    yield FieldBlock(PLAN.ratio.title, ratio.text)
    if ratio.grades:
        yield FieldBlock(PLAN.credit.title, ratio.grades)
    for quota in record.quotas:
        yield FieldBlock(f"应抽数（{quota.stratum}）" if quota.stratum else "应抽数", quota.arithmetic)


def _source(record: DrawRecord) -> Iterator[Block]:
    request, source = record.request, record.request.sources[0]
    yield HeadingBlock("三、随机数的来源")
    day = f"，{request.draw_day} 开奖（{request.day_basis}）" if request.draw_day else ""
    why = f"，原因：{request.source_reason}" if request.source_reason else ""
    yield FieldBlock("来源", f"{source.name}{day}{why}")
    yield FieldBlock("号码", numbers_in_words(source))
    yield FieldBlock("收存", LINES.join(map(proof_in_words, record.proofs)) or "（没有收存的凭据）")
    if record.strength not in WEAK:
        yield FieldBlock("强度", f"{record.strength}。{IN_WORDS[Strength(record.strength)]}")
    yield FieldBlock("种子行", record.seed)
    for remark in record.remarks:
        yield FieldBlock("附注", remark)


def _sample(record: DrawRecord) -> Iterator[Block]:
    teams = {t.code: record.request.named(t.certs, LINES) for t in record.teams}
    yield HeadingBlock(f"四、抽中名单（{len(record.sample)} 户）")
    columns = list_columns(record)
    spans = (1, 1, 3, 3, 4) if TICKETS.stratum in columns else (1, 4, 3, 4)
    rows = [(*list_cells(d, columns), teams[d.code]) for d in record.sample]
    titles = (*_titles(*columns), TEAMS.names.title)
    above = len(rows) - ROWS_ABOVE_SIGNATURES if len(rows) > ROWS_TO_SPLIT else 0
    yield from _tables(titles, spans, rows[:above])
    yield from _tables(titles, spans, rows[above:])


def _signatures(record: DrawRecord) -> Iterator[Block]:
    yield HeadingBlock("五、签字")
    yield FieldBlock("内容摘要", LAYOUT.content_digest(record))
    yield FieldBlock("日志散列", record.log_digest)
    yield SignatureBlock(SIGNED_BY)
    yield SealBlock(record.request.bureau)


def _reserve(record: DrawRecord) -> Iterator[Block]:
    reserve = [d for d in record.order if d.outcome == RESERVE]
    first = {q.stratum: q.quota for q in record.quotas}
    columns = list_columns(record)
    shown = [list_cells(d, columns) for d in reserve if d.rank <= first[d.stratum] + RESERVES_SHOWN]
    rest = f"，这里列出{'各级' if len(first) > 1 else ''}前 {RESERVES_SHOWN} 户，其余见“{TICKETS.sheet}”工作表"
    yield HeadingBlock(f"六、候补顺序（共 {len(reserve)} 户{rest if len(shown) < len(reserve) else ''}）")
    yield from _tables(_titles(*columns), (1, 1, 6, 4) if has_strata(record) else (1, 7, 4), shown)


def _recusals_and_exclusions(record: DrawRecord) -> Iterator[Block]:
    request = record.request
    everyone = (*request.inspectors_excluded, *request.excluded)
    recusals = [(i, r) for i in request.inspectors for r in i.recusals]
    entities = {e.code: e.name for e in request.entities}
    yield HeadingBlock("七、回避与排除")
    rest = f"；排除的列出前 {EXCLUSIONS_SHOWN} 项，其余见“{EXCLUDED.sheet}”工作表"
    yield ParagraphBlock(
        f"回避 {len(recusals)} 项；未列入抽样框的检查对象 {len(request.excluded)} 户，"
        f"未参加抽取的人员 {len(request.inspectors_excluded)} 人{rest if len(everyone) > EXCLUSIONS_SHOWN else ''}。"
    )
    head = _titles(RECORD_INSPECTORS.name, RECORD_INSPECTORS.cert, RECORD_INSPECTORS.recused, RECUSALS.reason)
    listed = [(i.name, i.cert, entities.get(r.code, r.code), r.reason) for i, r in recusals]
    yield from _tables(head, (2, 2, 5, 3), listed)
    shown = [(x.code, x.name, x.reason) for x in everyone[:EXCLUSIONS_SHOWN]]
    yield from _tables(_titles(EXCLUDED.code, EXCLUDED.name, EXCLUDED.reason), (3, 4, 5), shown)


def _verification(record: DrawRecord) -> Iterator[Block]:
    yield HeadingBlock("八、验证方法")
    for number, way in enumerate(ways_to_verify(record), start=1):
        yield ParagraphBlock(f"{number}．{way}")
    yield FieldBlock("格式和版本", f"{record.request.format}，程序版本 {record.version}")
    yield symbol_of(record.seed, LAYOUT.content_digest(record))


def _tables(titles: tuple[str, ...], spans: tuple[int, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[Block]:
    """Yield a list in tables of so many rows as stand on a page with their header; none where nothing is listed."""
    for start in range(0, len(rows), ROWS_A_TABLE):
        yield TableBlock(titles, spans, tuple(rows[start : start + ROWS_A_TABLE]))


def _titles(*columns: Column) -> tuple[str, ...]:
    return tuple(column.title for column in columns)
