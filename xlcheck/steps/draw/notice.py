"""抽取公告: the notice that fixes a draw before its randomness exists, for print and for the web site."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.draws.quota.quota import announced
from xlcheck.draws.record.wording import kind_in_words, ratio_in_words, team_in_words
from xlcheck.excel.fill import FormRow, Value
from xlcheck.excel.forms import NOTICE_FORM
from xlcheck.journal.disk import write_text
from xlcheck.model import DrawRequest, RatioKind, Source, XlcheckError
from xlcheck.results.publish.page import facts_page
from xlcheck.schema.outputs.draw import NOTICE_PROMISE, NOTICE_SOURCES
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.forms import fill_form
from xlcheck.steps.desk.privacy import check_clean

_KINDS = {
    "lottery": ("公开彩票开奖号码", "以公布的开奖结果为准，号码从小到大排列"),
    "witness": ("监督人现场报数", "监督人当场报出，不少于六位"),
    "drand": ("公开随机信标", "以该轮次公布的随机数为准"),
    "system": ("本机随机数", "由抽取用的计算机产生，不能排除反复试抽"),
}
"""What each kind of source is called, and what is said of it."""


def describe(source: Source) -> tuple[str, str]:
    """Return the kind of a source in words, and what holds for it."""
    return _KINDS[source.key.rstrip("0123456789")]


def page_of(notice: Path) -> Path:
    """Return where the notice stands as a page, beside the form."""
    return notice.with_suffix(".html")


def write_notice(run: Run, request: DrawRequest, path: Path, open_phones: Collection[str] = ()) -> None:
    """Fill the form 抽取公告 and write the same as a page; earlier ones of the same name are set aside.

    Raises :class:`XlcheckError` ``publish.personal-data``, and leaves nothing, where they would hold a person's number.
    """
    facts, page = _facts(run, request), page_of(path)
    sources: list[FormRow] = [
        {"序号": number, "来源": describe(s)[0], "名称": s.name, "说明": describe(s)[1]}
        for number, s in enumerate(request.sources, start=1)
    ]
    set_aside(path, run.now)
    set_aside(page, run.now)
    fill_form(run, NOTICE_FORM, facts, {"随机数来源": sources}, path)
    write_text(page, _page(run, facts, sources))
    try:
        check_clean((path, page), open_phones)
    except XlcheckError:
        path.unlink()
        page.unlink()
        raise


def _page(run: Run, facts: Mapping[str, Value], sources: Sequence[FormRow]) -> str:
    bureau = str(facts["单位名称"])
    texts = {label: _spoken(value) for label, value in facts.items() if label != "单位名称"}
    rows = [{column: _spoken(source[column.title]) for column in NOTICE_SOURCES} for source in sources]
    title = f"{bureau}“双随机、一公开”抽取公告"
    return facts_page(title, texts, (NOTICE_SOURCES, rows), NOTICE_PROMISE, practice=run.desk.practice)


def _spoken(value: Value) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def _facts(run: Run, request: DrawRequest) -> dict[str, Value]:
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
        "抽查比例": ratio_in_words(plan.ratio) if plan.ratio else "",
        "取整办法": "舍去小数" if plan.ratio and plan.ratio.kind is RatioKind.AT_MOST else "有小数进一",
        "应抽数算式": announced(request),
        "再次抽取原因": request.reason or "（首次抽取）",
        "制作时间": run.now,
    }
