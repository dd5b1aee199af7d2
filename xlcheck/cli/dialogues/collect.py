"""汇总 on the screen: what is typed at the superior bureau, who has sent what, and what was refused and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from xlcheck.cli import screen
from xlcheck.cli.asking import choose
from xlcheck.cli.chinese import UnfitValue
from xlcheck.cli.screen import Declined
from xlcheck.draws.lodging.code import parse_code
from xlcheck.draws.randomness.issues import parse_issue
from xlcheck.journal.witness_events import SlipArrival, WitnessState
from xlcheck.messages import SHARED_FINDINGS, Level, error_text, level, problem
from xlcheck.model import CityTotals, Finding, XlcheckError, require_read
from xlcheck.results.collect.numbers import as_read
from xlcheck.schema.outputs.collect import COLLECTED_TROUBLES
from xlcheck.steps.collect.collect import CollectResult, noted
from xlcheck.steps.collect.statements import Statements, arrived, bureau_of, published, reason_of

_SIGNS = {Level.ERROR: "×", Level.WARNING: "！", Level.HINT: "－"}
_FEW_ALIKE = 3
"""Warnings or hints of one kind that are told one by one."""
_ALL, _CODE = "收取收件文件夹里的邮件、压缩包，汇总", "登记电话、短信报来的收存码，再汇总"
_NUMBERS, _ACCEPT = "登记官方公布的开奖号码，再汇总", "查明后决定采用与先收到的不一致的，再汇总"


def said_by(codes: Iterable[str], numbers: Iterable[str], decisions: Iterable[str]) -> Statements:
    """Return what the options of the command line say, each of two parts; raises :class:`UnfitValue`."""
    return Statements(
        codes=[_pair("--code", text) for text in codes],
        numbers=[_pair("--numbers", text) for text in numbers],
        decisions=[_pair("--accept", text) for text in decisions],
    )


def _pair(option: str, text: str) -> tuple[str, str]:
    one, sign, other = text.replace("＝", "=").partition("=")
    if not sign:
        raise UnfitValue(f"{option}“{text}”中间没有“=”")
    return one.strip(), other.strip()


def ask_statement(inbox: Path) -> Sequence[str]:
    """Ask what is to be noted before the mails of an inbox are taken in; returns the options for it.

    What can be checked is checked at once, and all is read back, since what is noted stays. Raises
    :class:`Declined` where a person does not agree, :class:`XlcheckError` where the superior's books cannot be
    read.
    """
    what = choose("做哪一件", (_ALL, _CODE, _NUMBERS, _ACCEPT), str, usual=_ALL)
    if what == _ALL:
        return []
    state, units = noted(inbox)
    if what == _CODE:
        bureau = _checked("单位名称或行政区划代码", lambda text: bureau_of(text, units))
        code = _checked("收存码", lambda text: require_read(parse_code(text)))
        _read_back(单位=bureau, 收存码=code)
        return ["--code", f"{bureau}={code}"]
    if what == _NUMBERS:
        issue = _checked("期号，如 双色球2021003期", lambda text: require_read(parse_issue(text)).title)
        numbers = _checked("官方公布的号码", lambda text: as_read(published(issue, text, "").numbers))
        _read_back(期号=issue, 号码=numbers)
        return ["--numbers", f"{issue}={numbers}"]
    number = _checked("编号（“退回和说明”“收存登记”工作表的最后一列）", lambda text: arrived(text, state).digest)
    reason = _checked("采用的理由，写明问过谁", reason_of)
    _read_back(采用=_name(number, state), 理由=reason)
    return ["--accept", f"{number}={reason}"]


def _name(number: str, state: WitnessState) -> str:
    """Return how something that arrived is spoken of: whose, which, and when it came."""
    one = arrived(number, state)
    which = f"第{one.number}号收存单" if isinstance(one, SlipArrival) else f"第{one.number}次上报"
    return f"{one.bureau}{which}（{one.arrived}收到）"


def _read_back(**said: str) -> None:
    """Show what is to be noted; raises :class:`Declined` where a person does not agree."""
    for title, text in said.items():
        screen.say(f"    {title}：{text}")
    if not screen.agrees("登记以后一直留在汇总日志里，是否登记"):
        raise Declined


def _checked(question: str, read: Callable[[str], str]) -> str:
    """Ask until the answer can be read; returns it as it was understood."""
    while True:
        answer = screen.ask(question, needed="请照原样录入。")
        try:
            return read(answer)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")


def show_collection(result: CollectResult) -> int:
    """Show what was refused, what is odd, where everything is, and the counts of each state; returns the exit code."""
    total = result.totals
    for line in _told(total):
        screen.say(line)
    screen.files("全市汇总", [result.book])
    _show_folder("收存回执（邮件草稿，请发给各单位）", result.receipts)
    _show_folder("退回回复（可以直接粘贴到回信里）", result.replies)
    screen.files("请填写，以后就能列出谁没有报送，出具收存回执", result.blank_books)
    wrong = sum(level(f) is Level.ERROR for verdict in total.verdicts for f in verdict.findings)
    sign = "！" if total.refused or wrong else "√"
    screen.say(f"{sign} {total.year} 年度：{_summed_up(result, wrong)}。")
    return 1 if total.refused or wrong else 0


def _summed_up(result: CollectResult, wrong: int) -> str:
    """Return the last line: how much came and was answered, how much is wrong, how many bureaus stand how."""
    total = result.totals
    states = Counter(report.state for report in total.units)
    said = (
        (len(total.units), "{} 个单位"),
        (result.slips, "新收存 {} 份"),
        (len(result.receipts), "出具回执 {} 份"),
        (len(total.refused), "退回 {} 份"),
        (wrong, "须查明的不一致、逾期 {} 处"),
    )
    told = [words.format(number) for number, words in said if number]
    counts = [f"{state} {count} 个" for state, count in states.items()]
    return "，".join([*told, *(counts or ["还没有可以汇总的材料"])])


def _show_folder(title: str, files: Sequence[Path]) -> None:
    """Name the files of a folder; of many, the folder and how many they are."""
    if len(files) > screen.FEW:
        screen.files(f"{title}，共 {len(files)} 份", [files[0].parent])
    else:
        screen.files(title, files)


def _told(total: CityTotals) -> Iterator[str]:
    """Yield the lines of what is wrong or odd: the worst first; what many share is said once, with where it stands."""
    findings = sorted(_findings(total), key=lambda one: list(Level).index(level(one[1])))
    by_code: dict[str, list[tuple[str, Finding]]] = {}
    for about, finding in findings:
        by_code.setdefault(finding.code, []).append((about, finding))
    for code, alike in by_code.items():
        kind = level(alike[0][1])
        shown = alike[: _FEW_ALIKE if kind is not Level.ERROR else screen.FEW]
        rest = len(alike) - len(shown)
        if rest and kind is not Level.ERROR and code in SHARED_FINDINGS:
            shown, rest = [], 0
            yield f"  {_SIGNS[kind]} {SHARED_FINDINGS[code].format(count=len(alike))}"
        yield from (f"  {_SIGNS[kind]} {about}：{problem(finding)}" for about, finding in shown)
        if rest:
            yield f"  {_SIGNS[kind]} …… 同样的还有 {rest} 处，见“{COLLECTED_TROUBLES.sheet}”工作表"


def _findings(total: CityTotals) -> Iterable[tuple[str, Finding]]:
    """Yield what is to be said, and of whom: what is refused first."""
    for pack in total.refused:
        yield from ((pack.bureau or pack.source, finding) for finding in pack.findings)
    for verdict in total.verdicts:
        for finding in verdict.findings:
            what = f"：{finding.place.book}" if finding.place.book != verdict.bureau else ""
            yield f"{verdict.bureau}{what}", finding
    yield from ((finding.place.book, finding) for finding in (*total.notes, *total.disputes))
