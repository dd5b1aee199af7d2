"""The entries of the menu: what each asks, and the command lines that the answers make; nothing is decided here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlcheck.cli import screen
from xlcheck.cli.menu.asking import Back, ask, either, names, path
from xlcheck.journal.mail_events import GONE
from xlcheck.samples.categories import OTHER_TRADE, trades
from xlcheck.steps.check.check import REPORT_NAME
from xlcheck.steps.check.drop import RESULTS, inbox
from xlcheck.steps.desk.desk import Desk, desks_in
from xlcheck.steps.install.home import manual_of
from xlcheck.steps.practice.practice import FOLDER, place_of
from xlcheck.steps.publish.publish import LEDGER_REPORT
from xlcheck.steps.remind.status import BOOK_NAME
from xlcheck.steps.remind.year_state import RoundState, Stage, YearState
from xlcheck.steps.report.report import FILE_NAME
from xlcheck.steps.send.outbox import BOOK_NAME as OUTBOX_NAME
from xlcheck.steps.send.outbox import mails

CommandLine = Sequence[str]


@dataclass(slots=True)
class MenuState:
    """What an entry works on: the folder of the years, the year, where it stands; ``other`` is a year to go to."""

    home: Path
    desk: Desk
    state: YearState | None
    other: Desk | None = None

    @property
    def root(self) -> str:
        """The year's folder, for a command line."""
        return str(self.desk.root)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the menu: the command lines that it runs, and where their result is."""

    title: str
    about: str
    steps: Callable[[MenuState], Sequence[CommandLine]]
    result: Callable[[Desk], Path | None] | None = None
    stage: Stage | None = None


def _round(table: MenuState, meant: Callable[[RoundState], Sequence[str]], question: str) -> list[str]:
    """Return ``--task`` for each task that is meant in the round that a person chooses; the first round by default."""
    rounds = [one for one in (table.state.rounds if table.state else ()) if meant(one)]
    if not rounds:
        screen.say("－ 没有这样的任务。")
        raise Back
    for number, one in enumerate(rounds, start=1):
        screen.say(f"  {number} {one.name or '其他任务'}：{'、'.join(meant(one))}")
    choices = {str(n): one for n, one in enumerate(rounds, start=1)} | {one.name: one for one in rounds}
    while (answer := ask(f"{question}，直接回车为第 1 项", "1")) not in choices:
        screen.say("！ 请输入前面的序号。")
    return [part for task in meant(choices[answer]) for part in ("--task", task)]


def _freeze(table: MenuState) -> Sequence[CommandLine]:
    tasks = _round(table, lambda one: one.unfrozen, "冻结哪一批")
    lotteries = names(ask("用哪一期尚未开奖的公开彩票，如 双色球2021003期；不用的，直接回车"))
    witnesses = names(ask("由谁现场报数，如 张某、李某；没有的，直接回车"))
    sources = [part for name in lotteries for part in ("--lottery", name)]
    sources += [part for name in witnesses for part in ("--witness", name)]
    return [["draw", table.root, *tasks, "--freeze", *sources]]


def _draw(table: MenuState) -> Sequence[CommandLine]:
    tasks = _round(table, lambda one: one.waiting, "抽取哪一批")
    operator, venue = ask("操作人，可以不填"), ask("抽取地点，可以不填")
    return [["draw", table.root, *tasks, "--operator", operator, "--venue", venue]]


def _abandon(table: MenuState) -> Sequence[CommandLine]:
    tasks = _round(table, lambda one: one.waiting, "放弃哪一批的冻结")
    while not (reason := ask("理由，记入抽取日志")):
        screen.say("！ 请写明理由。")
    if not screen.agrees("放弃以后要重新冻结、重新公告，是否放弃"):
        raise Back
    return [["draw", table.root, *tasks, "--abandon", reason]]


def _post(table: MenuState) -> Sequence[CommandLine]:
    if waiting := sorted({mail.number for mail in mails(table.desk) if mail.state not in GONE}):
        screen.say(f"  还没有发出的：{'、'.join(f'第{number}次' for number in waiting)}")
    answer = ask("已自己发送的，输入第几次，如 第1次；由程序从发件服务器发送，直接回车")
    return [["send", table.root, *(("--done", answer) if answer else ("--mail",))]]


def _record(table: MenuState) -> Sequence[CommandLine]:
    screen.say("请在检查台账的白色各列登记检查情况，保存并关闭，再回到这里公示。")
    if not table.desk.practice:
        return []
    ask("演练：手工填好一户、保存并关闭以后，直接回车，其余各户由程序代为填写")
    return [["practice", table.root, "--fill"]]


def _practise(table: MenuState) -> Sequence[CommandLine]:
    """Go to the practice year or back, or begin it again."""
    if table.home.name != FOLDER:
        table.other = place_of(table.home)
        return [["practice", str(table.home)]]
    if either("回到正式年度，直接回车；从头再演练一遍，输入 1"):
        return [["practice", str(table.home.parent), "--again"]]
    table.other = next(desks_in(table.home.parent), None)
    if table.other is None:
        screen.say("－ 旁边没有正式年度。")
    return []


def _merge(table: MenuState) -> Sequence[CommandLine]:
    return [["merge", path("台账副本，或放副本的文件夹"), "--desk", table.root]]


def _collect(_: MenuState) -> Sequence[CommandLine]:
    return [["collect", path("放收到的邮件、压缩包的文件夹")]]


def _task(command: str, question: str) -> Callable[[MenuState], Sequence[CommandLine]]:
    """Make the steps of a command that wants a task's number and asks the rest itself."""

    def steps(table: MenuState) -> Sequence[CommandLine]:
        while not (answer := ask(question)):
            screen.say("！ 请输入任务编号。")
        number = f"{int(answer):02}号" if re.fullmatch(r"[0-9]{1,2}", answer) else answer
        return [[command, number, table.root]]

    return steps


def _new(table: MenuState) -> Sequence[CommandLine]:
    current = table.desk.root.name
    usual = str(int(current) + 1) if current.isdigit() else ""
    while not re.fullmatch("20[0-9]{2}", year := ask(f"新建哪一年{f'，直接回车为 {usual}' if usual else ''}", usual)):
        screen.say("！ 请输入四位数字的年份。")
    blank = either(f"由 {current} 年度结转，直接回车；只要空白表，输入 1")
    start = _trade() if blank else ["--from", table.root]
    return [["new", year, *start, "--into", str(table.home / year)]]


def _trade() -> list[str]:
    """Ask for the trade whose categories a blank year begins with."""
    trade_names = (*trades(), OTHER_TRADE)
    for number, name in enumerate(trade_names, start=1):
        screen.say(f"  {number} {name}{'（对象类别由本单位填写）' if name == OTHER_TRADE else ''}")
    numbers = {str(number): name for number, name in enumerate(trade_names, start=1)}
    while (answer := ask(f"本单位的行业，直接回车为 {trade_names[0]}", "1")) not in numbers:
        screen.say("！ 请输入上面的序号。")
    return ["--trade", numbers[answer]]


def _other_year(table: MenuState) -> Sequence[CommandLine]:
    desks = list(desks_in(table.home))
    for number, desk in enumerate(desks, start=1):
        screen.say(f"  {number} {desk.root.name}")
    answer = ask("转到哪一年")
    choices = {str(n): d for n, d in enumerate(desks, start=1)} | {d.root.name: d for d in desks}
    if answer in choices:
        table.other = choices[answer]
    else:
        screen.say("！ 没有这个年度。")
    return []


def _manual(table: MenuState) -> Sequence[CommandLine]:
    if manual_of(table.desk) is None:
        screen.say("－ 找不到《使用手册》。请从程序包中复制一份，放在“workbooks”文件夹里。")
    return []


def _plain(*commands: str) -> Callable[[MenuState], Sequence[CommandLine]]:
    """Make the steps of commands that want the year's folder and nothing else."""
    return lambda table: [[command, table.root] for command in commands]


def _latest_batch(desk: Desk) -> Path | None:
    """Return the batch that was just published; where nothing was new, the folder with the report on the ledgers."""
    batches = {folder.stat().st_mtime: folder for folder in desk.disclosures.glob("第*批_*")}
    report = desk.disclosures / LEDGER_REPORT
    latest = max(batches, default=0.0)
    return batches[latest] if report.exists() and latest >= report.stat().st_mtime else desk.disclosures


ENTRIES = (
    MenuEntry("校验", "检查录入的工作簿，写出校验报告", _plain("check"), lambda d: d.checks / REPORT_NAME, Stage.CHECK),
    MenuEntry("冻结", "固定抽样框和人员，写出抽取公告", _freeze, lambda d: d.draws, Stage.FREEZE),
    MenuEntry("抽取", "输入揭晓的号码，抽出对象和人员", _draw, lambda d: d.draws, Stage.DRAW),
    MenuEntry("台账", "生成通知书、记录表和检查台账", _plain("ledger"), lambda d: d.ledgers, Stage.LEDGER),
    MenuEntry("登记", "打开台账，填写检查情况", _record, lambda d: d.ledgers, Stage.RECORD),
    MenuEntry("公示", "把已登记的结果写成公示材料", _plain("publish"), _latest_batch, Stage.PUBLISH),
    MenuEntry("上报", "统计，把材料打成压缩包", _plain("report", "send"), lambda d: d.outbox, Stage.SEND),
    MenuEntry("到期提醒", "哪些逾期、哪些快到期", _plain("status"), lambda d: d.reminders / BOOK_NAME),
    MenuEntry("合并台账", "并入几个人分别填写的副本", _merge, lambda d: d.ledgers),
    MenuEntry("补抽", "替换退出的对象或人员", _task("replace", "哪个任务，如 01号"), lambda d: d.draws),
    MenuEntry("撤回", "撤回不应公示的行", _task("withdraw", "哪个任务，如 01号"), lambda d: d.disclosures),
    MenuEntry("放弃冻结", "冻结有误，号码还没有揭晓的", _abandon),
    MenuEntry(
        "改正副本", "另存副本，有把握的改正都已做好", lambda t: [["check", t.root, "--repair"]], lambda d: d.checks
    ),
    MenuEntry("统计", "全年进度与统计", _plain("report"), lambda d: d.statistics / FILE_NAME),
    MenuEntry("历年档案", "每户几次被抽中、查出什么、改了没有", _plain("history"), lambda d: d.histories),
    MenuEntry("发件", "登记已自己发送的邮件，或由程序发送", _post, lambda d: d.outbox / OUTBOX_NAME),
    MenuEntry("加密上报", "打包时附上加密的台账全文", lambda t: [["send", t.root, "--password"]], lambda d: d.outbox),
    MenuEntry("核验", "重算抽取记录，核对日志和存档", _plain("verify")),
    MenuEntry(
        "校验来件", "校验“待检查”文件夹里的工作簿", lambda t: [["drop", "--desk", t.root]], lambda d: inbox(d) / RESULTS
    ),
    MenuEntry("全市汇总", "市级单位用：汇总各区县上报的材料", _collect),
    MenuEntry("演练", "用虚构的数据分十步练一遍，不动正式年度", _practise),
    MenuEntry("新建年度", "建立下一年的工作簿", _new),
    MenuEntry("换年度", "转到另一年的工作簿", _other_year),
    MenuEntry("自检", "检查电脑是否适合运行本程序", _plain("doctor")),
    MenuEntry("手册", "打开使用手册", _manual, manual_of),
)
