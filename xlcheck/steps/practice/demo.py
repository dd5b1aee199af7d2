"""演练: the shipped year from the first check to the last report, on a copy, every page marked 演练."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from xlcheck.draws.formats.two.seed import DICE
from xlcheck.draws.randomness.calendar import next_issue
from xlcheck.draws.randomness.games import PRACTICE_GAME
from xlcheck.excel.fill.type_in import add_row, type_in
from xlcheck.messages import Level
from xlcheck.model import ProofKind, Settings, Window, XlcheckError
from xlcheck.reading.calendar.deadlines import is_workday
from xlcheck.reading.plan import round_of
from xlcheck.results.ledger.given_lines import given_lines
from xlcheck.samples.findings import PROBLEMS
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INPUT_BOOKS, INSPECTOR_BOOK, LEAVES
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.table import RowCells
from xlcheck.steps.check.check import check
from xlcheck.steps.desk.desk import SILENT, Desk, Run, Talk
from xlcheck.steps.desk.lock import at_work
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import FrozenTask, freeze_task
from xlcheck.steps.draw.lodge import note_lodged, write_slips
from xlcheck.steps.draw.scan import archive_sheet
from xlcheck.steps.draw.source import DICE_SOURCE, DeclaredSource, game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.history.history import HistoryResult, history
from xlcheck.steps.ledger.prepare import ledger_paths, prepare
from xlcheck.steps.practice.practice import YEAR, copy_shipped, type_invented
from xlcheck.steps.practice.sample import PRINTED_PLAN
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.remind.status import status
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.report.report import ReportResult, report
from xlcheck.steps.send.send import SendResult, send
from xlcheck.steps.verify.verify import verify_desk

_ROOM = Attendance("示例操作员", "示例会议室", "示例监督人")
_FREEZE, _DRAW, _REPLACE, _REMIND, _PUBLISH = (timedelta(days=n) for n in (4, 6, 20, 46, 47))
"""Days from the first of a round: frozen, drawn, replaced, reminded, published."""
_AWAY = timedelta(days=10)
"""How long the one who falls ill is on leave: he is back before the visits."""
_BY_DICE = 2
"""The round whose numbers are thrown; the others take those of an invented game."""
_REPLACED_IN = 2
"""The round in which somebody falls away."""


@dataclass(frozen=True, slots=True)
class DemoResult:
    """Where everything is, and the main figures."""

    folder: Path
    printed_errors: int
    own_errors: int
    tasks: int
    drawn: int
    replaced: int
    published: int
    corrected: int
    verified: int
    differing: int
    reported: ReportResult
    filed: HistoryResult
    packed: SendResult


def demo(
    say: Callable[[str], None], folder: Path | None = None, progress: Callable[[str], None] = SILENT.progress
) -> DemoResult:
    """Play the whole year of the shipped desk in ``folder`` (a new temporary one by default).

    Raises :class:`XlcheckError` ``desk.exists``, and as :func:`at_work`.
    """
    place, talk = folder or Path(tempfile.mkdtemp(prefix="xlcheck-演练-")), Talk(say)
    with at_work(place, "演练", talk):
        root = _practice_desk(place)
    with at_work(root, "演练", talk):
        return _play(Run(Desk(root), datetime(2021, 1, 4, 9), _only_draws(say), progress=progress), say)


def _play(run: Run, say: Callable[[str], None]) -> DemoResult:
    """Play the year on a practice desk that was just made."""
    root = run.desk.root
    say("【一】校验：印发的计划，再校验更正后的全部工作簿")
    printed_errors = check(run, root / PRINTED_PLAN).count(Level.ERROR)
    own_errors = check(run).count(Level.ERROR)
    tasks = drawn = published = replaced = 0
    settings = ready_books(run).settings
    for number, period in enumerate(settings.rounds, start=1):
        say(f"【{'二三四'[number - 1]}】{period.name}：冻结、抽取、检查、登记、公示")
        first = date(settings.year, period.first_month, 1)
        samples = _draw_round(run, period.name, first)
        tasks, drawn = tasks + len(samples), drawn + sum(samples)
        if number == _REPLACED_IN:
            replaced = _replace(_at(run, first + _REPLACE), settings, period.name)
        _inspect(run, settings, period.name, first, number)
        if number == len(settings.rounds):
            status(_at(run, first + _REMIND), 3)
        day = _workday(first + _PUBLISH, settings)
        published += publish(_at(run, day)).rows
        _note_published(run, day)
    corrected = _correct(run, settings)
    say("【五】统计、核验、上报")
    late = _at(run, date(settings.year, 12, 31))
    report_result = report(late)
    results = verify_desk(late)
    differing = sum(not r.sound for r in results)
    return DemoResult(
        root,
        printed_errors,
        own_errors,
        tasks,
        drawn,
        replaced,
        published,
        corrected,
        len(results) - 1,
        differing,
        report_result,
        history(late),
        send(late),
    )


def _practice_desk(folder: Path) -> Path:
    """Copy the shipped workbooks, each page and the folder marked as practice."""
    root = folder / YEAR
    if root.exists():
        raise XlcheckError("desk.exists", folder=root)
    root.mkdir(parents=True)
    copy_shipped(root, [*(book.filename for book in INPUT_BOOKS), PRINTED_PLAN])
    return root


def _only_draws(say: Callable[[str], None]) -> Callable[[str], None]:
    """Pass on what each draw says; fifteen tasks read the same workbooks again and again."""
    return lambda line: say(line) if "号 " in line else None


def _workday(day: date, settings: Settings) -> date:
    """Return the day itself or the next one on which offices work."""
    while not is_workday(day, settings):
        day += timedelta(days=1)
    return day


def _at(run: Run, day: date, hour: int = 9) -> Run:
    return replace(run, now=datetime.combine(day, time(hour)))


def _draw_round(run: Run, name: str, first: date) -> list[int]:
    """Freeze every task of a round, have the slip held by a witness, and draw; returns how many entities each drew."""
    books = ready_books(run)
    rows = tasks_of(books, round_name=name)
    early, later = _at(run, first + _FREEZE), _at(run, first + _DRAW)
    declared = _source(early, first + _DRAW, books.settings, name)
    freezes = [freeze_task(early, books, row, declared) for row in rows]
    tasks = [task for task in freezes if task is not None]
    for papers in write_slips(early, books.settings):
        note_lodged(_at(run, first + _FREEZE, 15), papers.slip.number, ProofKind.WITNESS, _ROOM.witnesses)
    samples = [len(draw_task(later, task, _numbers(task), _ROOM).record.sample) for task in tasks]
    _archive_sheets(later)
    prepare(_at(run, first + _DRAW, 15))
    return samples


def _source(run: Run, day: date, settings: Settings, period: str) -> DeclaredSource:
    """Return dice for one round, and for the others the invented game, whose issue is drawn the day before the draw."""
    if period == settings.rounds[_BY_DICE - 1].name:
        return DICE_SOURCE
    eve = next_issue(PRACTICE_GAME.key, day - timedelta(days=2))
    return game_source_of(run, eve.issue.title, settings)


_NUMBERS = {DICE.key: "3 0 7 1 9 4 2 8 6 5 0 3"}
_SHEET = 2
"""Another picture than that of the evidence."""
_LOTTERY = "3 9 14 20 27 31 12"
"""Invented numbers; fixed, so that every demonstration gives the same lists."""


def _numbers(task: FrozenTask) -> dict[str, str]:
    return {source.key: _NUMBERS.get(source.key, _LOTTERY) for source in task.request.sources}


def _archive_sheets(run: Run) -> None:
    """Archive a picture as the scan of each signed dice sheet."""
    with tempfile.TemporaryDirectory() as folder:
        scan = Path(folder) / "示例.png"
        scan.write_bytes(sample_picture(_SHEET))
        for slip in run.desk.journal.draws().slips_without_sheet:
            archive_sheet(run, slip.number, scan)


def _replace(run: Run, settings: Settings, name: str) -> int:
    """Replace an inspector who falls ill in one task and an entity that moved out in another; returns how many."""
    tasks = [s for s in drawn_tasks(Archive(run.desk)).values() if round_of(s.record.request.plan, settings) == name]
    ill, mover = tasks[0].visits[0], tasks[1].visits[1]
    with tempfile.TemporaryDirectory() as folder:
        photo, who = Path(folder) / "示例.png", _ROOM.operator
        photo.write_bytes(sample_picture())
        for drawn_task, drop_out in (
            (tasks[0], DropOutReport((ill.drawn.code,), ill.team.certs[0], "请假", "演练：因病请假。", (), who)),
            (
                tasks[1],
                DropOutReport((mover.drawn.code,), "", "迁出", "演练：现场查看，经营场所已腾空。", (photo,), who),
            ),
        ):
            replace_one(run, drawn_task.record.request.task, drop_out)
    _register(run, ill.team.certs[0], mover.drawn.code)
    prepare(run)
    return 2


def _register(run: Run, ill: str, moved: str) -> None:
    """Enter in the registries what was said of an inspector and of an entity, as the check wants it."""
    day = run.now.date()
    leave: RowCells = {
        LEAVES.cert: ill,
        LEAVES.first: day,
        LEAVES.last: day + _AWAY,
        LEAVES.reason: "演练：病假",
    }
    add_row(run.desk.book(INSPECTOR_BOOK), LEAVES, leave)
    type_in(run.desk.book(ENTITY_BOOK), ENTITIES, {moved: {ENTITIES.status: "迁出"}})


def _inspect(run: Run, settings: Settings, name: str, first: date, number: int) -> None:
    """Type invented findings into the ledgers of a round, as inspectors would; the year has a problem of each kind."""
    window = _visits_before(_workday(first + _PUBLISH, settings), settings)
    books = []
    for drawn_task in drawn_tasks(Archive(run.desk)).values():
        if round_of(drawn_task.record.request.plan, settings) != name:
            continue
        drop_outs = {visit.drawn.code for visit in drawn_task.visits if visit.left}
        for part, path in ledger_paths(run.desk, drawn_task).items():
            books.append((path, [line for line in given_lines(drawn_task, part) if line.code not in drop_outs]))
    kinds = PROBLEMS[number - 1 :: len(settings.rounds)]
    type_invented(run, books, settings, window, number, kinds)


def _visits_before(published: date, settings: Settings) -> Window:
    """Return the days of the visits of a round: so many that all are published in time, and nobody is overburdened."""
    first, left = published, settings.policy.deadline_days
    while left:
        first -= timedelta(days=1)
        left -= is_workday(first, settings)
    return Window("", first, published - timedelta(days=1))


def _correct(run: Run, settings: Settings) -> int:
    """Put right in the ledger, with the reason, a slip seen after the last publication, and publish the correction."""
    last = run.desk.journal.publications().events[-1]
    drawn_task = drawn_tasks(Archive(run.desk))[last.task]
    method = next(name for name in ("现场检查", "书面检查") if name != last.fact(LEDGER.method))
    slip = {LEDGER.method: method, LEDGER.remark: "演练：登记时选错了检查方式。"}
    for path in ledger_paths(run.desk, drawn_task).values():
        type_in(path, LEDGER, {last.code: slip})
    return publish(_at(run, _workday(last.day + timedelta(days=1), settings))).corrected


def _note_published(run: Run, today: date) -> None:
    """Type 公示日期 into the ledgers for what was published on that day, as staff do once it is online."""
    state = run.desk.journal.publications()
    for drawn_task in drawn_tasks(Archive(run.desk)).values():
        publications = state.publications(drawn_task.record.request)
        cells = {
            code: {LEDGER.published: today} for code, publication in publications.items() if publication.first == today
        }
        for path in ledger_paths(run.desk, drawn_task).values() if cells else ():
            type_in(path, LEDGER, cells)
