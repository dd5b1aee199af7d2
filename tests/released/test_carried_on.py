"""A desk of a released version is carried on: what waits is drawn, who falls away is replaced, everything is read."""

import shutil

import pytest

from tests import journals
from tests.released.desks import KINDS, WAITING, at, copied, packs_of
from tests.steps.helpers import fill_ledger, published_codes
from xlcheck.draws.record.rebuilt import rebuilt_mark
from xlcheck.model import XlcheckError
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.collect.collect import collect
from xlcheck.steps.correct.rebuild import put_back, rebuild
from xlcheck.steps.desk.desk import SILENT
from xlcheck.steps.draw.archive import Archive, read_record
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import abandon, freeze_task
from xlcheck.steps.draw.kept_records import lost_records
from xlcheck.steps.draw.tasks import choose_tasks, ready_books, tasks_of
from xlcheck.steps.history.history import history
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.retract import retract
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.verify import verify_desk, verify_record

KNOWN = {"lottery1": "3 12 17 21 29 33 7", "drand1": "5f" * 32, "witness1": "482913", "system1": "123456"}


def unsound(run):
    return [(r.path.name, r.differences, r.disguises) for r in verify_desk(run) if not r.sound]


def carried_on(run, task):
    """What is frozen gets its numbers and is drawn."""
    books = ready_books(run)
    (row,) = tasks_of(books, [task])
    frozen = freeze_task(run, books, row, ())
    return frozen, draw_task(run, frozen, KNOWN, Attendance("示例甲", "示例室", "示例监督人乙"))


@pytest.mark.parametrize("name", WAITING)
def test_what_waits_is_drawn_as_it_was_frozen(released, tmp_path, name):
    desk = copied(released(name), tmp_path)
    for task in WAITING[name]:
        kept = Archive(desk).frozen(task, 1)
        frozen, done = carried_on(at(desk, 3, 18), task)
        assert frozen.left_alone
        assert done.record.seed.startswith(f"xlcheck-draw/1|{kept.task}#1|")
        assert done.record.request.entities == kept.entities
        assert [e["event"] for e in journals.events(desk) if e.get("task_no") == task] == ["freeze", "reveal", "draw"]
        assert verify_record(done.path).sound
    assert unsound(at(desk, 3, 18)) == []


def test_numbers_that_were_known_before_stay(kinds):
    (before,) = [e for e in journals.events(kinds) if (e["event"], e["task_no"]) == ("reveal", "14号")]
    _, done = carried_on(at(kinds, 3, 18), "14号")
    assert done.record.seed == before["seed"]
    assert "482813" == before["numbers"]["witness1"] != KNOWN["witness1"]


def test_what_waits_can_be_given_up_unless_its_numbers_are_known(kinds):
    run = at(kinds, 3, 18)
    assert abandon(run, choose_tasks(run, ["11号"], ""), "示例：名录库漏登") == ["11号"]
    with pytest.raises(XlcheckError):
        abandon(run, choose_tasks(run, ["14号"], ""), "示例")
    assert unsound(run) == []


@pytest.mark.parametrize("task", ["02号", "05号", "06号"])
def test_an_entity_of_an_old_draw_is_replaced(kinds, tmp_path, task):
    run = at(kinds, 3, 18)
    gone = drawn_task(run, task).current[-1].drawn.code
    photo = tmp_path / "示例照片.png"
    photo.write_bytes(sample_picture())
    done = replace_one(run, task, DropOutReport((gone,), "", "停业", "示例", (photo,), "示例甲"))
    assert verify_record(done.path).sound
    assert unsound(run) == []


def drawn_task(run, task):
    tasks = drawn_tasks(Archive(run.desk)).values()
    return next(drawn for drawn in tasks if drawn.record.request.plan.task_no == task)


def test_every_later_step_reads_it(kinds, tmp_path):
    run = at(kinds, 3, 18)
    public = published_codes(kinds)
    assert len(public) == 2
    carried_on(run, "11号")
    prepare(run)
    run = at(kinds, 3, 22)  # after its draw, and when the leave of one of the team is over
    added = fill_ledger(kinds.ledgers / "检查台账-11号.xlsx", 1, inspected="2021-03-22")
    added += fill_ledger(kinds.ledgers / "检查台账-02号.xlsx", 2)
    assert publish(run).rows == len(added) == 3
    assert sorted(published_codes(kinds)) == sorted(public + added)
    assert report(run).path.is_file()
    assert history(run).path.is_file()
    sent = send(run)
    assert sent.number == 3
    assert unsound(run) == []
    inbox = tmp_path / "收件"
    inbox.mkdir()
    (inbox / sent.archive.name).write_bytes(sent.archive.read_bytes())
    taken = collect(inbox, run.now, SILENT, out=tmp_path / "汇总").totals
    assert (taken.refused, [unit.pack.number for unit in taken.units]) == ((), [3])


def test_batch_of_an_old_log_is_taken_back_and_published_again(kinds):
    run = at(kinds, 3, 18)
    public, log = published_codes(kinds), kinds.journal.publication_log.read_bytes()
    assert retract(run, "第1批", "示例：没有上传").rows == len(public) == 2
    assert kinds.journal.publication_log.read_bytes().startswith(log)
    assert unsound(run) == []
    assert publish(run).rows == 2
    assert sorted(published_codes(kinds)) == sorted(public)


def test_old_packs_are_collected(released, tmp_path):
    desk, inbox = released(KINDS), tmp_path / "收件"
    for pack in packs_of(desk):
        shutil.copytree(pack, inbox / pack.name)
    taken = collect(inbox, at(desk, 3, 18).now, SILENT, out=tmp_path / "汇总").totals
    assert (taken.refused, [unit.pack.number for unit in taken.units]) == ((), [2])
    assert {line.task_no for unit in taken.units for line in unit.pack.inspections} >= {"01号", "02号", "06号"}


def test_a_lost_record_of_then_is_computed_again_by_the_rules_of_then(kinds):
    run = at(kinds, 4, 1)
    archive = Archive(run.desk)
    draw = next(one for one in archive.last_draws() if not any(archive.folder(*mark_of(one)).glob("补抽*")))
    archived, issued = archive.folder(*mark_of(draw)) / "抽取记录.xlsx", archive.record_path(*mark_of(draw))
    before = read_record(archived)
    archived.unlink()
    issued.unlink()
    shutil.rmtree(run.desk.outbox, ignore_errors=True)
    assert put_back(run) == []
    rebuild(run, lost_records(archive), "硬盘损坏")
    after = read_record(archived)
    assert (after.seed, after.order, after.teams, after.quotas) == (
        before.seed,
        before.order,
        before.teams,
        before.quotas,
    )
    assert "重建" in after.venue
    assert "重建" in rebuilt_mark(after)
    assert unsound(run) == []


def mark_of(draw):
    return draw.task_no, draw.attempt
