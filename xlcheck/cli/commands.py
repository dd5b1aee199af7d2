"""The steps as commands, each with an example; `\\b` keeps the lines of an example as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xlcheck import __version__
from xlcheck.cli import screen
from xlcheck.cli.chinese import ChineseCommand, ChineseGroup, UnfitValue
from xlcheck.messages import Level, level, problem, remedy, where
from xlcheck.model import Difference, Finding, Source
from xlcheck.steps.desk.desk import Run, find_desk

if TYPE_CHECKING:
    from xlcheck.steps.check.check import CheckResult
    from xlcheck.steps.verify.log import LogResult

_FOLDER = click.Path(path_type=Path, file_okay=False)
_ANY_PATH = click.Path(path_type=Path, exists=True)
_FILE = click.Path(path_type=Path)


def _desk_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("desk", metavar="[年度文件夹]", required=False, type=_FOLDER)(command)


def _run(desk: Path | None) -> Run:
    from xlcheck.steps.practice.practice import time_on

    found = find_desk(desk)
    return Run(found, time_on(found, screen.now()), screen.progress)


@click.group(cls=ChineseGroup, context_settings={"max_content_width": 100})
@click.version_option(__version__, "--version", message="xlcheck %(version)s", help="显示版本号。")
def program() -> None:
    """双随机、一公开：校验名录库和计划，随机抽取，登记台账，公示和统计。

    各步骤都可以反复运行，不会改动录入的工作簿。不写年度文件夹时，使用当前文件夹，
    或其中 workbooks 下最近的年度。

    \b
    例：xlcheck check workbooks/2021
    """


@program.command(cls=ChineseCommand, short_help="新建一个年度的工作簿。")
@click.argument("year", metavar="年度", type=click.IntRange(2000, 2099))
@click.option("--from", "last", type=_FOLDER, metavar="文件夹", help="上年度的文件夹；计划按新年度重新编号、改日期。")
@click.option("--into", type=_FOLDER, metavar="文件夹", help="建在哪里；不写则为 workbooks/年度。")
def new(year: int, last: Path | None, into: Path | None) -> None:
    """新建一个年度的工作簿：空白的，或由上年度结转。

    \b
    例：xlcheck new 2022 --from workbooks/2021
    """
    from xlcheck.steps.new.new import new_desk

    run = _run(last) if last else None
    folder = into or (run.desk.root.parent if run else Path("workbooks")) / str(year)
    made = new_desk(folder, year, run)
    screen.say(f"√ 已新建 {year} 年度：{made.desk.root}")
    screen.files("由上年度结转", made.account.carried)
    screen.files("没有结转", made.account.left)
    screen.files("接下来，请填写或核对", made.account.to_do)


@program.command(cls=ChineseCommand, short_help="校验工作簿，写出校验报告和标注副本。")
@click.argument("target", metavar="[年度文件夹或工作簿]", required=False, type=_ANY_PATH)
@click.option("--repair", "with_repairs", is_flag=True, help="另存改正副本：有把握的改正都已做好，逐条列明。")
@click.option("--json", "machine", is_flag=True, help="只输出 JSON，供其他程序读取。")
@click.option("--watch", is_flag=True, help="工作簿一保存就重新校验，按 Ctrl+C 结束。")
def check(target: Path | None, with_repairs: bool, machine: bool, watch: bool) -> int:
    """校验年度文件夹中的全部工作簿，或单独一个工作簿。

    \b
    例：xlcheck check workbooks/2021
        xlcheck check workbooks/2021/抽查工作计划（印发件）.xlsx --repair
    """
    from xlcheck.steps.check.check import as_json, changes
    from xlcheck.steps.check.check import check as step

    workbook = target if target is not None and target.is_file() else None
    folder = workbook.parent if workbook else target
    if machine:
        done = step(replace(_run(folder), say=lambda _: None), workbook, with_repairs=with_repairs)
        screen.say(as_json(done))
        return 1 if done.count(Level.ERROR) else 0
    code = _show_check(step(_run(folder), workbook, with_repairs=with_repairs), with_repairs)
    if watch:
        screen.say("正在等待工作簿保存，按 Ctrl+C 结束。")
        for name in changes(_run(folder).desk, workbook):
            screen.say(f"《{name}》已保存，重新校验：")
            code = _show_check(step(_run(folder), workbook, with_repairs=with_repairs), with_repairs)
    return code


def _show_check(done: CheckResult, with_repairs: bool) -> int:
    screen.findings(done.findings)
    screen.files("校验报告", [done.report])
    screen.files("标注副本", done.copies)
    screen.files("改正副本（原工作簿没有改动，请核对后采用）", done.repaired)
    if with_repairs and not done.repairs:
        screen.say("－ 没有可以自动改正的问题，没有写出改正副本。")
    for f in done.repairs:
        screen.say(f"  √ {where(f.place)}：“{f.value}”改为“{f.proposal}”")
    if done.count(Level.ERROR):
        screen.say("× 请改正错误后重新校验。")
        return 1
    warned = done.count(Level.WARNING)
    screen.say("√ 没有错误。请先逐条核对警告，再进行下一步。" if warned else "√ 没有错误，可以进行下一步。")
    return 0


@program.command(cls=ChineseCommand, short_help="冻结并抽取检查对象和检查人员。")
@_desk_argument
@click.option(
    "--task",
    "tasks_wanted",
    multiple=True,
    metavar="编号",
    help="任务编号，如 01号（写计划编号 202101 也行）；可写多次。",
)
@click.option("--round", "round_name", default="", metavar="批次", help="整批抽取，如 第一批。")
@click.option("--kind", default="", metavar="类型", help="计划写“定向或不定向”的，本次“定向”还是“不定向”；不写则询问。")
@click.option("--filter", "filter_text", default="", metavar="条件", help="定向条件，如“信用风险等级为C、D”。")
@click.option("--freeze", "freeze_only", is_flag=True, help="只冻结，写出抽取公告；改日揭晓号码后再抽取。")
@click.option("--lottery", "lotteries", multiple=True, metavar="名称", help="用公开彩票作随机来源，写明彩种和期号。")
@click.option("--witness", "witnesses", multiple=True, metavar="姓名", help="由监督人现场报数（不少于六位）。")
@click.option("--drand", "beacons", multiple=True, metavar="轮次", help="用公开随机信标 drand 的某一轮。")
@click.option("--system", "system", is_flag=True, help="只用本机随机数（演练用；不能排除反复试抽）。")
@click.option("--number", "numbers", multiple=True, metavar="名称=号码", help="揭晓的号码；不写则逐个询问。")
@click.option("--again", default="", metavar="理由", help="对已抽取的任务再抽一次，须写明理由。")
@click.option("--abandon", default="", metavar="理由", help="放弃还没有揭晓号码的冻结，须写明理由；以后可以重新冻结。")
@click.option("--operator", default="", metavar="姓名", help="操作人，印在抽取记录上。")
@click.option("--venue", default="", metavar="地点", help="抽取地点，印在抽取记录上。")
def draw(
    desk: Path | None,
    tasks_wanted: tuple[str, ...],
    round_name: str,
    kind: str,
    filter_text: str,
    freeze_only: bool,
    lotteries: tuple[str, ...],
    witnesses: tuple[str, ...],
    beacons: tuple[str, ...],
    system: bool,
    numbers: tuple[str, ...],
    again: str,
    abandon: str,
    operator: str,
    venue: str,
) -> None:
    """冻结抽样框和人员，揭晓号码，抽取检查对象和检查人员。

    先冻结并写出抽取公告，再产生号码，谁都无法左右结果。已冻结的任务不必再写随机来源。

    \b
    例：xlcheck draw workbooks/2021 --round 第一批 --freeze --lottery 双色球2021003期 --witness 张某
        xlcheck draw workbooks/2021 --round 第一批
        xlcheck draw workbooks/2021 --task 01号 --system
    """
    from xlcheck.cli.questions import ask_choice, ask_numbers, kind_of
    from xlcheck.steps.draw import draw as step
    from xlcheck.steps.draw import freeze as freezing
    from xlcheck.steps.draw.tasks import choose_tasks

    run = _run(desk)
    sources = _sources(lotteries, witnesses, beacons, system)
    tasks = choose_tasks(run, tasks_wanted, round_name)
    if abandon:
        given_up = freezing.abandon(run, tasks, abandon)
        screen.say(f"√ 已放弃 {'、'.join(given_up)} 的冻结，理由记入抽取日志。抽取公告已经张贴、发出的，请一并说明。")
        return
    choice = freezing.KindChoice(kind_of(kind), filter_text)
    undecided = [row.task_no for row in freezing.undecided(run, tasks, again)]
    if undecided and not (kind or filter_text):
        choice = ask_choice(tasks, undecided)
    frozen = freezing.freeze_tasks(run, tasks, sources, again, choice)
    for row, task in frozen:
        if task is None:
            screen.say(f"－ {row.task_no} 已经抽取过，没有改动。确需重抽的，用 --again 写明理由。")
        elif task.left_alone:
            screen.say(f"－ {row.task_no} 此前已冻结，沿用当时的抽样框和随机来源。")
    waiting = [task for _, task in frozen if task is not None]
    if not (freeze_only or system) and any(not task.left_alone for task in waiting):
        screen.say(
            "！ 冻结和揭晓在同一次运行中进行，公告没有先发出去，不能证明号码产生在冻结之后。正式抽取请先用 --freeze。"
        )
    screen.files("抽取公告（表格和网页）", [path for task in waiting for path in task.notices])
    if freeze_only or not waiting:
        return
    typed = ask_numbers(step.declared_sources(run, waiting), numbers)
    drawn = []
    for task in waiting:
        declared = task.request.sources
        present = witnesses or [s.name for s in declared if s.key.startswith("witness")]
        room = step.Attendance(operator, venue, "、".join(present))
        drawn.append(step.draw_task(run, task, {s.key: typed[s.name] for s in declared}, room))
    screen.files("抽取记录", [d.path for d in drawn])
    screen.files("抽取公开（网页，读者可以自己复算）", [d.page for d in drawn])
    screen.say(f"√ 抽取 {len(drawn)} 个任务，抽中 {sum(len(d.record.sample) for d in drawn)} 户。请打印、签字、存档。")


def _sources(
    lotteries: Sequence[str], witnesses: Sequence[str], beacons: Sequence[str], system: bool
) -> tuple[Source, ...]:
    """The declared sources with their keys in the seed line."""
    from xlcheck.steps.draw.draw import system_source

    named = (
        *(Source(f"lottery{n}", name, ordered=False) for n, name in enumerate(lotteries, 1)),
        *(Source(f"witness{n}", name) for n, name in enumerate(witnesses, 1)),
        *(Source(f"drand{n}", name) for n, name in enumerate(beacons, 1)),
    )
    return (*named, *((system_source(),) if system else ()))


@program.command(cls=ChineseCommand, short_help="抽取后，生成通知书、记录表和检查台账。")
@_desk_argument
@click.option(
    "--task", "tasks", multiple=True, metavar="编号", help="任务编号，如 01号（写计划编号 202101 也行）；不写则全部。"
)
def ledger(desk: Path | None, tasks: tuple[str, ...]) -> None:
    """为已抽取的任务生成抽查通知书、检查记录表和检查台账；已有的一律不动。

    \b
    例：xlcheck ledger workbooks/2021
    """
    from xlcheck.steps.ledger.prepare import prepare
    from xlcheck.steps.remind.calendar_notes import calendar_notes

    prepared = prepare(_run(desk), tasks)
    screen.files("新生成", [path for task in prepared for path in task.made])
    screen.files("已有，没有改动", [path for task in prepared for path in task.left_alone])
    screen.warnings(calendar_notes({year for task in prepared for year in task.unknown_years}))
    screen.say("√ 请在检查台账的白色各列中登记检查情况。")


@program.command("merge", cls=ChineseCommand, short_help="合并几个人分别填写的台账副本。")
@click.argument("copies", metavar="副本...", nargs=-1, required=True, type=_ANY_PATH)
@click.option("--desk", metavar="年度文件夹", type=_FOLDER, help="台账所在的年度；不写则为最近的年度。")
def merge_ledgers(copies: tuple[Path, ...], desk: Path | None) -> int:
    """把几个人分别填写的台账副本按检查对象并入台账；写文件夹的，合并其中全部副本。

    只填台账中空着的格子。几份副本说法不一，或与台账原有内容不同的，不并入，列在合并说明中，由人决定后改好再运行一次。
    台账先备份到“旧版”，副本不改动。

    \b
    例：xlcheck merge 张某.xlsx 李某.xlsx --desk workbooks/2021
    """
    from xlcheck.steps.ledger.merge import merge_copies, undecided

    merged = merge_copies(_run(desk), copies)
    for ledger in merged:
        screen.merged(ledger.path.name, ledger.told)
    screen.files("合并说明", [ledger.account for ledger in merged])
    screen.files("合并前的台账", [ledger.backup for ledger in merged if ledger.backup])
    if any(undecided(ledger.told) for ledger in merged):
        screen.say("× 还有内容没有并入。请按合并说明决定，在副本或台账中改好后再运行一次。")
        return 1
    screen.say("√ 副本中的内容已全部在台账中。")
    return 0


@program.command("replace", cls=ChineseCommand, short_help="补抽：替换退出的检查对象或检查人员。")
@click.argument("task", metavar="任务编号")
@_desk_argument
@click.option("--entity", "entities", multiple=True, metavar="代码", help="退出的检查对象；人员退出的，可写多次。")
@click.option("--inspector", default="", metavar="证号", help="退出的检查人员；不写检查对象的，不再参加本任务。")
@click.option("--reason", default="", metavar="原因", help="如 注销、迁出、停业、无法联系；请假、调离、证件失效。")
@click.option("--note", default="", metavar="说明", help="情况说明，印在补抽记录上。")
@click.option("--evidence", multiple=True, metavar="文件", type=_FILE, help="证据文件，可写多次；对象退出的，必须有。")
@click.option("--operator", default="", metavar="姓名", help="操作人，印在补抽记录上。")
def replace_someone(
    task: str,
    desk: Path | None,
    entities: tuple[str, ...],
    inspector: str,
    reason: str,
    note: str,
    evidence: tuple[Path, ...],
    operator: str,
) -> None:
    """按原抽取的次序，补入下一户检查对象，或给一席换上下一名检查人员；没有写的，逐项询问。

    检查对象注销、迁出、停业、无法联系的，检查人员请假、调离、回避、证件失效的，按此办理，不能自行换人。

    \b
    例：xlcheck replace 01号 --entity 911406031100124592 --reason 迁出 --evidence 现场照片.jpg
        xlcheck replace 01号 --inspector SL140603-0001 --reason 调离
        xlcheck replace 01号
    """
    from xlcheck.cli.fallen import ask_fallen
    from xlcheck.steps.replace.replace import DropOutReport, replace_one

    if len(entities) > 1 and not inspector:
        raise UnfitValue("一次只能补抽一户检查对象")
    run = _run(desk)
    fallen = ask_fallen(run, task, DropOutReport(entities, inspector, reason, note, evidence, operator))
    done = replace_one(run, task, fallen)
    for line in done.outcome:
        screen.say(f"√ {line}")
    screen.files("补抽记录", [done.path])
    screen.files("抽取公开（已按补抽更新）", [done.page])
    screen.say("请打印、签字、存档，再做“台账”一步（xlcheck ledger），生成补抽的通知书、记录表和台账。")


@program.command(cls=ChineseCommand, short_help="查看到期情况，写出到期提醒和日历文件。")
@_desk_argument
@click.option(
    "--days", default=3, metavar="天数", type=click.IntRange(0, 60), help="几个工作日以内算即将到期；不写为 3。"
)
def status(desk: Path | None, days: int) -> int:
    """由计划、抽取和台账，列出哪些已逾期、今日到期、即将到期，按任务、按人员汇总。

    写出的日历文件可以导入办公软件和手机的日历；再次导入时，同一任务、事项、日期的提醒不会重复。

    \b
    例：xlcheck status workbooks/2021 --days 5
    """
    from xlcheck.cli.due import show_reminders
    from xlcheck.steps.remind.status import status as step

    done = step(_run(desk), days)
    show_reminders(done.reminders)
    screen.files("到期提醒（工作簿、日历文件）", [done.book, done.calendar])
    return _faulty(done.findings)


@program.command(cls=ChineseCommand, short_help="由台账生成公示、平台和信用信息各表。")
@_desk_argument
def publish(desk: Path | None) -> int:
    """校验台账，把填写完整、没有错误、尚未公示的各行写成公示材料；公示后有改动的，写成更正公告。

    \b
    例：xlcheck publish workbooks/2021
    """
    from xlcheck.steps.publish.publish import publish as step

    done = step(_run(desk))
    screen.files("！ 上次运行中断，写好的一批现已补放到位", done.finished)
    screen.findings(done.findings)
    screen.files("台账校验报告", [done.report])
    if done.before:
        screen.say(f"－ 此前已公示 {done.before} 户。")
    if done.folder is None:
        screen.say("－ 没有新的可公示的行。")
    else:
        corrected = f"，更正 {done.corrected} 户" if done.corrected else ""
        screen.files(f"√ 本批公示 {done.rows} 户{corrected}", sorted(done.folder.iterdir()))
    return 1 if any(level(f) is Level.ERROR for f in done.findings) else 0


@program.command("withdraw", cls=ChineseCommand, short_help="撤回不应公示的行，写出撤回公告。")
@click.argument("task", metavar="任务编号")
@_desk_argument
@click.option("--entity", "entities", multiple=True, metavar="代码", help="撤回哪一户，可写多次；不写则询问。")
@click.option(
    "--attempt", default=None, metavar="次数", help="重抽过的，只撤回第几次抽取的。", type=click.IntRange(1, 99)
)
@click.option("--reason", default="", metavar="原因", help="撤回的原因，印在撤回公告上。")
def withdraw_rows(task: str, desk: Path | None, entities: tuple[str, ...], attempt: int | None, reason: str) -> None:
    """撤回已公示而不应公示的行，写出撤回公告（表格和网页）；台账改正以后，可以由 publish 重新公示。

    只是个别内容写错的，不用撤回：在台账中改正、在备注中写明原因，由 publish 发布更正公告。

    \b
    例：xlcheck withdraw 01号 --entity 911406031100124592 --reason 登记在别的企业名下
    """
    from xlcheck.cli.taken_back import ask_rows
    from xlcheck.steps.publish.withdraw import RowChoice, withdraw

    run = _run(desk)
    done = withdraw(run, *ask_rows(run, RowChoice(task, entities, attempt or 0), reason))
    screen.files(f"√ 撤回 {done.rows} 户", sorted(done.folder.iterdir()))
    screen.say("请把撤回公告放到网站上，并在省平台、信用平台撤下这些行；台账中的公示日期请清空。")


@program.command(cls=ChineseCommand, short_help="统计全年进度。")
@_desk_argument
def report(desk: Path | None) -> int:
    """由台账统计进度、结果、覆盖面和工作量，写出图表、年度总结草稿、全年检查台账，以及整改、移送、抄告清单。

    与上年度对比：上年度的文件夹放在本年度的旁边，只读取，不改动。原有的总结草稿移入“旧版”。

    \b
    例：xlcheck report workbooks/2021
    """
    from xlcheck.steps.report.report import report as step

    done = step(_run(desk))
    whole = done.year.whole
    screen.say(
        f"√ 应查 {whole.quota} 户，已抽 {whole.drawn} 户，已查 {whole.inspected} 户，"
        f"已公示 {whole.published} 户，逾期 {whole.overdue} 户，完结 {whole.closed} 户。"
    )
    screen.files("进度与统计、全年检查台账、后续处置清单", [done.path, done.ledger, done.follow_up])
    screen.files("年度总结（草稿，请在标出“请补充”的地方填写）", [done.summary])
    before = done.year.before
    screen.warnings((*done.year.notes, *([before.note] if before and before.note else [])))
    return _faulty(done.findings)


def _faulty(found: Sequence[Finding]) -> int:
    """Say what makes the figures incomplete, where anything does; returns the exit code."""
    from xlcheck.steps.report.figures import doubts

    if doubtful := doubts(found):
        screen.say("！ 有的台账找不到或有错误，上面的数字可能不全。请运行 xlcheck publish，按台账校验报告改正：")
        screen.findings(doubtful)
    return 1 if any(level(f) is Level.ERROR for f in doubtful) else 0


@program.command("history", cls=ChineseCommand, short_help="汇总检查对象历年的档案。")
@_desk_argument
@click.option("--entity", default="", metavar="代码或名称", help="只写这一户的档案（一户一档），便于打印。")
def file_companies(desk: Path | None, entity: str) -> int:
    """由各年度的抽取和台账，汇总每户被抽中、检查、发现问题和整改的情况。

    读取与年度文件夹并列的各个年度；读不到的，在档案中和屏幕上写明。

    \b
    例：xlcheck history workbooks/2021
        xlcheck history --entity 911406031100124592
    """
    from xlcheck.steps.history.history import history

    done = history(_run(desk), entity)
    screen.say(f"√ {len(done.history.entities)} 户，抽取 {len(done.history.lines)} 户次。")
    screen.files("档案", [done.path])
    screen.warnings(done.history.notes)
    return 0 if done.whole else 1


@program.command(cls=ChineseCommand, short_help="核验抽取记录，重算全部结果。")
@click.argument("target", metavar="[记录或年度文件夹]", required=False, type=_ANY_PATH)
@click.option("--log", "log_only", is_flag=True, help="只核验抽取日志，逐行列出；也可以只写日志文件。")
def verify(target: Path | None, log_only: bool) -> int:
    """只凭抽取记录或补抽记录重算结果，指出第一处不同；对年度文件夹，还核对抽取日志和存档。

    \b
    例：xlcheck verify workbooks/2021/抽取/抽取记录-01号.xlsx
        xlcheck verify workbooks/2021
        xlcheck verify workbooks/2021 --log
    """
    from xlcheck.steps.verify.log import walk_desk, walk_log
    from xlcheck.steps.verify.verify import verify_desk, verify_record

    single = target is not None and target.is_file()
    if log_only or (single and target is not None and target.suffix == ".jsonl"):
        return _show_log(walk_log(target) if single and target else walk_desk(_run(target)))
    results = [verify_record(target)] if single and target else verify_desk(_run(target))
    for result in results:
        if result.sound:
            screen.say(f"√ {result.path.name} 相符")
        for difference in result.differences:
            _show_difference(result.path, difference)
        for found in result.disguises:
            screen.say(f"× {result.path.name} {problem(found)}。{remedy(found)}。")
    return 0 if all(r.sound for r in results) else 1


def _show_difference(path: Path, different: Difference) -> None:
    screen.say(f"× {path.name} {different.where}：现为“{different.found}”，应为“{different.expected}”")


def _show_log(walked: LogResult) -> int:
    for name, digest in walked.lines:
        screen.say(f"  {name} 散列值 {digest}")
    if walked.broken:
        _show_difference(walked.path, walked.broken)
        return 1
    screen.say(f"√ {walked.path.name} 共 {len(walked.lines)} 行，逐行相接。")
    if walked.records:
        screen.say(f"√ {walked.records} 份记录上印的“日志散列”都在其中。")
    else:
        screen.say("－ 请核对：每份签字的抽取记录上印的“日志散列”，应是上面某一行的散列值。")
    return 0


@program.command(cls=ChineseCommand, short_help="打包上报材料。")
@_desk_argument
@click.option("--password", "locked", is_flag=True, help="台账全文也上报，加密；密码按提示输入两次，不保存。")
@click.option(
    "--limit",
    default=15,
    metavar="大小",
    type=click.IntRange(1, 1000),
    help="一封邮件最大多少 MB，不写则为 15；超过的分几封。",
)
@click.option("--mail", "by_server", is_flag=True, help="把上一次打好的邮件由发件服务器发出；发出过的不会重发。")
@click.option("--done", default="", metavar="第几次", help="登记这一次上报已人工发送，如：第1次。")
def send(desk: Path | None, locked: bool, limit: int, by_server: bool, done: str) -> int:
    """把抽取、台账摘要、公示、统计材料收进一个文件夹和压缩包，附文件摘要；写好邮件草稿，登记发件。

    先打包，核对“待发送”里的邮件草稿，再自己发送，或由程序发送。

    \b
    例：xlcheck send workbooks/2021
        xlcheck send workbooks/2021 --mail
        xlcheck send workbooks/2021 --done 第1次
    """
    from xlcheck.cli.mailing import new_password, note_sent, send_waiting, show_packed
    from xlcheck.steps.send.send import send as step

    run = _run(desk)
    if by_server:
        return send_waiting(run)
    if done:
        note_sent(run, done)
    else:
        show_packed(step(run, new_password() if locked else "", limit))
    return 0


@program.command("collect", cls=ChineseCommand, short_help="市级汇总：收取各单位上报的材料。")
@click.argument("inbox", metavar="收件文件夹", type=_FOLDER)
@click.option("--into", type=_FOLDER, metavar="文件夹", help="汇总放在哪里；不写则为收件文件夹旁边的“全市汇总”。")
@click.option(
    "--year", default=None, metavar="年度", type=click.IntRange(2000, 2099), help="汇总哪个年度；不写则以多数为准。"
)
def collect_packs(inbox: Path, into: Path | None, year: int | None) -> int:
    """收取各单位的上报材料（另存的邮件、压缩包、文件夹），逐份核对，合成全市汇总；不完整的写好退回回复。

    同一单位报送几次的，以最后一次为准。汇总文件夹里的“报送单位”名单填好以后，还列出谁没有报送、谁迟报。

    \b
    例：xlcheck collect 收件 --year 2021
    """
    from xlcheck.cli.collected import show_collection
    from xlcheck.steps.collect.collect import collect

    done = collect(inbox, screen.now(), screen.progress, out=into, year=year or 0)
    show_collection(done)
    return 1 if done.found.refused else 0


@program.command(cls=ChineseCommand, short_help="校验“待检查”文件夹中的工作簿。")
@click.argument("files", metavar="[文件]...", nargs=-1, type=_FILE)
@click.option("--desk", metavar="年度文件夹", type=_FOLDER, help="按哪一年的设置校验；不写则为最近的年度。")
def drop(files: tuple[Path, ...], desk: Path | None) -> int:
    """按年度的设置，逐个校验“待检查”文件夹中的工作簿，或写明的文件；报告写在“待检查”的“校验结果”中。

    是计划、名录库、事项清单还是单位设置，由表头认出；认不出的，逐个说明。送来的文件一律不改动。

    \b
    例：xlcheck drop
        xlcheck drop 张某送来的名录库.xlsx --desk workbooks/2021
    """
    from xlcheck.steps.check.drop import check_dropped, inbox

    run = _run(desk)
    dropped = check_dropped(run, files)
    for one in dropped:
        if one.checked is None:
            screen.say(f"！ {one.path.name}：{one.trouble}")
        else:
            screen.say(f"《{one.path.name}》")
            screen.findings(one.checked.findings)
            screen.files("校验报告和标注副本", [one.checked.report, *one.checked.copies])
    if not dropped:
        screen.say(f"－ 没有要校验的工作簿。请把工作簿放进这个文件夹，再运行一次：{inbox(run.desk)}")
    faulty = [one for one in dropped if one.checked is None or one.checked.count(Level.ERROR)]
    screen.say(f"√ 校验 {len(dropped)} 个文件，其中 {len(faulty)} 个有错误或没有校验。")
    return 1 if faulty else 0


@program.command(cls=ChineseCommand, short_help="菜单：看到哪一步了，按序号做下一步。")
@_desk_argument
@click.argument("files", metavar="[文件]...", nargs=-1, type=_FILE)
def menu(desk: Path | None, files: tuple[Path, ...]) -> None:
    """双击启动的就是它：显示本年度进行到哪一步，输入序号做各个步骤，出错后回到菜单。

    写了文件夹而其中还没有年度的，放入附带的年度。写明的文件先校验。

    \b
    例：xlcheck menu workbooks
    """
    from xlcheck.cli.menu.menu import show

    show(desk, files, lambda line: program.main(list(line), prog_name="xlcheck", standalone_mode=False))


@program.command(cls=ChineseCommand, short_help="自检：字体、写入、办公软件、时间、纸张。")
@_desk_argument
def doctor(desk: Path | None) -> int:
    """检查这台电脑是否适合运行本程序，逐项说明怎么办。

    \b
    例：xlcheck doctor
    """
    from xlcheck.steps.install.machine import judge
    from xlcheck.steps.install.probe import probe

    found = judge(probe(find_desk(desk), datetime.now().astimezone()))
    for title, outcome in found:
        screen.judged(title, outcome)
    return 1 if any(isinstance(o, Finding) and level(o) is Level.ERROR for _, o in found) else 0


@program.command("bundle", cls=ChineseCommand, short_help="打成离线程序包，供没有网络的电脑使用。")
@click.option(
    "--python", "python", required=True, type=_FILE, metavar="压缩包", help="官方的 64 位嵌入式解释器，3.11 版。"
)
@click.option("--wheels", required=True, type=_FOLDER, metavar="文件夹", help="按清单下载的组件。")
@click.option("--out", required=True, type=_FILE, metavar="文件", help="写出的程序包。")
def bundle_program(python: Path, wheels: Path, out: Path) -> None:
    """把程序、解释器、组件、表单和附带的年度打成一个压缩包，解压后双击就能用；同样的输入打出的包逐字节相同。

    更新时解压覆盖，只替换程序，不动工作人员的工作簿。

    \b
    例：xlcheck bundle --python python.zip --wheels wheels --out 双随机抽查.zip
    """
    from xlcheck.steps.install.bundle import bundle

    done = bundle(python, wheels, out)
    screen.say(f"√ 已打包 {done.files} 个文件：{done.path}")
    screen.say(f"    散列值（SHA-256）：{done.digest}")


@program.command(cls=ChineseCommand, short_help="演练：用附带的 2021 年数据走一遍全年流程。")
@click.option("--into", type=_FOLDER, metavar="文件夹", help="演练放在哪里；不写则为新的临时文件夹。")
def demo(into: Path | None) -> int:
    """在附带数据的副本上走完全年：校验、抽取、登记、公示、统计、核验、上报，各页都标“演练”。

    \b
    例：xlcheck demo
    """
    from xlcheck.steps.practice.demo import demo as step

    done = step(screen.progress, into)
    screen.say(f"√ 印发的计划查出错误 {done.printed_errors} 处；更正后的工作簿错误 {done.own_errors} 处。")
    screen.say(f"√ 抽取 {done.tasks} 个任务，抽中 {done.drawn} 户，补抽 {done.replaced} 次。")
    screen.say(f"√ 公示 {done.published} 户，更正 {done.corrected} 户。")
    screen.say(f"√ 核验抽取记录和补抽记录 {done.verified} 份，不符 {done.differing} 处。")
    desk = find_desk(done.folder)
    for title, path in (
        ("校验报告", desk.checks),
        ("抽取公告、抽取记录和补抽记录", desk.draws),
        ("通知书和记录表", desk.forms),
        ("检查台账", desk.ledgers),
        ("到期提醒", desk.reminders),
        ("公示、平台、信用各表", desk.disclosures),
        ("进度与统计", done.reported.path),
        ("全年检查台账", done.reported.ledger),
        ("后续处置清单", done.reported.follow_up),
        ("检查对象档案", done.filed.path),
        ("年度总结（草稿）", done.reported.summary),
        ("上报压缩包", done.packed.archive),
        ("存档和抽取日志", desk.archive),
    ):
        screen.say(f"    {title}：{path}")
    return 1 if done.own_errors or done.differing else 0


@program.command(cls=ChineseCommand, short_help="演练：用虚构的数据分十步练一遍。")
@click.argument("folder", metavar="[文件夹]", required=False, type=_FOLDER)
@click.option("--again", is_flag=True, help="从头再演练一遍；原来的演练另存，不删。")
@click.option("--fill", "fill_ledgers", is_flag=True, help="在演练年度的台账中，代为填写其余各户的检查情况。")
def practice(folder: Path | None, again: bool, fill_ledgers: bool) -> None:
    """在放各年度的文件夹里建立“演练”年度；它有自己的工作簿和日期，不动正式年度。

    用 xlcheck menu 打开它，按屏幕上的十步做一遍。

    \b
    例：xlcheck practice workbooks
        xlcheck menu workbooks/演练
    """
    from xlcheck.steps.practice.practice import fill_in, practice_desk

    if fill_ledgers:
        screen.say(f"√ 已代为填写 {fill_in(_run(folder))} 户的检查情况（虚构）。")
        return
    desk = practice_desk(folder or Path("workbooks"), again=again, now=screen.now())
    screen.say(f"√ 演练年度在：{desk.root}")


@program.command(cls=ChineseCommand, short_help="生成示例数据（名称都带“示例”）。")
@click.argument("folder", metavar="文件夹", type=_FOLDER)
@click.option("--seed", default=2021, metavar="数字", help="随机数种子；相同的种子生成相同的数据。")
@click.option("--scale", default=1, metavar="倍数", type=click.IntRange(1, 2000), help="名录库的规模，1 倍为 582 户。")
def sample(folder: Path, seed: int, scale: int) -> None:
    """生成 2021 年的示例工作簿：计划为真实计划，名录库为虚构数据。

    \b
    例：xlcheck sample 示例/2021 --scale 10
    """
    from xlcheck.steps.practice.sample import write_sample_desk

    write_sample_desk(folder, seed=seed, scale=scale)
    screen.say(f"√ 已生成：{folder}")


@program.command(cls=ChineseCommand, short_help="重新生成空白表和表单。")
@click.argument("folder", metavar="文件夹", type=_FOLDER)
def templates(folder: Path) -> None:
    """按程序的列定义重新生成空白表和表单（会覆盖该文件夹中的同名文件）。

    \b
    例：xlcheck templates templates
    """
    from xlcheck.steps.practice.sample import write_templates

    write_templates(folder)
    screen.say(f"√ 已生成：{folder}")
