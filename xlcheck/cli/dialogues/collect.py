"""汇总 on the screen: what is typed at the superior bureau, who has sent what, and what was refused and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from xlcheck.cli import screen
from xlcheck.cli.asking import choose
from xlcheck.cli.chinese import UnfitValue
from xlcheck.draws.lodging.code import parse_code
from xlcheck.draws.randomness.issues import parse_issue
from xlcheck.messages import Level, error_text, level, problem
from xlcheck.model import CityTotals, Finding, XlcheckError, require_read
from xlcheck.steps.collect.collect import CollectResult
from xlcheck.steps.collect.statements import Statements, published

_SIGNS = {Level.ERROR: "×", Level.WARNING: "！", Level.HINT: "－"}
_ALL, _CODE = "收取收件文件夹里的邮件、压缩包，汇总", "登记电话、短信报来的收存码，再汇总"
_NUMBERS, _ACCEPT = "登记官方公布的开奖号码，再汇总", "与先收到的不一致，查明后决定采用，再汇总"


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


def ask_statement() -> Sequence[str]:
    """Ask what is to be noted before the mails are taken in; returns the options for it."""
    what = choose("做哪一件", (_ALL, _CODE, _NUMBERS, _ACCEPT), str, usual=_ALL)
    if what == _CODE:
        bureau = screen.ask("单位名称或行政区划代码", needed="请写明是哪个单位的收存码。")
        return ["--code", f"{bureau}={_checked('收存码', lambda text: require_read(parse_code(text)))}"]
    if what == _NUMBERS:
        issue = _checked("期号，如 双色球2021003期", lambda text: require_read(parse_issue(text)))
        return ["--numbers", f"{issue}={_checked('官方公布的号码', lambda text: published(issue, text, ''))}"]
    if what == _ACCEPT:
        number = screen.ask("编号（“退回和说明”“收存登记”工作表的最后一列）", needed="请照工作表填写编号。")
        return ["--accept", f"{number}={screen.ask('采用的理由', needed='请写明为什么采用，问过谁。')}"]
    return []


def _checked(question: str, check: Callable[[str], object]) -> str:
    """Ask until the answer can be read."""
    while True:
        answer = screen.ask(question, needed="请照原样录入。")
        try:
            check(answer)
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            return answer


def show_collection(result: CollectResult) -> int:
    """Show the counts of each state, what was refused, what is odd, and where everything is; returns the exit code."""
    total = result.totals
    states = Counter(report.state for report in total.units)
    counts = "，".join(f"{state} {count} 个" for state, count in states.items())
    for about, finding in _findings(total):
        screen.say(f"  {_SIGNS[level(finding)]} {about}：{problem(finding)}")
    screen.files("全市汇总", [result.book])
    screen.files("收存回执（邮件草稿，请发给各单位）", result.receipts)
    screen.files("退回回复（可以直接粘贴到回信里）", result.replies)
    screen.files("请填写，以后就能列出谁没有报送，出具收存回执", result.blank_books)
    wrong = sum(level(f) is Level.ERROR for verdict in total.verdicts for f in verdict.findings)
    said = (
        (len(result.receipts), "出具回执 {} 份，"),
        (len(total.refused), "退回 {} 份，"),
        (wrong, "与收存的、先收到的不一致 {} 处，"),
    )
    told = "".join(words.format(number) for number, words in said if number)
    sign = "！" if total.refused or wrong else "√"
    screen.say(f"{sign} {total.year} 年度：{len(total.units)} 个单位，{told}{counts or '还没有可以汇总的材料'}。")
    return 1 if total.refused or wrong else 0


def _findings(total: CityTotals) -> Iterable[tuple[str, Finding]]:
    """Yield what is to be said, and of whom: what is refused first."""
    for pack in total.refused:
        yield from ((pack.bureau or pack.source, finding) for finding in pack.findings)
    for verdict in total.verdicts:
        for finding in verdict.findings:
            what = f"：{finding.place.book}" if finding.place.book != verdict.bureau else ""
            yield f"{verdict.bureau}{what}", finding
    yield from ((finding.place.book, finding) for finding in (*total.notes, *total.disputes))
