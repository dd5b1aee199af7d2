"""What was drawn: the task, the button, the lists, and how they came about."""

from __future__ import annotations

from xlcheck.draws.formats.one.printed import RESERVES_SHOWN, list_cells, list_columns
from xlcheck.draws.formats.one.times import times
from xlcheck.draws.formats.one.web_page.markup import Markup, claim, facts, folded, headers, section, table, tag
from xlcheck.draws.formats.one.wording import kind_in_words
from xlcheck.draws.plan import task_of
from xlcheck.draws.record.cells import LIST
from xlcheck.model import RESERVE, DrawRecord
from xlcheck.schema.outputs.draw import REJECTED_TEAMS, TEAMS, TICKETS

RECOMPUTING = (
    "按“复算”，由您的浏览器按公布的规则把全部签号、次序、应抽数和检查组重算一遍，逐行与本页比较。"
    "不联网，不上传任何内容；断网或把本页存到自己的电脑上，结果相同。"
)
REST = f"这里列出前 {RESERVES_SHOWN} 户（分级的，各级前 {RESERVES_SHOWN} 户），其余见第九部分。"
UNABLE = "没有看到“复算”按钮的，请改用较新的浏览器，并允许运行脚本。"

_FORMED = tuple(column for column in TEAMS if column != TEAMS.names)


def task(record: DrawRecord) -> Markup:
    """Write the part on which task it was, of which plan, when."""
    request, plan = record.request, record.request.plan
    return section(
        "一、抽查任务",
        facts(
            (
                ("抽查计划", f"{plan.plan_no}　{plan.plan_name}"),
                ("抽查任务", f"{plan.task_no}　{plan.task_name}"),
                ("依据", request.basis or request.bureau),
                ("抽查类型", kind_in_words(request)),
                ("抽查事项", plan.items),
                ("对象范围", task_of(plan).scope.text),
                ("抽查日期", task_of(plan).window.text),
                ("抽取时间", times(record)),
            )
        ),
    )


def recomputing() -> Markup:
    """Make the button, and the place where the script writes."""
    return section(
        "二、复算",
        tag("p", RECOMPUTING),
        tag("p", UNABLE, id="unable", class_="note"),
        tag("p", tag("button", "复算", type="button", id="run", hidden=True)),
        tag("p", id="verdict", role="status"),
        tag("ul", id="checks"),
        id_="recomputing",
    )


def sample(record: DrawRecord) -> Markup:
    """Write the part on who was drawn, with the team of each."""
    teams = {t.code: record.request.named(t.certs) for t in record.teams}
    columns = list_columns(record)
    head = [*headers(*columns), ("team", TEAMS.names.title)]
    rows = [[*list_cells(d, columns), teams[d.code]] for d in record.sample]
    count = tag("p", "共抽中 ", claim("drawn", len(record.sample)), " 户。")
    return section("三、抽中名单", count, table("drawn", "抽中的检查对象和检查人员", head, rows))


def reserve(record: DrawRecord) -> Markup:
    """Write the part on who follows, should one of the drawn fall away."""
    reserves = [d for d in record.order if d.outcome == RESERVE]
    first = {q.stratum: q.quota for q in record.quotas}
    shown = [d for d in reserves if d.rank <= first[d.stratum] + RESERVES_SHOWN]
    columns = list_columns(record)
    rest = REST if len(shown) < len(reserves) else ""
    count = tag("p", "共 ", claim("reserve", len(reserves)), " 户；抽中的对象确实不能检查时，依此顺序补抽。", rest)
    listed = table("reserve", "候补的检查对象", headers(*columns), (list_cells(d, columns) for d in shown))
    return section("四、候补顺序", count, listed)


def tickets(record: DrawRecord) -> Markup:
    """Write the part with every ticket in its order."""
    columns = (*list_columns(record), TICKETS.outcome, TICKETS.ticket)
    rows = (list_cells(d, columns) for d in record.order)
    listed = table("tickets", "抽样框与签号", headers(*columns), rows)
    return section("九、全部签号", folded(f"全部 {len(record.order)} 户的签号，从小到大（点开查看）", listed))


def teams(record: DrawRecord) -> Markup:
    """Write the part on how the teams came about, with the ones turned down."""
    names = {e.code: e.name for e in record.request.entities}
    formed = [[t.order, t.code, names[t.code], t.group, t.attempt, t.window, LIST.join(t.certs)] for t in record.teams]
    rejected = [[a.code, a.number, LIST.join(a.certs), a.reason] for a in record.attempts]
    parts = [table("teams", "检查组按此先后配成", headers(*_FORMED), formed)]
    if rejected:
        parts.append(table("rejected", "未采用的检查组", headers(*REJECTED_TEAMS), rejected))
    return section("十、检查人员分组的过程", folded(f"{len(record.teams)} 个检查组的配组过程（点开查看）", *parts))
