"""汇总: the superior bureau takes many bureaus' packs, holds each to its word, and puts what counts together."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from xlcheck.draws.formats.two.wording import SEPARATORS
from xlcheck.excel.write.collect import write_collection
from xlcheck.journal.witness_events import PackArrival, SlipArrival, WitnessState
from xlcheck.messages import Level, level
from xlcheck.model import CityTotals, Finding, Pack, Unit, XlcheckError
from xlcheck.model.held import BureauVerdict
from xlcheck.reading.personal import personal_data
from xlcheck.reading.stamps import STAMP
from xlcheck.results.collect import Standing, city_summary, city_totals, unit_of_other_region, year_of
from xlcheck.results.collect.numbers import disputed_numbers
from xlcheck.results.collect.witness import bureau_verdict
from xlcheck.schema.outputs.collect import UNIT_BOOK
from xlcheck.schema.outputs.witness import COLLECT_SETTINGS_BOOK
from xlcheck.steps.collect.arrivals import Reception, host_doubts, take_in_slips
from xlcheck.steps.collect.books import SuperiorSettings, read_superior, read_units, write_blank_books
from xlcheck.steps.collect.holdings import holdings_of, pack_owners, published_numbers
from xlcheck.steps.collect.inbox import Inbox, open_inbox
from xlcheck.steps.collect.outside import PackReader
from xlcheck.steps.collect.pack_arrivals import take_in_packs
from xlcheck.steps.collect.packs import kept_pack, packs_of, unlisted
from xlcheck.steps.collect.receipts import give_receipts
from xlcheck.steps.collect.register import Register
from xlcheck.steps.collect.replies import write_replies
from xlcheck.steps.collect.statements import NOTHING_SAID, Statements, confirmed_keys, stated_events, told
from xlcheck.steps.collect.visits import with_visits
from xlcheck.steps.desk.desk import Talk
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.lock import at_work

FOLDER, FILE_NAME, REPLIES = "全市汇总", "全市汇总.xlsx", "退回回复"


@dataclass(frozen=True, slots=True)
class CollectResult:
    """What came of an inbox: the workbook, the replies to write, the drafts of receipts, and all that is in them.

    ``slips`` counts those that are held from now on, ``blank_books`` are workbooks to fill in, where there were none.
    """

    book: Path
    slips: int
    replies: tuple[Path, ...]
    receipts: tuple[Path, ...]
    totals: CityTotals
    blank_books: tuple[Path, ...]


def noted(inbox: Path) -> tuple[WitnessState, Sequence[Unit]]:
    """Return what the superior of an inbox has noted, and who is to report; raises as :func:`collect`."""
    folder = inbox.resolve().parent / FOLDER
    return Register(folder).state(), read_units(folder)


@dataclass(frozen=True, slots=True)
class _Superior:
    """The superior's folder, who is to report, what it is called, and the time of the run."""

    register: Register
    units: Sequence[Unit]
    settings: SuperiorSettings
    now: datetime
    talk: Talk


def collect(
    inbox: Path, now: datetime, talk: Talk, *, out: Path | None = None, year: int = 0, said: Statements = NOTHING_SAID
) -> CollectResult:
    """Take in every mail, zip and folder of an inbox; write 全市汇总.xlsx, receipts, and replies to who is refused.

    Written into ``out``, by default the folder 全市汇总 beside ``inbox``, in which 报送单位.xlsx says who is to report;
    earlier ones are set aside. ``year`` is that of most packs by default; ``said`` is what was typed besides. Nothing
    in ``inbox`` is changed. Raises :class:`XlcheckError` ``collect.no-inbox``, ``collect.empty``, as
    :func:`.read_units`, :func:`.stated_events` and :func:`.holdings_of`.
    """
    if not inbox.is_dir():
        raise XlcheckError("collect.no-inbox", folder=inbox)
    folder = out or inbox.resolve().parent / FOLDER
    with at_work(folder, "全市汇总", talk):
        superior = _Superior(Register(folder), read_units(folder), read_superior(folder), now, talk)
        stated = [*stated_events(said, superior.register.state(), superior.units, now.strftime(STAMP))]
        superior.register.add(stated)
        for event in stated:
            talk.say(told(event))
        with tempfile.TemporaryDirectory(prefix="xlcheck-") as kept, PackReader(Path(kept) / "核对") as reader:
            received = open_inbox(inbox, Path(kept))
            if not (received.sources or received.findings or superior.register.state().events):
                raise XlcheckError("collect.empty", folder=inbox)
            return _collect(superior, received, reader, year)


def _collect(superior: _Superior, received: Inbox, reader: PackReader, year: int) -> CollectResult:
    talk, register, now = superior.talk, superior.register, superior.now
    talk.say(f"收到 {len(received.sources)} 份邮件、压缩包或文件夹")
    register.add(list(confirmed_keys(register.state(), superior.units, now.strftime(STAMP))))
    packs = packs_of(received, reader, talk)
    reception = Reception(register, received, now, superior.settings.host)
    known = len(register.state().slip_digests)
    strays = [*received.findings, *take_in_slips(reception, register.state(), talk), *host_doubts(reception)]
    slips = len(register.state().slip_digests) - known
    strays += unlisted(received, packs)
    lost = take_in_packs(reception, register.state(), _fit(packs, superior.units), reader, talk)
    packs = [replace(p, findings=(*p.findings, lost[p.digest])) if p.digest in lost else p for p in packs]
    year = year or year_of([*_fit(packs, superior.units)] or packs) or now.year
    years = {year, *(event.year for event in register.state().of_kind(SlipArrival))}
    of_years = {one: _verdicts(superior, one) for one in sorted(years)}
    receipts = _receipts(superior, [verdict for one in of_years.values() for verdict in one])
    verdicts = _verdicts(superior, year) if receipts else of_years[year]  # which name the receipts
    packs = [*_refused(packs, verdicts), *_only_kept(register, packs, verdicts, superior.units, reader)]
    counting = {verdict.counting.digest for verdict in verdicts if verdict.counting}
    standing = Standing(counting, pack_owners(register.state().of_kind(PackArrival), superior.units))
    totals = _with_rows(city_totals(packs, superior.units, year, now.date(), standing), reader)
    totals = with_visits(_with_strays(totals, strays), verdicts, now.date())
    disputes = tuple(disputed_numbers(verdicts, published_numbers(register.state())))
    totals = replace(totals, verdicts=tuple(verdicts), disputes=disputes)
    book = register.folder / FILE_NAME
    set_aside(book, now)
    talk.progress(f"写出《{book.name}》")
    write_collection(book, totals, city_summary(totals, now.date()), _notes(superior))
    replies = write_replies(register.folder / REPLIES, totals, now)
    return CollectResult(book, slips, replies, receipts, totals, write_blank_books(register.folder))


def _fit(packs: Sequence[Pack], units: Sequence[Unit]) -> Iterator[Pack]:
    """Yield the packs that are held: whole ones of real years, of bureaus that are to report."""
    regions = {unit.region for unit in units}
    whole = (pack for pack in packs if not (pack.findings or pack.practice))
    return (p for p in whole if not regions or (p.region in regions and not unit_of_other_region(p, units)))


def _verdicts(superior: _Superior, year: int) -> list[BureauVerdict]:
    register, state = superior.register, superior.register.state()
    numbers, today = published_numbers(state), f"{superior.now:%Y-%m-%d}"
    return [bureau_verdict(held, numbers, today) for held in holdings_of(register, state, superior.units, year)]


def _refused(packs: Sequence[Pack], verdicts: Sequence[BureauVerdict]) -> Iterator[Pack]:
    """Yield the packs that arrived, with what speaks against those that do not agree."""
    wrong = {digest: findings for verdict in verdicts for digest, findings in verdict.refused}
    return (replace(pack, findings=(*pack.findings, *wrong.get(pack.digest, ()))) for pack in packs)


def _only_kept(
    register: Register,
    packs: Sequence[Pack],
    verdicts: Sequence[BureauVerdict],
    units: Sequence[Unit],
    reader: PackReader,
) -> Iterator[Pack]:
    """Yield the packs that count though their mails are not in the inbox any more."""
    arrived, regions = {pack.digest for pack in packs}, {unit.region for unit in units}
    for held in (verdict.counting for verdict in verdicts if verdict.counting):
        if held.digest not in arrived and (not regions or held.region in regions):
            yield kept_pack(register.pack_folder(held.folder), held.digest, f"存档（{held.at}收到）", reader)


def _receipts(superior: _Superior, verdicts: Sequence[BureauVerdict]) -> tuple[Path, ...]:
    """Answer the slips of every year that stand: those of a new one come while the old one is put together."""
    addresses = {unit.bureau: unit.mail for unit in superior.units}
    standing = {digest: addresses.get(one.bureau, "") for one in verdicts for digest in one.standing}
    if not standing:
        return ()
    if not superior.settings.superior:
        superior.talk.say(f"《{COLLECT_SETTINGS_BOOK.filename}》没有填写汇总单位名称，没有出具回执。请填写后再汇总一次")
        return ()
    if SEPARATORS & set(superior.settings.superior) or personal_data(superior.settings.superior):
        book = COLLECT_SETTINGS_BOOK.filename
        superior.talk.say(f"《{book}》的汇总单位名称里有标点“，；：”或个人号码，没有出具回执。请改正后再汇总一次")
        return ()
    return give_receipts(superior.register, superior.settings.superior, standing, superior.now, superior.talk)


def _with_rows(totals: CityTotals, reader: PackReader) -> CityTotals:
    """Add the rows of those packs that count; of all others nobody wants them."""
    units = (replace(one, pack=reader.with_rows(one.pack)) if one.pack else one for one in totals.units)
    return replace(totals, units=tuple(units))


def _with_strays(totals: CityTotals, strays: Sequence[Finding]) -> CityTotals:
    """Add the sources that are no pack, refused like packs; what is odd of the others is noted."""
    lost = tuple(Pack(f.place.book, None, "", findings=(f,)) for f in strays if level(f) is Level.ERROR)
    notes = tuple(f for f in strays if level(f) is not Level.ERROR)
    return replace(totals, refused=(*totals.refused, *lost), notes=(*totals.notes, *notes))


def _notes(superior: _Superior) -> list[str]:
    time_note = f"汇总时间：{superior.now:%Y-%m-%d %H:%M}。各项数字为各单位上报时的数字。"
    if superior.units:
        return [time_note]
    return [time_note, f"没有填写《{UNIT_BOOK.filename}》，不能判断还有哪些单位没有报送、是否迟报。"]
