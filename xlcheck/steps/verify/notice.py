"""核验抽取公告 alone, as form and as page: what it says of itself must fit together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from pathlib import Path

from xlcheck.draws.formats.two.seed import kind_of, source_named
from xlcheck.draws.randomness.hours import closing
from xlcheck.draws.record.cells import CellTexts
from xlcheck.draws.verification.days import known_day
from xlcheck.draws.verification.notice_cells import page_label_differences
from xlcheck.draws.verification.page_text import PageText, is_practice, page_text
from xlcheck.draws.verification.written import first_difference
from xlcheck.excel.fill import Value
from xlcheck.excel.read.workbook import read_cells
from xlcheck.model import Difference, DrawRequest, Source, XlcheckError, column_letters
from xlcheck.results.publish.page import facts_page
from xlcheck.schema.outputs.draw import NOTICE_PROMISE, NOTICE_SOURCES
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.draw.notice import (
    SOURCES_SAY,
    TITLE,
    call_before,
    describe,
    fact_text,
    notice_facts,
    notice_page,
    signed_by,
)

FIRST_PROMISE = (
    "以上随机数在本公告制作之后产生，届时与抽样框指纹、人员名单指纹一并组成随机种子，任何人都可以据此复算抽取结果。"
    "本公告制作后，抽样框、检查人员名单、抽查比例和检查组的要求不再改动。指纹为 SHA-256 值。"
)
"""What notices of “xlcheck-draw/1” promise."""

_TITLE = "抽取公告"
_LABELS = {
    "检查人员名单指纹": "人员名单指纹",
    "应抽数算式": "应抽数",
    "取整办法": "取整",
    "抽查比例": "抽查比例（原文）",
    "抽查任务名称": "抽查任务",
}
"""Labels of the page, as the form has them."""
_ONE_TASK = ("抽样框指纹", "人员名单指纹")
"""Labels by which a form is known, however it was laid out anew."""
_TITLES = tuple(column.title for column in NOTICE_SOURCES)[1:]
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"\d+")
_ONE_NUMBER = re.compile(r"^(\d+)号?$")
_PRODUCT = re.compile(r"(\d+) × ([\d.]+)% = ([\d.]+)(?: → (\d+) 户)?")
_EARLIER = re.compile(r"（基数含本年度已抽中(?:、检查次数已满)?的 (\d+) 户）")
_DIRECTED = re.compile(r"定向后 (\d+) 户")
_SAID_DAY = re.compile(r"(\d{4}-\d\d-\d\d) 开奖（(.*?)）")
_REASON = re.compile(r"原因：(.+)$")
_FIRST_TIME = "（首次抽取）"
_SECOND_FORMAT = "抽取规则指纹"  # no notice of the first one has it


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a notice, and where it stands."""

    where: str
    text: str

    @property
    def number(self) -> int | None:
        """The first whole number in it."""
        match = _NUMBER.search(self.text)
        return int(match[0]) if match else None


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What a notice says: texts by the labels of the form; of each source what it is called, its name and its note."""

    facts: Mapping[str, Said]
    sources: Sequence[tuple[Said, Said, Said]]

    def fact(self, label: str) -> Said:
        """Return what belongs to a label; an empty text where a bureau's own form has it not."""
        return self.facts.get(label, Said(f"“{label}”", ""))


def is_notice_page(html: str) -> bool:
    """Say whether a page is 抽取公告, sound or not."""
    return page_text(html).title.endswith(_TITLE)


def is_notice_form(sheets: Mapping[str, CellTexts]) -> bool:
    """Say whether a workbook is 抽取公告, sound or not."""
    return len(sheets) == 1 and all(set(_ONE_TASK) & set(cells.values()) for cells in sheets.values())


def verify_notice_page(html: str) -> tuple[Difference, ...]:
    """Return what differs in a notice as a page; also where it is not written as the program writes it."""
    found = html.replace("\r\n", "\n")
    page = page_text(found)
    wrong = (*_contradictions(_of_page(page)), *page_label_differences([label for label, _ in page.pairs]))
    return wrong or tuple(first_difference(found, _written(page, found)))


def verify_notice_form(sheets: Mapping[str, CellTexts]) -> tuple[Difference, ...]:
    """Return what differs in a notice as a form."""
    [(name, cells)] = sheets.items()
    return tuple(_contradictions(_of_form(name, cells)))


def verify_notice_of(run: Run, request: DrawRequest, path: Path) -> tuple[Difference, ...]:
    """Return what differs in a notice on a desk, as form or as page, from the one that its freeze gives."""
    if path.suffix == ".html":
        found = path.read_text("utf-8", "replace")
        return tuple(first_difference(found.replace("\r\n", "\n"), notice_page(run, request)))
    try:
        [(name, cells)] = read_cells(path).items()
    except (XlcheckError, ValueError):
        return ()
    return tuple(_of_facts(_of_form(name, cells), request, notice_facts(run, request)))


def _of_facts(said: NoticeText, request: DrawRequest, facts: Mapping[str, Value]) -> Iterator[Difference]:
    """Yield the cells of a form that do not hold the fact which belongs to their label; a form may have others too."""
    beside = {number for value in facts.values() for number in _ONE_NUMBER.findall(fact_text(value))}
    for label, value in facts.items():
        right, found = fact_text(value), said.facts.get(_LABELS.get(label, label))
        day = right[:10] if isinstance(value, datetime) else ""  # a form may leave out the hour
        if found and not (day in found.text if day else _says(found.text, right, beside)):
            yield Difference(found.where, found.text, day or right)
    kind, note = describe(request)
    for source in said.sources:
        for one, text in zip(source, (kind, request.sources[0].name, note), strict=True):
            if one.text != text:
                yield Difference(one.where, one.text, text)


def _says(text: str, right: str, beside: Collection[str]) -> bool:
    """Say whether a cell holds a fact, and no number but those ``beside`` it; a form may have words of its own."""
    bare = re.sub(rf"(?<!\d){re.escape(right)}(?!\d)", "", text, count=1)
    return not right or (bare != text and not {*_NUMBER.findall(bare)} - {*beside})


def _written(page: PageText, html: str) -> str:
    rows = [dict(zip(NOTICE_SOURCES, row, strict=False)) for row in page.tables.get("", []) if row]
    rules = any(label == "抽取规则指纹" for label, _ in page.pairs)
    promise = NOTICE_PROMISE if rules else FIRST_PROMISE
    facts, listing = dict(page.pairs), (NOTICE_SOURCES, rows)
    signed = _signed(page.title, facts.get("制作时间", "")) if rules else ()
    return facts_page(page.title, facts, listing, promise, signed, practice=is_practice(html))


def _signed(title: str, made: str) -> tuple[str, ...]:
    """Return 落款 that belongs to a page; nothing where its time is none, which differs then."""
    try:
        return signed_by(title.removesuffix(TITLE), made)
    except ValueError:
        return ()


def _of_page(page: PageText) -> NoticeText:
    facts = {_LABELS.get(label, label): Said(f"“{label}”", text) for label, text in page.pairs}
    rows = [row for row in page.tables.get("", []) if len(row) == len(tuple(NOTICE_SOURCES))]
    sources = [
        tuple(Said(f"随机数来源第 {number} 行“{title}”", text) for title, text in zip(_TITLES, row[1:], strict=True))
        for number, row in enumerate(rows, start=1)
    ]
    return NoticeText(facts, [(kind, name, note) for kind, name, note in sources])


def _of_form(sheet: str, cells: CellTexts) -> NoticeText:
    """Read a form: right of each label stands what belongs to it; sources stand below their header."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(cells.items()):
        rows.setdefault(row, []).append((column, text))
    facts: dict[str, Said] = {}
    for row, line in rows.items():
        for (_, label), (column, text) in pairwise(line):
            facts.setdefault(label, Said(f"“{sheet}”工作表 {column_letters(column)}{row}（{label}）", text))
    head = next((row for row, line in rows.items() if {*_TITLES} <= {text for _, text in line}), 0)
    return NoticeText(facts, list(_sources_of(sheet, rows, head, {text: at for at, text in rows.get(head, [])})))


def _sources_of(
    sheet: str, rows: Mapping[int, list[tuple[int, str]]], head: int, columns: Mapping[str, int]
) -> Iterator[tuple[Said, Said, Said]]:
    row = head + 1
    while head and row in rows and dict(rows[row]).get(columns.get("序号", 1), "").isdigit():
        kind, name, note = (
            Said(
                f"“{sheet}”工作表 {column_letters(columns[title])}{row}（{title}）",
                dict(rows[row]).get(columns[title], ""),
            )
            for title in _TITLES
        )
        yield kind, name, note
        row += 1


def _contradictions(notice: NoticeText) -> Iterator[Difference]:
    yield from _of_digests(notice)
    yield from _of_attempt(notice)
    yield from _of_sizes(notice)
    yield from _of_arithmetic(notice)
    if _SECOND_FORMAT in notice.facts:
        yield from _of_source(notice)


def _of_digests(notice: NoticeText) -> Iterator[Difference]:
    for label, said in notice.facts.items():
        if label.endswith("指纹") and label != "指纹" and not _DIGEST.fullmatch(said.text):
            yield Difference(said.where, said.text, "64 位十六进制数（SHA-256）")
    for label in _ONE_TASK:
        if label not in notice.facts:
            yield Difference(f"“{label}”", "没有", "应有")


def _of_attempt(notice: NoticeText) -> Iterator[Difference]:
    attempt, why = notice.fact("抽取次数"), notice.fact("再次抽取原因")
    if attempt.number is None or not why.text:
        return
    if attempt.number == 1 and why.text != _FIRST_TIME and _SECOND_FORMAT in notice.facts:  # 0.1.0 gave all a reason
        yield Difference(attempt.where, attempt.text, "第 2 次或以后（写有再次抽取的原因）")
    if attempt.number > 1 and why.text == _FIRST_TIME:
        yield Difference(why.where, why.text, "再次抽取的原因")


def _of_sizes(notice: NoticeText) -> Iterator[Difference]:
    size, kind = notice.fact("抽样框户数"), notice.fact("抽查类型")
    match = _DIRECTED.search(kind.text)
    if match and size.number is not None and int(match[1]) != size.number:
        yield Difference(size.where, size.text, f"{match[1]} 户（抽查类型中写明）")


def _of_arithmetic(notice: NoticeText) -> Iterator[Difference]:
    """Compute each product of 应抽数 again; where there is only one, its base is the frame."""
    said, size = notice.fact("应抽数"), notice.fact("抽样框户数")
    rounded = floor if "舍去" in notice.fact("取整").text else ceil
    products = list(_PRODUCT.finditer(said.text))
    for match in products:
        product = Fraction(match[1]) * Fraction(match[2]) / 100
        right = f"{match[1]} × {match[2]}% = {_decimal(product, match[3])}" + (
            f" → {rounded(product)} 户" if match[4] else ""
        )
        if match[0] != right:
            yield Difference(said.where, match[0], right)
    earlier = _EARLIER.search(said.text)
    base = int(products[0][1]) - (int(earlier[1]) if earlier else 0) if len(products) == 1 else None
    if base is not None and size.number is not None and size.number != base:
        yield Difference(size.where, size.text, f"{base} 户（应抽数算式的基数）")


def _decimal(product: Fraction, printed: str) -> str:
    """Return a product as it is printed, where that is right."""
    return printed if Fraction(printed) == product else f"{float(product):g}"


def _of_source(notice: NoticeText) -> Iterator[Difference]:
    """Hold the one source against what the program says of it, and the day of its numbers against the deadline."""
    if len(notice.sources) != 1:
        yield Difference("随机数来源", f"{len(notice.sources)} 个", "1 个")
        return
    [(kind, name, note)] = notice.sources
    source = _source_named(name.text)
    if source is None:
        yield Difference(name.where, name.text, "内置的公开彩票（写明期号）、现场掷骰或本机随机数")
        return
    called, saying = SOURCES_SAY[kind_of(source)]
    known, said, why = known_day(source), _SAID_DAY.search(note.text), _REASON.search(note.text)
    day, basis = (said[1], said[2]) if said else ("", "")
    if known and basis == known[1]:
        day = known[0]
    right = saying.format(day=day, basis=basis, reason=why[1] if why else "")
    if kind.text != called:
        yield Difference(kind.where, kind.text, called)
    if note.text != right:
        yield Difference(note.where, note.text, right)
        return
    call = notice.fact("发出期限")
    if call.text and call.text != call_before(date.fromisoformat(day) if day else None):
        yield Difference(call.where, call.text, call_before(date.fromisoformat(day) if day else None))
    made = notice.fact("制作时间")
    if day and made.text >= closing(day):
        yield Difference(made.where, made.text, f"早于 {closing(day)}")


def _source_named(name: str) -> Source | None:
    try:
        source = source_named(name)
    except XlcheckError:
        return None
    return source if source.name == name else None
