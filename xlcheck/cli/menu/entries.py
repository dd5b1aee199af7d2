"""The entries of the menu: what each asks, and the command lines that the answers make; nothing is decided here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.cli import screen, window
from xlcheck.cli.arguments import run_on
from xlcheck.cli.asking import choose, one_path, paths, typed_reason
from xlcheck.cli.dialogues.collect import ask_statement
from xlcheck.cli.menu.drawing import abandon, correct_clock, draw, draw_again, freeze
from xlcheck.cli.menu.state import CommandLine, MenuState
from xlcheck.cli.menu.updating import ask_export, ask_foreign, ask_registry, ask_updater, ask_whether_to_compare
from xlcheck.cli.menu.years import new_year, other_year, practise, set_up, set_up_result, show_example
from xlcheck.cli.screen import Declined, ask
from xlcheck.journal.mail_events import GONE
from xlcheck.model import XlcheckError
from xlcheck.steps.check.check import REPORT_NAME
from xlcheck.steps.check.drop import RESULTS, inbox
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.standing import REGISTER_NAME
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.install.years_folder import manual_of
from xlcheck.steps.publish.publish import LEDGER_REPORT
from xlcheck.steps.remind.notify import messages_path
from xlcheck.steps.remind.status import BOOK_NAME
from xlcheck.steps.remind.year_state import Stage
from xlcheck.steps.report.report import FILE_NAME
from xlcheck.steps.send.deliver import require_server
from xlcheck.steps.send.outbox import mails
from xlcheck.steps.send.pack import files_to_send
from xlcheck.steps.verify.repair import damages


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the menu: the command lines that it runs, and where their result is."""

    title: str
    about: str
    steps: Callable[[MenuState], Sequence[CommandLine]]
    result: Callable[[Desk], Path | None] | None = None
    stages: tuple[Stage, ...] = ()
    opens: bool = False
    """Whether a person chooses it to have its result opened."""


def _replace(state: MenuState) -> Sequence[CommandLine]:
    window.show_status("读取抽取记录")
    plans = [task.record.request.plan for task in drawn_tasks(Archive(state.desk)).values()]
    if not plans:
        screen.say("－ 还没有抽取过的任务，没有可以补抽的。")
        return []
    plan = choose("补抽哪个任务", plans, lambda one: f"{one.task_no}　{one.task_name}")
    return [["replace", plan.task_no, state.root]]


def _withdraw(state: MenuState) -> Sequence[CommandLine]:
    counts = Counter(event.task for event in state.desk.journal.publications().still_public())
    if not counts:
        screen.say("－ 还没有公示过的行，没有可以撤回的。")
        return []
    window.show_status("读取抽取记录")
    plans = {plan_no: task.record.request.plan for plan_no, task in drawn_tasks(Archive(state.desk)).items()}
    names_of = {task: f"{plans[task].task_no}　{plans[task].task_name}" if task in plans else task for task in counts}
    task = choose("撤回哪个任务的", list(counts), lambda one: f"{names_of[one]}（已公示 {counts[one]} 户）")
    return [["withdraw", task, state.root]]


def _retract(state: MenuState) -> Sequence[CommandLine]:
    if not state.desk.journal.publications().events:
        screen.say("－ 还没有写出过公示材料，没有可以收回的。")
        return []
    return [["retract", state.root]]


def _post(state: MenuState) -> Sequence[CommandLine]:
    waiting = sorted({mail.number for mail in mails(state.desk) if mail.status not in GONE})
    if not waiting:
        screen.say("－ 没有等待发出的邮件。请先做“上报”一步。")
        return []
    screen.say(f"还没有发出的：{'、'.join(f'第{number}次' for number in waiting)}上报")
    ways = ["已经自己发送，只作登记", "由程序从发件服务器发送"]
    if choose("怎样发送", ways, str, usual=ways[0]) == ways[1]:
        return _by_server(state)
    number = waiting[-1]
    if len(waiting) > 1:
        number = choose("哪一次已经发送", waiting, lambda n: f"第{n}次", usual=number)
    if not screen.agrees(f"登记以后程序不再发送，不能撤回。第{number}次上报的邮件是否都已自己发出"):
        raise Declined
    return [["send", state.root, "--done", f"第{number}次"]]


def _by_server(state: MenuState) -> Sequence[CommandLine]:
    """Read back what is about to go out, where there is a server for it."""
    require_server(run_on(state.desk.root))
    for mail in mails(state.desk):
        if mail.status not in GONE:
            screen.say(f"    {mail.name}：发给 {mail.recipient}，{mail.subject}")
    if not screen.agrees("发出以后不能收回，是否发出"):
        raise Declined
    return [["send", state.root, "--mail"]]


def _require_material(state: MenuState) -> None:
    """Refuse before any question what packing would refuse after it; raises :class:`XlcheckError` ``send.nothing``."""
    if not files_to_send(state.desk):
        raise XlcheckError("send.nothing")


def _encrypted(state: MenuState) -> Sequence[CommandLine]:
    _require_material(state)
    return [["send", state.root, "--password"]]


def _limited(state: MenuState) -> Sequence[CommandLine]:
    _require_material(state)
    while not re.fullmatch("[1-9][0-9]{0,2}", size := ask("一封邮件最大多少 MB", needed="请输入数字，如 10。")):
        screen.say("！ 请输入 1 至 999 的数字。")
    return [["send", state.root, "--limit", size]]


def _repair(state: MenuState) -> Sequence[CommandLine]:
    if not damages(state.desk):
        screen.say("√ 日志完好，不用修复。")
        return []
    reason = typed_reason(run_on(state.desk.root), "日志损坏的原因", needed="请写明原因，如：两台电脑同时运行。")
    return [["verify", state.root, "--repair", reason]]


def _record(state: MenuState) -> Sequence[CommandLine]:
    screen.say("请在检查台账的白色各列登记检查情况，保存并关闭，再回到这里公示。")
    if not state.desk.practice:
        return []
    ask("演练：手工填好一户、保存并关闭以后，直接回车，其余各户由程序代为填写", "")
    return [["practice", state.root, "--fill"]]


def _merge(state: MenuState) -> Sequence[CommandLine]:
    copies = paths("台账副本，或放副本的文件夹，可以几个一起拖进来", "请把台账副本拖到本窗口，再按回车。")
    return [["merge", *map(str, copies), "--desk", state.root]]


def _update(state: MenuState) -> Sequence[CommandLine]:
    registry, export = ask_registry(), ask_export()
    where = [registry, str(export), "--desk", state.root]
    if ask_whether_to_compare():
        return [["update", *where, "--compare"]]
    return [["update", *where, "--by", ask_updater(run_on(state.desk.root))]]


def _adopt(state: MenuState) -> Sequence[CommandLine]:
    return [["adopt", str(ask_foreign()), "--desk", state.root]]


def _collect(_: MenuState) -> Sequence[CommandLine]:
    inbox = one_path("放收到的邮件、压缩包的文件夹", "请把文件夹拖到本窗口，再按回车。")
    return [["collect", str(inbox), *ask_statement(inbox)]]


def _manual(state: MenuState) -> Sequence[CommandLine]:
    if manual_of(state.desk) is None:
        screen.say("－ 找不到《使用手册》。请从程序包中复制一份，放在“workbooks”文件夹里。")
    return []


def _plain(*commands: str) -> Callable[[MenuState], Sequence[CommandLine]]:
    """Make the steps of commands that want the year's folder and nothing else."""
    return lambda state: [[command, state.root] for command in commands]


def _latest_batch(desk: Desk) -> Path | None:
    """Return the batch that was just published; where nothing was new, the folder with the report on the ledgers."""
    batches = {folder.stat().st_mtime: folder for folder in desk.publications.glob("第*批_*")}
    report = desk.publications / LEDGER_REPORT
    latest = max(batches, default=0.0)
    return batches[latest] if report.exists() and latest >= report.stat().st_mtime else desk.publications


MORE = "更多"
SET_UP = "开办表"
"""The entry that a new bureau begins with."""

USUAL_ENTRIES = (
    MenuEntry(
        "校验",
        "检查录入的工作簿，写出校验报告",
        _plain("check"),
        lambda d: d.checks / REPORT_NAME,
        (Stage.CHECK, Stage.CHOOSE),
    ),
    MenuEntry("冻结", "固定抽样框和人员，写出抽取公告", freeze, lambda d: d.draws, (Stage.FREEZE,)),
    MenuEntry("抽取", "输入揭晓的号码，抽出对象和人员", draw, lambda d: d.draws, (Stage.DRAW,)),
    MenuEntry("台账", "生成通知书、记录表和检查台账", _plain("ledger"), lambda d: d.ledgers, (Stage.LEDGER,)),
    MenuEntry(
        "登记", "打开台账，填写检查情况", _record, lambda d: d.ledgers, (Stage.RECORD, Stage.FOLLOW_UP), opens=True
    ),
    MenuEntry("公示", "把已登记的结果写成公示材料", _plain("publish"), _latest_batch, (Stage.PUBLISH,)),
    MenuEntry("上报", "统计，把材料打成压缩包", _plain("report", "send"), lambda d: d.outbox, (Stage.SEND,)),
    MenuEntry("到期提醒", "哪些逾期、哪些快到期", _plain("status"), lambda d: d.reminders / BOOK_NAME),
)
"""In the order of the work; all others are behind :data:`MORE`."""

_OTHER_ENTRIES = (
    MenuEntry(
        "收存", "登记冻结收存单由谁收存，骰单存档", _plain("lodge"), lambda d: d.draws, (Stage.LODGE, Stage.SHEET)
    ),
    MenuEntry("补抽", "替换退出的对象或人员", _replace, lambda d: d.draws),
    MenuEntry(
        "消息",
        "给检查人员、工作群、整改对象的话，可以复制",
        lambda t: [["message", t.root, "--choose"]],
        messages_path,
        (Stage.TELL,),
    ),
    MenuEntry("合并台账", "并入几个人分别填写的副本", _merge, lambda d: d.ledgers),
    MenuEntry("公示日期", "一批放到网站的日期，填进台账", _plain("published"), lambda d: d.ledgers, (Stage.DATE,)),
    MenuEntry("撤回", "撤回不应公示的行", _withdraw, lambda d: d.publications),
    MenuEntry("收回", "收回还没有上传的一批公示材料", _retract, lambda d: d.publications),
    MenuEntry("放弃冻结", "冻结有误，号码还没有揭晓的", abandon),
    MenuEntry("重抽", "已抽取的确有差错，写明理由再抽一次", draw_again, lambda d: d.draws),
    MenuEntry("导入", "导入其他版式的计划、名录、人员、事项", _adopt, lambda d: d.root),
    MenuEntry("更新名录", "按许可系统等新导出的名单，更新名录", _update, lambda d: d.updates),
    MenuEntry(
        "改正副本", "有把握的改正做在副本里，问是否采用", lambda t: [["check", t.root, "--repair"]], lambda d: d.checks
    ),
    MenuEntry("接受问题", "按报告里的序号，接受核对无误的警告", _plain("accept")),
    MenuEntry(
        "校验来件", "校验“待检查”文件夹里的工作簿", lambda t: [["drop", "--desk", t.root]], lambda d: inbox(d) / RESULTS
    ),
    MenuEntry("统计", "全年进度与统计", _plain("report"), lambda d: d.statistics / FILE_NAME),
    MenuEntry("历年档案", "每户几次被抽中、查出什么、改了没有", _plain("history"), lambda d: d.histories),
    MenuEntry("发件", "登记已自己发送的邮件，或由程序发送", _post, lambda d: d.outbox / REGISTER_NAME, (Stage.MAIL,)),
    MenuEntry("加密上报", "打包时附上加密的台账全文", _encrypted, lambda d: d.outbox),
    MenuEntry("分封上报", "按邮箱允许的大小重新打包、分封", _limited, lambda d: d.outbox),
    MenuEntry("核验", "重算抽取记录，核对日志和存档", _plain("verify")),
    MenuEntry(
        "更正",
        "号码录错，开奖改期、取消，日志或抽取记录丢失",
        _plain("correct"),
        lambda d: d.draws,
        (Stage.REBUILD,),
    ),
    MenuEntry("时钟更正", "电脑时间曾经走错，写明理由，登记更正", correct_clock),
    MenuEntry("修复日志", "日志断开而确知原因的，写明理由，登记修复", _repair),
    MenuEntry("全市汇总", "市级单位用：汇总各区县上报的材料", _collect),
    MenuEntry("演练", "用虚构的数据分十步练一遍，不动正式年度", practise),
    MenuEntry("看示例", "看附带的 2021 年度示例，再选一次回来", show_example),
    MenuEntry(SET_UP, "新单位：填好类别、比例、批次、人数，写出计划和设置", set_up, set_up_result, opens=True),
    MenuEntry("新建年度", "建立下一年的工作簿", new_year),
    MenuEntry("换年度", "转到另一年的工作簿", other_year),
    MenuEntry("自检", "检查电脑是否适合运行本程序", _plain("doctor")),
    MenuEntry("手册", "打开使用手册", _manual, manual_of, opens=True),
)

ENTRIES = (*USUAL_ENTRIES, *_OTHER_ENTRIES)
"""Every entry, in the order of their numbers."""
