"""What the draw rests on: the task, the rule, the frame and the rules, and where the numbers came from."""

from __future__ import annotations

from xlcheck.draws.formats.one.howto import frame_filename
from xlcheck.draws.formats.one.printed import has_strata
from xlcheck.draws.formats.one.web_page.basis import FRAME_NOTE, QUOTA_COLUMNS
from xlcheck.draws.formats.one.web_page.markup import Markup, claim, facts, joined, section, table, tag, together
from xlcheck.draws.formats.two.howto import rules_filename
from xlcheck.draws.formats.two.record import LAYOUT
from xlcheck.draws.formats.two.seed import numbers_in_words
from xlcheck.draws.formats.two.strength import IN_WORDS, Strength
from xlcheck.draws.formats.two.web_page.words import rules
from xlcheck.draws.formats.two.wording import kind_in_words, moved_in_words, proof_in_words, times
from xlcheck.draws.plan import task_of
from xlcheck.model import DrawnTask, DrawRecord
from xlcheck.schema.inputs import PLAN

LATER_RECEIPTS = "抽取以后收到的回执"
LATER_NOTE = (
    "强度按抽取时已有的凭据，与签字的抽取记录一致；回执写明开奖日18时以前收到，"
    "并向上级核对无误的，说明冻结的内容当时已在上级手里。"
)
RULES_NOTE = "抽取规则文件写有比例、最少户数、检查组的要求、分级和定向条件，本页的数据中有它的全文，复算时一并核对。"


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


def rule(record: DrawRecord) -> Markup:
    """Write the part on how it was drawn."""
    return section("五、抽取规则", tag("ol", joined(tag("li", text) for text in rules(record))))


def frame(record: DrawRecord) -> Markup:
    """Write the part on frame, rules, their fingerprints, and the arithmetic of the quota."""
    columns = [column for column in QUOTA_COLUMNS if column[0] != "stratum" or has_strata(record)]
    rows = ([getattr(quota, key) for key, _ in columns] for quota in record.quotas)
    ratio = task_of(record.request.plan).ratio
    grades = [(PLAN.credit.title, ratio.grades)] if ratio.grades else []
    updated = [("名录更新", record.request.updated)] if record.request.updated else []
    visits = [("本年度检查", record.request.visits)] if record.request.visits else []
    return section(
        "六、抽样框与应抽数",
        facts(
            (
                ("抽样框", together(claim("frame_size", len(record.request.entities)), " 户，全部列在第九部分")),
                ("抽样框指纹", tag("code", claim("frame_digest", record.frame_digest))),
                ("抽取规则指纹", tag("code", claim("rules_digest", record.rules_digest))),
                ("名录变动", moved_in_words(record.request)),
                *updated,
                *visits,
                (PLAN.ratio.title, ratio.text),
                *grades,
            )
        ),
        tag("p", FRAME_NOTE, class_="note"),
        tag("p", RULES_NOTE, class_="note"),
        table("quotas", "应抽数", columns, rows),
    )


def source(drawn_task: DrawnTask) -> Markup:
    """Write the part on where the randomness came from, and what it is worth."""
    record = drawn_task.record
    request, decided = record.request, record.request.sources[0]
    day = [("开奖日", f"{request.draw_day}（{request.day_basis}）")] if request.draw_day else []
    why = [("原因", request.source_reason)] if request.source_reason else []
    proofs = "；".join(map(proof_in_words, record.proofs)) or "没有收存的凭据"
    receipts = "；".join(map(proof_in_words, drawn_task.receipts))
    later = [(LATER_RECEIPTS, receipts), ("回执与强度", LATER_NOTE)] if receipts else []
    return section(
        "七、随机数的来源",
        facts(
            (
                ("来源", decided.name),
                *day,
                *why,
                ("号码", claim("numbers", numbers_in_words(decided))),
                ("收存", proofs),
                *later,
                ("强度", f"{record.strength}。{IN_WORDS[Strength(record.strength)]}"),
                ("种子行", tag("code", claim("seed", record.seed))),
                *(("附注", remark) for remark in record.remarks),
            )
        ),
    )


def elsewhere(record: DrawRecord, number: str) -> Markup:
    """Write the part on other ways to verify, and on what binds the page to the signed record.

    ``number`` is that of the part.
    """
    frame_file, rules_file = frame_filename(record.request.task), rules_filename(record.request.task)
    ways = (
        "抽取记录（工作簿）：用“核验”重算；“签号”工作表右边两列是公式，不用任何程序也能逐行核对签号和次序。",
        (
            f"抽样框文件 {frame_file}、抽取规则文件 {rules_file}："
            "sha256sum（Windows 上为 certutil -hashfile）应得到上面的指纹。"
        ),
        "冻结收存单和抽取公告：开奖以前发出的，上面的指纹应与本页相同。",
        "公开的 Python 程序 consistent-sampler：抽取记录上印有可以直接运行的一行命令。",
        "抽取记录打印后签字存档，印有下面的内容摘要。",
    )
    digests = facts(
        (
            ("记录内容摘要", tag("code", LAYOUT.content_digest(record))),
            ("日志散列", tag("code", record.log_digest)),
            ("格式和版本", f"{record.request.format}，程序版本 {record.version}"),
        )
    )
    return section(f"{number}、其他核验方法", tag("ul", joined(tag("li", way) for way in ways)), digests)
