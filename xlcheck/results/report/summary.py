"""年度总结: the draft of the year's summary, in words around the figures of the year.

The text gives no reasons that the figures do not hold: where people must write, it says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from xlcheck.model import (
    ClosingLines,
    Document,
    DocumentTable,
    Heading,
    Paragraph,
    Reach,
    Settings,
    TaskProgress,
    YearProgress,
)
from xlcheck.reading.dates import in_words
from xlcheck.reading.expressions.shares import percent
from xlcheck.reading.items import TARGET
from xlcheck.results.report.next_plan import NextPlan, next_parts
from xlcheck.schema.outputs.report import PROGRESS_COUNTS
from xlcheck.schema.vocabularies import UNREACHABLE

_COUNTS = tuple(column.title for column in PROGRESS_COUNTS)

SummaryPart = Heading | Paragraph | DocumentTable | ClosingLines


def summary(year: YearProgress, settings: Settings, today: date, following: NextPlan) -> Document:
    """Draft the year's summary, counted as on ``today``.

    ``following`` is the plan as it would be carried over to the next year.
    """
    parts: tuple[SummaryPart, ...] = (
        Heading("一、基本情况"),
        *_basics(year, settings),
        Heading("二、抽查开展情况"),
        *_progress(year, today),
        Heading("三、检查结果"),
        *_results(year),
        Heading("四、公示情况"),
        *_publication(year.whole),
        Heading("五、存在问题"),
        *_shortcomings(year),
        Heading("六、下一年工作安排"),
        *next_parts(following, settings),
        ClosingLines((settings.bureau, in_words(today))),
        ClosingLines(("拟稿：　　　　　　核稿：　　　　　　签发：　　　　　　",)),
    )
    return Document(f"{settings.bureau}{settings.year}年度\n“双随机、一公开”抽查工作总结", parts)


def to_add(what: str) -> Paragraph:
    """Return a mark where people must write."""
    return Paragraph(f"【请补充：{what}】")


def _basics(year: YearProgress, settings: Settings) -> Iterator[SummaryPart]:
    basis = f"（{settings.document_no}）" if settings.document_no else "【请补充：计划文号】"
    yield Paragraph(
        f"{settings.year}年度抽查工作计划{basis}安排抽查任务{len(year.tasks)}个，"
        f"分{len(year.by_round)}个批次，涉及{len(year.by_category)}类检查对象，应查{year.whole.quota}户次。"
    )
    entities = Reach.over("", year.by_town)
    yield Paragraph(
        f"检查对象名录库中现有在营检查对象{entities.entities}户；列入抽取的执法检查人员{len(year.workload)}名。"
    )
    random, total = year.items
    if total:
        share = Fraction(random, total)
        verdict = "达到" if share >= TARGET else "未达到"
        yield Paragraph(f"市场监管执法事项{total}项，纳入随机抽查{random}项，占{percent(share)}，{verdict}5%的目标。")
    if settings.leaders:
        yield Paragraph(f"成立“双随机、一公开”工作领导小组：{_leaders(settings)}。")
    yield to_add(("" if settings.leaders else "组织领导、") + "制度建设、人员培训、部门联合等情况")


def _leaders(settings: Settings) -> str:
    """Return 领导小组 role by role, in the order of the sheet, each with the post in the bureau."""
    by_role: dict[str, list[str]] = {}
    for one in settings.leaders:
        by_role.setdefault(one.role, []).append(f"{one.name}（{one.position}）" if one.position else one.name)
    return "；".join(role + "、".join(names) for role, names in by_role.items())


def _progress(year: YearProgress, today: date) -> Iterator[SummaryPart]:
    whole, entities = year.whole, Reach.over("", year.by_town)
    drawn = sum(task.drawn > 0 for task in year.tasks)
    yield Paragraph(
        f"截至{in_words(today)}，已抽取任务{drawn}个，抽中检查对象{whole.drawn}户次，已检查{whole.inspected}户次，"
        f"已公示{whole.published}户次，完结{whole.closed}户次。"
        f"检查完成率（已查÷应查）{percent(whole.done_rate)}，公示率（已公示÷已查）{percent(whole.published_rate)}，"
        f"完结率（完结÷已公示）{percent(whole.closed_rate)}。"
    )
    yield Paragraph(
        f"同一检查对象全年只计一户的，抽中{entities.drawn}户，检查{entities.visited}户，"
        f"在营检查对象的抽查覆盖率{percent(entities.share)}。"
    )
    totals = year.inspections
    if totals is not None and totals.whole > totals.drawn:
        yield Paragraph(
            f"全年共实施行政检查{totals.whole}次，其中随机抽查{totals.drawn}次，占{percent(totals.share)}；"
            f"计入行政执法统计年报的{totals.figure}次。"
        )
    yield _counts_table("按批次统计（户次）", "批次", year.by_round, whole)
    yield _counts_table("按对象类别统计（户次）", "对象类别", year.by_category, whole)


def _counts_table(
    caption: str, name: str, sums: Sequence[tuple[str, TaskProgress]], whole: TaskProgress
) -> DocumentTable:
    rows = tuple((key, *_counts(task)) for key, task in sums)
    return DocumentTable(caption, (name, *_COUNTS), rows, ("合计", *_counts(whole)))


def _counts(task: TaskProgress) -> tuple[str, ...]:
    return tuple(map(str, task.counts))


def _results(year: YearProgress) -> Iterator[SummaryPart]:
    whole = year.whole
    if not whole.inspected:
        yield Paragraph("台账中还没有填写完整的检查结果。")
        return
    yield Paragraph(
        f"已检查的{whole.inspected}户次中，未发现问题{whole.inspected - whole.problems}户次，"
        f"发现问题{whole.problems}户次，问题发现率{percent(whole.problem_rate)}。"
        "一户有几种检查结果的，下表每种各计一次。"
    )
    yield DocumentTable("检查结果（户次）", ("检查结果", "户次"), _pairs(whole.results))
    yield DocumentTable(
        "发现问题情况（户次）",
        ("对象类别", "已查", "发现问题", "问题发现率"),
        tuple((name, *_problem_counts(task)) for name, task in year.by_category),
        ("合计", *_problem_counts(whole)),
    )
    yield DocumentTable(
        "处理结果（户次）", ("处理结果", "户次"), _pairs(whole.disposals), ("合计", str(whole.inspected))
    )
    yield Paragraph(
        f"规定整改期限的{whole.to_rectify}户次，已完成整改{whole.rectified}户次，"
        f"未完成整改{whole.to_rectify - whole.rectified}户次，其中超过整改期限{whole.rectify_late}户次。"
    )
    yield to_add("主要问题的表现、典型情况和后续处理")


def _pairs(counts: Sequence[tuple[str, int]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(count)) for name, count in counts)


def _problem_counts(task: TaskProgress) -> tuple[str, ...]:
    return (str(task.inspected), str(task.problems), percent(task.problem_rate))


def _publication(whole: TaskProgress) -> Iterator[SummaryPart]:
    yield Paragraph(
        f"已公示{whole.published}户次，其中按期公示{whole.published - whole.published_late}户次，"
        f"逾期公示{whole.published_late}户次；已检查尚未公示{whole.inspected - whole.published}户次，"
        f"超过公示期限尚未公示{whole.overdue - whole.published_late}户次。"
    )
    yield to_add("公示的平台、网站和网址")


def _shortcomings(year: YearProgress) -> Iterator[SummaryPart]:
    texts = list(_notes_on_figures(year))
    yield from (Paragraph(f"{number}．{text}") for number, text in enumerate(texts, start=1))
    if not texts:
        yield Paragraph("台账中没有未抽取、未检查、逾期公示、逾期整改和无法联系的情况。")
    yield to_add("其他问题和原因")


def _notes_on_figures(year: YearProgress) -> Iterator[str]:
    """Iterate over what the figures show to be amiss, a sentence each."""
    whole = year.whole
    if waiting := [task.plan.task_no for task in year.tasks if not task.drawn]:
        yield f"尚未抽取的任务{len(waiting)}个：{'、'.join(waiting)}。"
    for count, text in (
        (whole.drawn - whole.inspected, "已抽中尚未检查{}户次。"),
        (whole.overdue - whole.published_late, "超过公示期限尚未公示{}户次。"),
        (whole.published_late, "超过公示期限后公示{}户次。"),
        (whole.rectify_late, "超过整改期限尚未完成整改{}户次。"),
        (dict(whole.results).get(UNREACHABLE, 0), "通过登记的住所（经营场所）无法联系{}户次。"),
    ):
        if count:
            yield text.format(count)
    random, total = year.items
    if total and Fraction(random, total) < TARGET:
        yield f"随机抽查事项占市场监管执法事项的{percent(Fraction(random, total))}，未达到5%的目标。"
