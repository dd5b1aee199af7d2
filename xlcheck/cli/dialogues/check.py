"""校验 on the screen: the findings, where the report and copies are, whether to adopt these, and whether to go on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.cli.asking import typed_reason, words
from xlcheck.cli.screen import ask
from xlcheck.messages import CERTAIN_REPAIRS, Level, error_text, problem, spans, where
from xlcheck.model import Finding, LedgerEntries, Rehearsal, XlcheckError
from xlcheck.reading.folding import clean
from xlcheck.steps.check.accept import accept, numbered_problems
from xlcheck.steps.check.adopt import RepairedCopy, adopt, require_adoptable
from xlcheck.steps.check.check import REPORT_NAME, CheckResult, check
from xlcheck.steps.check.drop import DropResult
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.ledger.check_entries import check_entries


def show_check(result: CheckResult, with_repairs: bool) -> int:
    """Show the result of a check; returns the exit code."""
    _show_found(result, with_repairs)
    return _show_verdict(result)


def show_repaired(run: Run, workbook: Path | None, result: CheckResult, *, unasked: bool) -> int:
    """Show the result of a check with repairs, and adopt them where a person agrees, or ``unasked``.

    What was adopted is checked again, so that the report and the exit code speak of the workbooks as they are now.
    Raises as :func:`require_adoptable`.
    """
    _show_found(result, with_repairs=True)
    if not result.adoptable:
        return _show_verdict(result)
    require_adoptable(result.adoptable)  # before anything is asked
    if not unasked and not _agrees(result.adoptable):
        screen.say("－ 没有采用，原工作簿没有改动。")
        return _show_verdict(result)
    screen.files("已采用改正副本，原来的工作簿在", adopt(run, result.adoptable))
    screen.say("采用以后再校验：")
    return show_check(check(run, workbook, ledgers=check_entries), with_repairs=False)


def _agrees(copies: Sequence[RepairedCopy]) -> bool:
    """Ask for a yes; where nobody is there to answer, nothing is adopted."""
    for copy in copies:
        screen.say(f"    《{copy.original.name}》移到“旧版”，由《{copy.copy.name}》换上")
    try:
        return screen.agrees("上面列出的改正是否采用")
    except click.Abort:
        return False


def name_adoption(result: CheckResult) -> None:
    """Say how copies are adopted where nobody is asked, since a workbook that is being typed in stands open."""
    if result.adoptable and all(copy.copy.is_file() for copy in result.adoptable):
        screen.say("－ 改正副本还没有采用。要采用的，请关闭工作簿，按 Ctrl+C 结束等待，再选“改正副本”。")


def _show_found(result: CheckResult, with_repairs: bool) -> None:
    if result.findings or result.entries is None or result.rehearsal is not None:  # of a ledger its entries are told
        screen.findings(result.findings)
    screen.files("校验报告", [result.report])
    screen.files("标注副本", result.copies)
    screen.files("改正副本（原工作簿没有改动，请核对后采用）", result.repaired)
    if with_repairs and not result.repairs:
        screen.say("－ 没有可以自动改正的问题，没有写出改正副本。")
    for line in _repaired_lines(result.repairs):
        screen.say(f"  √ {line}")
    if result.rehearsal is not None:
        _show_rehearsal(result.rehearsal)
    if result.entries is not None:
        _show_entries(result.entries)


def _show_rehearsal(rehearsal: Rehearsal) -> None:
    """Say what the draws of the year would come to, and which cannot be made, those of one reason together."""
    able = len(rehearsal.tasks) - len(rehearsal.blocked)
    visits = sum(task.sample for task in rehearsal.tasks)
    notes = f"，{rehearsal.notes} 处请看一看" if rehearsal.notes else ""
    screen.say(
        f"全年预演：{len(rehearsal.tasks)} 个任务，{able} 个可以抽取，共 {visits} 户{notes}，见校验报告“全年预演”。"
    )
    reasons: dict[str, list[str]] = {}
    for task in rehearsal.blocked:
        reasons.setdefault("；".join(task.barriers), []).append(task.plan.task_no)
    for reason, numbers in [*reasons.items()][: screen.FEW]:
        screen.say(f"  ！ {'、'.join(numbers)} 不能抽取：{reason}")
    if len(reasons) > screen.FEW:
        screen.say(f"  …… 其余 {len(reasons) - screen.FEW} 条见报告。")


def _show_entries(entries: LedgerEntries) -> None:
    """Show how far the ledgers are filled, and the first of what is wrong in them and in 其他检查."""
    counts = (
        sum(getattr(one, what) for one in entries.progress) for what in ("lines", "complete", "begun", "untouched")
    )
    lines, complete, begun, untouched = counts
    filled = f"应登记 {lines} 户，填全 {complete} 户，没有填全 {begun} 户，还没有登记 {untouched} 户"
    screen.say(f"登记校验：{len(entries.progress)} 本台账，{filled}。" if entries.progress else "登记校验：")
    screen.findings(entries.findings)
    screen.warnings([f"没有校验：{sentence}" for sentence in entries.unread])


def _repaired_lines(repairs: Sequence[Finding]) -> Iterator[str]:
    """Yield a line for each cell that was changed, and one for all blank cells of a column that were filled in."""
    filled: dict[tuple[str, str, str], list[Finding]] = {}
    for repair in repairs:
        if repair.value:
            yield f"{where(repair.place)}：“{repair.value}”改为“{repair.proposal}”"
        else:
            filled.setdefault((repair.place.book, repair.place.sheet, repair.place.title), []).append(repair)
    for (book, sheet, title), of_column in filled.items():
        first, last, count = of_column[0].proposal, of_column[-1].proposal, len(of_column)
        said = f"填为“{first}”" if count == 1 else f"填好 {count} 格，从“{first}”到“{last}”，逐格见改正副本"
        yield f"《{book}》{sheet} {spans([one.place for one in of_column])}：“{title}”空白，{said}"


def _show_verdict(result: CheckResult) -> int:
    if result.count(Level.ERROR):
        screen.say("× 请改正错误后重新校验。")
        return 1
    if result.errors and result.rehearsal is None:
        screen.say("× 登记有错误，请改正后重新校验，改正以前台账的这些行不公示。")
        return 1
    if result.errors:
        screen.say(
            "× 工作簿没有错误，可以冻结；登记有错误，请在台账、《其他检查》中改正后重新校验，"
            "改正以前台账的这些行不公示。"
        )
        return 1
    warns = result.count(Level.WARNING)
    screen.say("√ 没有错误。请先逐条核对警告，再进行下一步。" if warns else "√ 没有错误，可以进行下一步。")
    return 0


_SEPARATORS = re.compile(r"[、，,；;\s]+")
_SPAN = re.compile(r"([1-9][0-9]{0,5})(?:[-—–~～至到]([1-9][0-9]{0,5}))?")


def accept_problems(run: Run, numbers: str, reason: str, by: str) -> int:
    """Accept problems of the report; asks which and why where it is not given; returns the exit code."""
    wanted = _numbers_of(numbers) if numbers else _ask_numbers(run)
    why = clean(reason) or typed_reason(run, "接受的理由", needed="请写明理由，以后每次校验报告都会列出。")
    who = by if numbers or reason else words(run, "登记人", "", how="可以不填")
    result = accept(run, wanted, why, who, check_entries)
    screen.files("登记前的单位设置", [result.backup] if result.backup else [])
    if result.problems:
        screen.say(
            f"√ 已接受 {result.problems} 条问题，在“已接受问题”登记 {result.rows} 行。请再校验一次，报告中列为提示。"
        )
    else:
        screen.say("－ 这些问题以前已经接受，没有改动。")
    return 0


def _ask_numbers(run: Run) -> tuple[int, ...]:
    """Ask until the numbers are of problems that can be accepted, and read these back."""
    if not (run.desk.checks / REPORT_NAME).is_file():
        raise XlcheckError("check.no-report")
    while True:
        answer = ask(
            "接受校验报告里第几号问题", how="几条的，如 3、5、8-12", needed="请输入报告“问题清单”“登记校验”里的序号。"
        )
        try:
            wanted = _numbers_of(answer)
            problems = numbered_problems(run.quiet, wanted, check_entries)
        except XlcheckError as error:
            if error.code == "check.no-report":
                raise
            screen.say(f"！ {error_text(error)}")
            continue
        for one in problems:
            screen.say(f"  {one.number:3} {where(one.whole.place)}：{problem(one.whole)}")
        return wanted


def _numbers_of(text: str) -> tuple[int, ...]:
    """Return the numbers of a text such as 3、5、8-12; raises :class:`XlcheckError` ``check.numbers-unclear``."""
    numbers: list[int] = []
    for part in filter(None, _SEPARATORS.split(text)):
        span = _SPAN.fullmatch(part)
        if span is None:
            raise XlcheckError("check.numbers-unclear", text=text)
        numbers += range(int(span[1]), int(span[2] or span[1]) + 1)
    if not numbers:
        raise XlcheckError("check.numbers-unclear", text=text)
    return tuple(numbers)


def _name_repairs(checked: CheckResult) -> None:
    """Say where what is certain can be put right: a workbook that somebody sent is never changed."""
    if count := sum(f.code in CERTAIN_REPAIRS and f.proposal != "" and not f.waiver for f in checked.findings):
        screen.say(f"－ 其中 {count} 条可以由程序改正：用它换下本年度的工作簿以后，选“改正副本”，核对、采用。")


def show_dropped(files: Sequence[DropResult], inbox: Path) -> int:
    """Show each file of 待检查 with its findings, or why it could not be checked; returns the exit code."""
    for file in files:
        if file.checked is None:
            screen.say(f"！ {file.path.name}：{file.trouble}")
        else:
            screen.say(f"《{file.path.name}》")
            screen.files("这种版式导入过，照列对应写成下面的工作簿，校验的是它", [file.ours] if file.ours else [])
            screen.findings(file.checked.findings)
            _name_repairs(file.checked)
            screen.files("校验报告和标注副本", [file.checked.report, *file.checked.copies])
    if not files:
        screen.say(f"－ 没有要校验的工作簿。请把工作簿放进这个文件夹，再运行一次：{inbox}")
    faulty = [file for file in files if file.checked is None or file.checked.count(Level.ERROR)]
    screen.say(f"√ 校验 {len(files)} 个文件，其中 {len(faulty)} 个有错误或没有校验。")
    return 1 if faulty else 0
