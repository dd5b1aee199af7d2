"""抽取公告: the notice that fixes a draw before its randomness exists."""

from __future__ import annotations

from pathlib import Path

from xlcheck.draws.frame import frame_digest
from xlcheck.draws.inspectors import inspectors_digest
from xlcheck.draws.quota import announced
from xlcheck.draws.wording import kind_in_words, ratio_in_words, team_in_words
from xlcheck.excel.fill import Record, Value
from xlcheck.excel.forms import NOTICE_FORM
from xlcheck.model import DrawRequest, RatioKind, Source
from xlcheck.steps.desk import Run
from xlcheck.steps.facts import fill_form
from xlcheck.steps.files import set_aside

_KINDS = {
    "lottery": ("公开彩票开奖号码", "以公布的开奖结果为准，号码从小到大排列"),
    "witness": ("监督人现场报数", "监督人当场报出，不少于六位"),
    "drand": ("公开随机信标", "以该轮次公布的随机数为准"),
    "system": ("本机随机数", "由抽取用的计算机产生，不能排除反复试抽"),
}
"""What each kind of source is called, and what is said of it."""


def describe(source: Source) -> tuple[str, str]:
    """The kind of a source in words, and what holds for it."""
    return _KINDS[source.key.rstrip("0123456789")]


def write_notice(run: Run, request: DrawRequest, path: Path) -> None:
    """Fill the form 抽取公告; an earlier one of the same name is set aside."""
    plan = request.plan
    facts: dict[str, Value] = {
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
    sources: list[Record] = [
        {"序号": number, "来源": describe(s)[0], "名称": s.name, "说明": describe(s)[1]}
        for number, s in enumerate(request.sources, start=1)
    ]
    set_aside(path, run.now)
    fill_form(run, NOTICE_FORM, facts, {"随机数来源": sources}, path)
