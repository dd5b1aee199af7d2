"""抽取公告: the notice that fixes a draw before its randomness exists, for print and for the web site."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime
from pathlib import Path

from xlcheck.draws.formats.two.seed import SourceKind, kind_of
from xlcheck.draws.formats.two.wording import kind_in_words, moved_in_words, ratio_in_words, team_in_words
from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.frame.rules import rules_digest
from xlcheck.draws.quota.quota import quota_arithmetic
from xlcheck.excel.fill import FormRow, Value
from xlcheck.excel.forms import NOTICE_FORM
from xlcheck.journal.disk import write_text
from xlcheck.model import DrawRequest, RatioKind, XlcheckError
from xlcheck.reading.dates import in_words
from xlcheck.results.publish.page import facts_page
from xlcheck.schema.outputs.draw import NOTICE_PROMISE, NOTICE_SOURCES
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.forms import fill_form
from xlcheck.steps.desk.privacy import check_clean

TITLE = "“双随机、一公开”抽取公告"
"""What follows the bureau's name in the title of the page."""

SOURCES_SAY = {
    SourceKind.GAME: ("公开彩票开奖号码", "{day} 开奖（{basis}），以公布的开奖结果为准，当日 22:00 以后抽取"),
    SourceKind.DICE: ("现场掷骰", "冻结以后当众掷十面骰十二次（或摇号码球，放回再摇），当场写在印有指纹的记录单上"),
    SourceKind.SYSTEM: ("本机随机数", "由抽取用的计算机产生，不能排除反复试抽；原因：{reason}"),
}
"""What each kind of source is called, and what is said of it."""


def describe(request: DrawRequest) -> tuple[str, str]:
    """Return the kind of the source of a draw in words, and what holds for it."""
    kind, note = SOURCES_SAY[kind_of(request.sources[0])]
    return kind, note.format(day=request.draw_day, basis=request.day_basis, reason=request.source_reason)


def last_call(request: DrawRequest) -> str:
    """Say until when the notice must leave the bureau for the draw to show anything."""
    return call_before(request.draw_day)


def call_before(day: date | None) -> str:
    """Say until when the notice must leave the bureau where the numbers come on a day; or by no day."""
    if day is None:
        return "请在取得号码以前张贴、发出。"
    return f"请于{day.month}月{day.day}日18:00前张贴、发出或报上级收存。"


def page_of(notice: Path) -> Path:
    """Return where the notice stands as a page, beside the form."""
    return notice.with_suffix(".html")


def write_notice(run: Run, request: DrawRequest, path: Path, known: Container[str] = ()) -> None:
    """Fill the form 抽取公告 and write the same as a page; earlier ones of the same name are set aside.

    Raises :class:`XlcheckError` ``publish.personal-data``, and leaves nothing, where they would hold a person's number.
    """
    facts, page = notice_facts(run, request), page_of(path)
    sources = _sources(request)
    set_aside(path, run.now)
    set_aside(page, run.now)
    fill_form(run, NOTICE_FORM, facts, {"随机数来源": sources}, path)
    write_text(page, notice_page(run, request))
    try:
        check_clean((path, page), known)
    except XlcheckError:
        path.unlink()
        page.unlink()
        raise


def _sources(request: DrawRequest) -> list[FormRow]:
    kind, note = describe(request)
    return [{"序号": 1, "来源": kind, "名称": request.sources[0].name, "说明": note}]


def notice_page(run: Run, request: DrawRequest) -> str:
    """Return the notice of a freeze as a page; a run tells when it was made."""
    facts, sources = notice_facts(run, request), _sources(request)
    bureau = str(facts["单位名称"])
    texts = {label: fact_text(value) for label, value in facts.items() if label != "单位名称"}
    rows = [{column: fact_text(source[column.title]) for column in NOTICE_SOURCES} for source in sources]
    signature = signed_by(bureau, texts["制作时间"])
    listing = (NOTICE_SOURCES, rows)
    return facts_page(f"{bureau}{TITLE}", texts, listing, NOTICE_PROMISE, signature, practice=run.desk.practice)


def signed_by(bureau: str, time: str) -> tuple[str, str]:
    """Return 落款 of a page: the bureau, and the day of the ``time`` that the page gives as 制作时间."""
    return bureau, in_words(date.fromisoformat(time[:10]))


def fact_text(value: Value) -> str:
    """Return a fact as the page has it."""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def notice_facts(run: Run, request: DrawRequest) -> dict[str, Value]:
    """Return what a notice says of a freeze, by the names of its form's fields."""
    plan = request.plan
    return {
        "单位名称": request.bureau,
        "抽查任务名称": plan.task_name,
        "抽查计划编号": plan.plan_no,
        "抽查任务编号": plan.task_no,
        "抽查类型": kind_in_words(request),
        "抽取次数": request.attempt,
        "抽查对象范围": plan.scope.text if plan.scope else "",
        "抽查日期": plan.window.text if plan.window else "",
        "检查组": team_in_words(request),
        "抽样框户数": len(request.entities),
        "检查人员数": len(request.inspectors),
        "抽样框指纹": frame_digest(request.entities),
        "检查人员名单指纹": inspectors_digest(request.inspectors),
        "抽取规则指纹": rules_digest(request),
        "名录变动": moved_in_words(request),
        "名录更新": request.updated,
        "抽查比例": ratio_in_words(plan.ratio) if plan.ratio else "",
        "取整办法": "舍去小数" if plan.ratio and plan.ratio.kind is RatioKind.AT_MOST else "有小数进一",
        "应抽数算式": quota_arithmetic(request),
        "再次抽取原因": request.reason or "（首次抽取）",
        "发出期限": last_call(request),
        "制作时间": run.now,
    }
