"""汇总: the superior bureau takes many bureaus' packs, refuses what is not whole, and puts the others together."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from xlcheck.excel.read.workbook import check_not_open, read_book
from xlcheck.excel.write.collect import write_collection
from xlcheck.excel.write.desk_books import write_desk_book
from xlcheck.journal.disk import write_bytes
from xlcheck.messages import Level, level, problem, remedy, where
from xlcheck.model import CityTotals, Finding, Pack, Unit, XlcheckError
from xlcheck.reading.dates import in_words
from xlcheck.reading.tables import day
from xlcheck.results.collect import city_summary, city_totals, year_of
from xlcheck.samples.blank import blank_settings
from xlcheck.schema.outputs.collect import UNIT_BOOK, UNITS
from xlcheck.steps.collect.inbox import open_inbox
from xlcheck.steps.collect.packs import packs_of, unlisted
from xlcheck.steps.desk.desk import Talk
from xlcheck.steps.desk.files import NOT_IN_NAMES, for_notepad, set_aside
from xlcheck.steps.desk.lock import at_work

FOLDER, FILE_NAME, REPLIES = "全市汇总", "全市汇总.xlsx", "退回回复"


@dataclass(frozen=True, slots=True)
class CollectResult:
    """What came of an inbox: the workbook, the replies to write, and all that is in them.

    ``blank_units`` is the list of bureaus to fill in, where there was none.
    """

    book: Path
    replies: tuple[Path, ...]
    totals: CityTotals
    blank_units: Path | None


def collect(inbox: Path, now: datetime, talk: Talk, *, out: Path | None = None, year: int = 0) -> CollectResult:
    """Read every mail, zip and folder in ``inbox``, and write 全市汇总.xlsx and a reply to each sender who is refused.

    Written into ``out``, by default the folder 全市汇总 beside ``inbox``, in which 报送单位.xlsx says who is to report;
    earlier ones are set aside. ``year`` is that of most packs by default. Nothing in ``inbox`` is changed. Raises
    :class:`XlcheckError` ``collect.no-inbox``, ``collect.empty``, ``collect.units`` or as :func:`read_book`.
    """
    if not inbox.is_dir():
        raise XlcheckError("collect.no-inbox", folder=inbox)
    folder = out or inbox.resolve().parent / FOLDER
    with at_work(folder, "全市汇总", talk):
        return _collect(inbox, now, talk, folder, year)


def _collect(inbox: Path, now: datetime, talk: Talk, folder: Path, year: int) -> CollectResult:
    units = _units(folder / UNIT_BOOK.filename)
    with tempfile.TemporaryDirectory(prefix="xlcheck-") as kept:
        received = open_inbox(inbox, Path(kept))
        if not (received.sources or received.findings):
            raise XlcheckError("collect.empty", folder=inbox)
        talk.say(f"收到 {len(received.sources)} 份邮件、压缩包或文件夹")
        packs = packs_of(received, talk)
        strays = (*received.findings, *unlisted(received, packs))
    totals = city_totals(packs, units, year or year_of(packs) or now.year, now.date())
    totals = _with_strays(totals, strays)
    book = folder / FILE_NAME
    set_aside(book, now)
    talk.progress(f"写出《{book.name}》")
    write_collection(book, totals, city_summary(totals, now.date()), _notes(now, units))
    return CollectResult(book, _write_replies(folder / REPLIES, totals, now), totals, _blank_units(folder, units))


def _units(path: Path) -> list[Unit]:
    """Return the bureaus that are to report, as 报送单位.xlsx has them; none where there is no such workbook."""
    if not path.exists():
        return []
    check_not_open(path)
    tables, findings = read_book(path, UNIT_BOOK, blank_settings())
    wrong = next((f for f in findings if level(f) is Level.ERROR), None)
    if wrong is not None:
        raise XlcheckError("collect.units", where=where(wrong.place), problem=problem(wrong))
    rows = tables[UNITS.key].rows(UNITS.bureau, UNITS.region, UNITS.due)
    return [Unit(bureau, region, day(due)) for _, bureau, region, due in rows]


def _with_strays(totals: CityTotals, strays: Sequence[Finding]) -> CityTotals:
    """Add the sources that are no pack, refused like packs; what is odd of the others is noted."""
    lost = tuple(Pack(f.place.book, None, "", findings=(f,)) for f in strays if level(f) is Level.ERROR)
    notes = tuple(f for f in strays if level(f) is not Level.ERROR)
    return replace(totals, refused=(*totals.refused, *lost), notes=(*totals.notes, *notes))


def _notes(now: datetime, units: Sequence[Unit]) -> list[str]:
    time_note = f"汇总时间：{now:%Y-%m-%d %H:%M}。各项数字为各单位上报时的数字。"
    if units:
        return [time_note]
    return [time_note, f"没有填写《{UNIT_BOOK.filename}》，不能判断还有哪些单位没有报送、是否迟报。"]


def _blank_units(folder: Path, units: Sequence[Unit]) -> Path | None:
    path = folder / UNIT_BOOK.filename
    if units or path.exists():
        return None
    write_desk_book(path, UNIT_BOOK, {UNITS.key: ()}, blank_settings())
    return path


def _write_replies(folder: Path, totals: CityTotals, now: datetime) -> tuple[Path, ...]:
    """Write a text for each sender who is refused, to paste into the answer; earlier ones are set aside."""
    set_aside(folder, now)
    replies = []
    for number, pack in enumerate(totals.refused, start=1):
        name = re.sub(rf"[{NOT_IN_NAMES}\s]+", "－", pack.bureau or pack.source)[:60]
        path = folder / f"{number:02d}－{name}.txt"
        write_bytes(path, for_notepad(_reply(pack, now)))
        replies.append(path)
    return tuple(replies)


def _reply(pack: Pack, now: datetime) -> str:
    what = f"第 {pack.number} 次上报的 {pack.year} 年度“双随机、一公开”材料" if pack.number else "报送的材料"
    reasons = "\n".join(f"{n}．{problem(f)}。{remedy(f)}。" for n, f in enumerate(pack.findings, start=1))
    return (
        f"{pack.bureau or '报送单位'}：\n"
        f"　　你单位{what}（{pack.source}）经核对，存在下列问题，现予退回，请改正后重新报送。\n"
        f"{reasons}\n"
        f"{in_words(now)}\n"
    )
