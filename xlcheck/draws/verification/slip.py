"""Verification of a 冻结收存单 alone: the slip is read from its printed page, which is then laid out once more.

Everything that 收存码 is taken of stands on the page, so the code and the QR code follow from the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from xlcheck.draws.formats.two.seed import source_named
from xlcheck.draws.lodging.code import lodging_code, parse_code
from xlcheck.draws.lodging.printed import SHEET, large_code, slip_page
from xlcheck.draws.lodging.slip import FreezeSlip, LodgedTask, slip_from_json, slip_json
from xlcheck.draws.record.cells import CellTexts, damaged
from xlcheck.draws.verification.blame import Sheets, WrongCell, forged, wrong_cells
from xlcheck.draws.verification.days import known_day
from xlcheck.messages import error_text
from xlcheck.model import Difference, PrintedPage, Role, Trouble, XlcheckError, column_letters
from xlcheck.model.practice import PRACTICE
from xlcheck.reading.dates import read_date

SHOWN = 20
"""How many differences are named."""

_TITLE = re.compile(r"(.*)“双随机、一公开”冻结收存单", re.DOTALL)
_RUN = re.compile(r"(\d{4})年第(\d+)次冻结")
_DAY = re.compile(r"(\d{4}年\d+月\d+日)（(.*)）")
_TASK = re.compile(r"(.*?) 第(\d+)次 (.*?)\n(.*)", re.DOTALL)
_FOOT = re.compile(r"格式(.*?)，程序(.*?)。$")
_HEADS = ("抽样框", "人　员", "规　则")
_DIGESTS = ("年初状态", "名录变动", "抽取日志")
_TASKS_HEAD = "冻结的任务"


def is_slip(sheets: Sheets) -> bool:
    """Say whether a workbook is a 冻结收存单, sound or not."""
    return list(sheets) == [SHEET]


def slip_of(cells: CellTexts) -> FreezeSlip:
    """Read the slip that a page shows; raises :class:`XlcheckError` ``draw.record-damaged`` where it cannot be read."""
    facts = dict(_facts(cells))
    title = _match(_TITLE, cells.get((1, 1), ""), "标题", "……“双随机、一公开”冻结收存单")
    year, number = _match(_RUN, facts.get("冻结次序", ""), "冻结次序", "如 2026年第3次冻结")
    digests = _named_digests(facts.get("摘要", ""), _DIGESTS)
    source = source_named(facts.get("随机数来源", ""))
    day, basis = _day(facts)
    written_in, version = _match(_FOOT, _last_words(cells), "说明", "末尾写明格式和程序版本")
    return FreezeSlip(
        bureau=title[0].removeprefix(PRACTICE),
        year=int(year),
        number=int(number),
        frozen_at=facts.get("冻结时间", ""),
        source_key=source.key,
        source_name=source.name,
        draw_day=day,
        day_basis=basis,
        opening=digests["年初状态"],
        moved=digests["名录变动"],
        log_digest=digests["抽取日志"],
        tasks=tuple(_tasks(cells)),
        practice=title[0].startswith(PRACTICE),
        version=version,
        format=written_in,
    )


def verify_slip(sheets: Sheets) -> tuple[Difference, ...]:
    """Return the first differences of a printed slip; the forged cell comes first, where it can be told."""
    cells = sheets[SHEET]
    try:
        slip = sound_slip(cells)
    except XlcheckError as error:
        return (_unreadable(error),)
    page = slip_page(slip)
    blanks = {(SHEET, (c.row, c.col)) for c in page.cells if c.role in (Role.BLANK, Role.DATE)}
    wrong = wrong_cells(sheets, _laid_out(page), blanks)
    blamed, left = forged(sheets, lambda read: _laid_out(slip_page(sound_slip(read[SHEET]))), wrong, _anywhere, blanks)
    if not blamed and (contents := _of_contents(slip, left)):
        return (contents,)
    found = tuple(_named(one, sheets) for one in (*blamed, *left))[:SHOWN]
    return found or tuple(_of_day(slip))


def verify_slip_text(text: str) -> tuple[Difference, ...]:
    """Return the first difference of a slip as a file for programs."""
    try:
        return tuple(_of_day(slip_from_json(text)))
    except XlcheckError as error:
        return (Difference("收存单文件", error_text(error), "程序写出的原样"),)


def sound_slip(cells: CellTexts) -> FreezeSlip:
    """Read the slip that a page shows, as a freeze run can have written it; raises :class:`XlcheckError`."""
    return slip_from_json(slip_json(slip_of(cells)))


def _laid_out(page: PrintedPage) -> Mapping[str, CellTexts]:
    return {page.sheet: {(c.row, c.col): c.text for c in page.cells if c.text}}


def _anywhere(_sheet: str, _at: tuple[int, int]) -> bool:
    return True


def _named(wrong: WrongCell, sheets: Sheets) -> Difference:
    row, column = wrong.at
    label = sheets[wrong.sheet].get((row, 1), "").partition("\n")[0] if column > 1 else ""
    about = f"（{label}）" if label else ""
    where = f"“{wrong.sheet}”工作表 {column_letters(column)}{row}{about}"
    return Difference(where, wrong.found or "（空）", wrong.expected or "（空）")


def _of_contents(slip: FreezeSlip, wrong: list[WrongCell]) -> Difference | None:
    """Return the difference where both codes that are printed agree, and are not that of the slip."""
    codes = {_code(one.found) for one in wrong}
    right = {large_code(slip), lodging_code(slip).replace("-", " ")}
    if len(wrong) < 2 or len(codes) != 1 or "" in codes or {one.expected for one in wrong} != right:
        return None
    where = f"“{SHEET}”工作表所列的内容（改动的一格，只凭本件无法指明）"
    return Difference(where, f"收存码 {lodging_code(slip)}", f"收存码 {codes.pop()}")


def _code(text: str) -> str:
    code = parse_code(text)
    return "" if isinstance(code, Trouble) else code


def _of_day(slip: FreezeSlip) -> Iterator[Difference]:
    known = known_day(source_named(slip.source_name))
    if known and slip.day_basis == known[1] and str(slip.draw_day) != known[0]:
        yield Difference(f"{slip.source_name}的开奖日", str(slip.draw_day), known[0])


def _facts(cells: CellTexts) -> Iterator[tuple[str, str]]:
    """Yield labels with the text that stands at their right; of labels that stand twice the first comes last."""
    rows: dict[int, list[str]] = {}
    for (row, _), text in sorted(cells.items()):
        rows.setdefault(row, []).append(text)
    for _, line in sorted(rows.items(), reverse=True):
        yield from zip(line[::2], line[1::2], strict=False)


def _tasks(cells: CellTexts) -> Iterator[LodgedTask]:
    """Yield the tasks of all tables that have the heading of the first."""
    headers = [row for (row, column), text in sorted(cells.items()) if column == 1 and text.startswith(_TASKS_HEAD)]
    for header in headers:
        row = header + 1
        while match := _TASK.fullmatch(cells.get((row, 1), "")):
            digests = _named_digests(cells.get((row, 4), ""), _HEADS)
            task_no, attempt, plan_no, name = match.groups()
            yield LodgedTask(plan_no, task_no, name, int(attempt), *(digests[head] for head in _HEADS))
            row += 1


def _named_digests(text: str, names: tuple[str, ...]) -> dict[str, str]:
    """Read lines of a name and a digest in groups; other texts stay as they are."""
    digests = {}
    for line in text.split("\n")[: len(names)]:
        label, _, rest = line.partition("  ")
        bare = rest.replace(" ", "")
        digests[label] = bare if re.fullmatch("[0-9a-f]+", bare) else rest
    if set(digests) != set(names):
        raise damaged("、".join(names), text, "各占一行")
    return digests


def _day(facts: Mapping[str, str]) -> tuple[date | None, str]:
    if "开奖日" not in facts:
        return None, ""
    text, basis = _match(_DAY, facts["开奖日"], "开奖日", "如 2021年1月7日（按财政部休市公告）")
    day = read_date(text)
    if isinstance(day, Trouble):
        raise damaged("开奖日", text, "日期")
    return day, basis


def _last_words(cells: CellTexts) -> str:
    return next((text for _, text in sorted(cells.items()) if _FOOT.search(text)), "")


def _match(pattern: re.Pattern[str], text: str, where: str, expected: str) -> tuple[str, ...]:
    match = pattern.search(text) if pattern is _FOOT else pattern.fullmatch(text)
    if match is None:
        raise damaged(f"“{SHEET}”工作表“{where}”", text, expected)
    return match.groups()


def _unreadable(error: XlcheckError) -> Difference:
    if error.code == "draw.record-damaged":
        return Difference(error.params["where"], error.params["found"] or "（空）", error.params["expected"])
    return Difference(f"“{SHEET}”工作表", error_text(error), "程序写出的原样")
