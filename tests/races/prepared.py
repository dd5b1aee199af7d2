"""Steps that have something to do only on a desk that is prepared for them, and unlike other desks from then on."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from tests import journals
from tests.conftest import DECLARED
from tests.races.desk import NOW, Step, World
from tests.steps.helpers import rows_of
from xlcheck.draws.kind import KindChoice
from xlcheck.journal.disk import read_chain
from xlcheck.model import ProofKind
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.known import FROZEN_NAME
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.kept_records import lost_records
from xlcheck.steps.draw.lodge import note_lodged
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.verify.repair import damages

_TASK, _PLAN_NO = "06号", "202106"
_LOST, _LOST_LINES = "08号", 3
"""The task whose freeze a disk has lost, and how many lines of the log with it: the freeze, and both slips."""


def _freeze_without_slip(world: World) -> None:
    run = Run(world.desk, NOW)
    books = ready_books(run)
    freeze_task(run, books, *tasks_of(books, [_TASK]), DECLARED, choice=KindChoice(moved_reason="示例原因"))


def _slip_is_written(world: World, number: int) -> bool:
    slips = [slip for slip in world.desk.journal.draws().slips if f"{_PLAN_NO}#1" in slip.tasks]
    return len(slips) == 1 and len(list((world.desk.draws / "收存").glob("*.zip"))) == slips[0].number


def _log_ahead_of_the_clock(world: World) -> None:
    note_lodged(Run(world.desk, NOW + timedelta(days=30)), 1, ProofKind.WITNESS, "示例丙")


def _lose_a_freeze(world: World) -> None:
    """Let the superior keep what was lodged of 08号, and the desk have lost it."""
    shutil.move(world.desk.draws / "收存" / "冻结收存单-2021-02.zip", world.root / "留存.zip")
    lines = journals.lines(world.desk)[:-_LOST_LINES]
    world.desk.journal.draw_log.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    shutil.rmtree(world.desk.archive / _LOST)
    (world.desk.archive / "收存" / "冻结收存单-2021-02.json").unlink()


def _lose_a_record(world: World) -> None:
    """Let the desk have lost the record of 01号, with the pack that has a copy of it."""
    _lose_an_archived_record(world)
    (world.desk.draws / "抽取记录-01号.xlsx").unlink()
    shutil.rmtree(world.desk.outbox)


def _lose_an_archived_record(world: World) -> None:
    (world.desk.archive / "01号" / "第1次" / "抽取记录.xlsx").unlink()


def _rebuilt(world: World, number: int) -> bool:
    return len(world.events("rebuilt", "01号")) == 1 and lost_records(Archive(world.desk)) == []


def _put_back(world: World, number: int) -> bool:
    return world.events("rebuilt", "01号") == [] and lost_records(Archive(world.desk)) == []


def _restored(world: World, number: int) -> bool:
    frozen = list((world.desk.archive / _LOST).rglob(FROZEN_NAME))
    events = [event["event"] for event in journals.events(world.desk)]
    return (len(frozen), events.count("restored"), events.count("slip")) == (1, 1, 2)


def _logs(world: World) -> tuple[Path, ...]:
    return (world.desk.journal.publication_log, world.desk.journal.mail_log)


def _tear_logs(world: World) -> None:
    for log in _logs(world):
        with log.open("a", encoding="utf-8") as stream:
            stream.write('{"event":"pub')


def _repaired(world: World, number: int) -> bool:
    chains = (read_chain(log) for log in _logs(world))
    return damages(world.desk) == [] and [len(chain.repairs) for chain in chains] == [1, 1]


def _practise(world: World) -> None:
    """Make it a practice desk, on which every task that is drawn has its ledger."""
    world.desk.mark_practice()
    prepare(Run(world.desk, NOW))


def _filled(world: World, number: int) -> bool:
    rows = [row for path in world.desk.ledgers.glob("检查台账-*.xlsx") for row in rows_of(path)]
    return all(row[LEDGER.result.title] for row in rows)


PREPARED = (
    Step(
        "收存单",
        lambda w, _: ["draw", w.desk.root, "--task", _TASK, "--freeze"],
        _slip_is_written,
        prepare=_freeze_without_slip,
    ),
    Step(
        "时钟更正",
        lambda w, _: ["draw", w.desk.root, "--clock", "示例理由"],
        lambda w, _: [event["event"] for event in journals.events(w.desk)].count("clock") == 1,
        ("draw.clock-right",),
        prepare=_log_ahead_of_the_clock,
    ),
    Step(
        "恢复",
        lambda w, _: ["correct", w.desk.root, "--restore", w.root / "留存.zip", "--reason", "示例理由"],
        _restored,
        ("restore.nothing", "restore.changed"),
        prepare=_lose_a_freeze,
    ),
    Step(
        "重建记录",
        lambda w, _: ["correct", w.desk.root, "--rebuild", "01号", "--reason", "示例理由"],
        _rebuilt,
        ("rebuild.nothing", "rebuild.changed"),
        prepare=_lose_a_record,
    ),
    Step(
        "放回记录",
        lambda w, _: ["correct", w.desk.root, "--rebuild", "01号", "--reason", "示例理由"],
        _put_back,
        ("rebuild.nothing",),
        prepare=_lose_an_archived_record,
    ),
    Step(
        "修复日志",
        lambda w, _: ["verify", w.desk.root, "--repair", "示例理由"],
        _repaired,
        ("repair.changed",),
        prepare=_tear_logs,
    ),
    Step(
        "结果文书",
        lambda w, _: ["ledger", w.desk.root, "--results", "--task", "04号"],
        lambda w, _: len(list(w.desk.forms.glob("检查结果告知书-04号*.xlsx"))) == 1,
    ),
    Step(
        "代为填写",
        lambda w, _: ["practice", w.desk.root, "--fill"],
        _filled,
        prepare=_practise,
        unlike=tuple(f"workbooks/2021/台账/检查台账-{task}.xlsx" for task in ("01号", "02号", "04号")),
    ),
)
"""Each is raced with itself."""
