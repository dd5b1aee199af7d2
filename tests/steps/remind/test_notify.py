"""消息 of a desk: written for Notepad, the earlier file kept, nothing of anybody's numbers in it."""

import re
from dataclasses import replace

import pytest

from tests.cells import FIRST, cell
from tests.results.cases import PROBLEM
from tests.steps.helpers import contents, draw, edited, fill_ledger, inputs, later, put, sentence, type_over
from xlcheck.model import Audience
from xlcheck.samples.picture import sample_picture
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS, PLAN_BOOK
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.ledger.prepare import prepare
from xlcheck.steps.publish.publish import publish
from xlcheck.steps.publish.withdraw import RowChoice, withdraw
from xlcheck.steps.remind.notify import note_told, notify, told_at
from xlcheck.steps.replace.replace import DropOutReport, replace_one

GROUP, INSPECTOR, LATE, ENTITY = Audience
OPEN_CASE = PROBLEM | {"rectified": "", "closed": "否", "rectify_by": "2021-03-20"}


def told(done, *audiences):
    return "".join("".join(one.parts) for one in done.texts.notifications if one.audience in (audiences or Audience))


def test_file_is_for_notepad_and_has_every_text(desk):
    run, record, _ = desk
    done = notify(run)
    raw = done.path.read_bytes()
    assert done.path == run.desk.root / "提醒" / "消息.txt"
    assert raw.startswith("\ufeff消息　2021-03-05 09:00 写出".encode())
    assert raw.count(b"\n") == raw.count(b"\r\n")
    text = raw.decode("utf-8-sig")
    assert all(part in text for one in done.texts.notifications for part in one.parts)
    assert all(drawn.name in told(done, INSPECTOR) for drawn in record.sample)
    assert "镇" in told(done, INSPECTOR) or "乡" in told(done, INSPECTOR)
    assert done.texts.notes == ()


def test_second_run_sets_the_first_aside_and_changes_nothing_else(desk):
    run, _, path = desk
    kept = inputs(run.desk), path.read_bytes()
    notify(run)
    before = contents(run.desk.root)
    notify(later(run, 3, 6))
    changed = {name for name, data in contents(run.desk.root).items() if before.get(name) != data}
    assert changed == {"提醒/消息.txt", "提醒/旧版/消息_20210306-090000.txt"}
    assert (inputs(run.desk), path.read_bytes()) == kept


def test_texts_that_are_true_no_more_are_set_aside(desk):
    run, _, path = desk
    notify(run)
    fill_ledger(path)
    publish(later(run, 3, 8))
    done = notify(later(run, 3, 9))
    assert (done.path, done.texts.notifications) == (None, ())
    assert not (run.desk.reminders / "消息.txt").exists()
    assert list((run.desk.reminders / "旧版").glob("消息_*.txt"))


def test_nothing_is_drawn__ok(run):
    assert notify(run).texts.notifications == ()
    assert not run.desk.reminders.exists()


def test_after_a_replacement_newcomers_are_told(desk, tmp_path):
    run, record, _ = desk
    proof = tmp_path / "证明.png"
    proof.write_bytes(sample_picture())
    gone = record.sample[0]
    task = replace_one(run, "01号", DropOutReport((gone.code,), "", "注销", "", (proof,), "")).task
    done = notify(run)
    new = next(visit for visit in task.current if visit.entered)
    assert f"{new.drawn.name}（" in told(done, INSPECTOR)
    assert f"01号补抽以后，不用再查：{gone.name}。" in told(done, INSPECTOR)
    assert f"{gone.name}（" not in told(done)


def test_all_are_told_only_when_a_person_says_so(desk):
    run, _, _ = desk
    done = notify(run)
    assert told_at(run.desk) == ""
    note_told(run, done)
    assert told_at(run.desk) == "2021-03-05 09:00"
    assert done.path.read_bytes().endswith("\r\n已登记：2021-03-05 09:00 写出的都告知了。\r\n".encode())


def test_texts_that_are_written_anew_are_told_of_as_before(desk):
    run, _, _ = desk
    note_told(run, notify(run))
    again = notify(later(run, 3, 6))
    assert told_at(run.desk) == "2021-03-05 09:00"
    note_told(run, again)
    assert told_at(run.desk) == "2021-03-06 09:00"
    assert again.path.read_text("utf-8-sig").count("都告知了") == 1


def test_what_everybody_knows_is_no_news(desk):
    run, record, _ = desk
    team = record.teams[0]
    replace_one(run, "01号", DropOutReport((team.code,), team.certs[0], "请假"))
    done = notify(run)
    assert "不用再查" in told(done, INSPECTOR)
    assert "补抽新增" in told(done, INSPECTOR)
    note_told(run, done)
    after = told(notify(later(run, 3, 6)), INSPECTOR)
    assert record.sample[0].name in after
    assert "不用再查" not in after
    assert "新增" not in after
    assert "有变动" not in after


def test_nothing_is_noted_under_texts_that_nobody_has_seen__error(desk):
    run, _, path = desk
    first = notify(run)
    fill_ledger(path, 1)
    second = notify(later(run, 3, 6))
    assert "已经重新写出" in sentence(note_told, run, first)
    assert second.path.read_text("utf-8-sig") == second.text


def test_who_went_by_an_earlier_draw_is_told_that_another_counts(desk):
    run, first, _ = desk
    draw(run, "01号", again="确有差错")
    freed = "".join(re.findall("01号再次抽取以后，不用再查：([^。]*)", told(notify(run), INSPECTOR)))
    now = {visit.drawn.name for visit in drawn_tasks(Archive(run.desk))["202101"].current}
    gone = {drawn.name for drawn in first.sample} - now
    assert gone
    assert {name for name in gone if name in freed} == gone


def test_company_is_told_to_rectify_until_it_has(desk):
    run, record, path = desk
    fill_ledger(path, 1, **OPEN_CASE)
    done = notify(later(run, 3, 22))
    assert f"提醒{record.sample[0].name}：我局3月1日检查，责令整改，整改期限3月20日已过" in told(done, ENTITY)
    type_over(path, rectified="2021-03-21")
    assert told(notify(later(run, 3, 22)), ENTITY) == ""


def test_line_with_an_error_gives_no_text_to_a_company_and_is_said(desk):
    run, _, path = desk
    fill_ledger(path, 2, **OPEN_CASE)
    type_over(path, disposal="无需后续处置")
    done = notify(later(run, 3, 22))
    assert len([one for one in done.texts.notifications if one.audience is ENTITY]) == 1
    assert done.texts.notes == (
        "台账中有 1 户的整改登记有错误，没有写给这几户的消息。请做“公示”，按台账校验报告改正以后再选“消息”。",
    )


def test_line_that_was_withdrawn_presses_nobody(desk):
    run, record, path = desk
    fill_ledger(path, 1, **OPEN_CASE)
    publish(later(run, 3, 6))
    withdraw(later(run, 3, 8), RowChoice("01号", (record.sample[0].code,)), "登记在别的企业名下")
    done = notify(later(run, 3, 22))
    assert told(done, ENTITY, LATE) == ""


def test_registry_that_cannot_be_read_takes_towns_alone(desk):
    run, record, _ = desk
    run.desk.book(ENTITY_BOOK).write_bytes(b"PK broken")
    done = notify(run)
    assert record.sample[0].name in told(done, INSPECTOR)
    (note,) = done.texts.notes
    assert note.startswith("消息里没有写企业所在的乡镇：")
    assert ENTITY_BOOK.filename in note


def test_registry_without_the_column_takes_towns_alone(desk):
    run, record, _ = desk
    edited(run.desk.book(ENTITY_BOOK), lambda sheet: sheet.delete_cols(list(ENTITIES).index(ENTITIES.town) + 1))
    done = notify(run)
    assert done.texts.notes == ()
    assert record.sample[0].name in told(done, INSPECTOR)


NUMBERS = ("13912345678", "0349-1234567", "110101199003070118")


@pytest.mark.parametrize("number", NUMBERS)
def test_number_in_any_private_column_is_in_no_text(desk, number):
    run, record, path = desk
    fill_ledger(path, 1, **OPEN_CASE | {"situation": f"示例：联系 {number}。"})
    for book, table in ((ENTITY_BOOK, ENTITIES), (INSPECTOR_BOOK, INSPECTORS)):
        private = [column for column in table if column.private]
        assert private
        size = 60 if table is INSPECTORS else 500
        put(run.desk.book(book), {cell(table, column, row): number for column in private for row in range(FIRST, size)})
    town = {cell(ENTITIES, ENTITIES.town, row): f"示例镇{number}" for row in range(FIRST, 500)}
    put(run.desk.book(ENTITY_BOOK), town)
    type_over(path, remark=f"联系 {number}")
    for day in ((3, 9), (3, 22), (5, 6)):
        done = notify(later(run, *day))
        assert done.texts.notifications
        text = done.path.read_text("utf-8-sig")
        assert number not in text
        assert not [i.cert for i in record.request.inspectors if i.cert in text]
        assert not [drawn.code for drawn in record.sample if drawn.code in text]


def test_practice_is_said_in_each_text(desk):
    run, _, _ = desk
    run.desk.mark_practice()
    done = notify(run)
    assert all("【演练】" in part for one in done.texts.notifications for part in one.parts)
    assert done.path.read_text("utf-8-sig").startswith("【演练】消息")


def test_tasks_stand_in_the_order_of_the_plan(run):
    for task in ("05号", "01号"):
        draw(run, task)
    prepare(run)
    text = told(notify(run), GROUP)
    assert text.index("01号") < text.index("05号")


def test_several_tasks_make_one_text_for_each_person(desk):
    run, _, _ = desk
    draw(run, "05号")
    people = [one.recipient for one in notify(run).texts.notifications if one.audience is INSPECTOR]
    assert len(people) == len(set(people))


def test_ledger_that_is_damaged__error(desk):
    run, _, path = desk
    path.write_bytes(b"PK broken")
    assert path.name in sentence(notify, run)
    assert not run.desk.reminders.exists()


def test_ledger_that_is_open__error(desk):
    run, _, path = desk
    path.with_name(f".~lock.{path.name}#").write_bytes(b"")
    assert "可能正在被" in sentence(notify, run)


@pytest.mark.parametrize("log", ["draw_log", "publication_log"])
def test_log_that_is_broken__error(desk, log):
    run, _, path = desk
    fill_ledger(path, 1)
    publish(later(run, 3, 6))
    file = getattr(run.desk.journal, log)
    file.write_bytes(b"\xff\xfe broken\n" + file.read_bytes())
    assert "日志" in sentence(notify, replace(run, desk=type(run.desk)(run.desk.root)))


def test_plan_that_is_gone__error(desk):
    run, _, _ = desk
    run.desk.book(PLAN_BOOK).unlink()
    assert f"找不到工作簿《{PLAN_BOOK.filename}》" in sentence(notify, run)


def test_text_with_a_number_that_nothing_else_hides_is_not_written(desk):
    run, record, _ = desk

    def change(sheet):
        column = next(c.column for row in sheet.iter_rows(max_row=5) for c in row if c.value == ENTITIES.town.title)
        codes = next(c.column for row in sheet.iter_rows(max_row=5) for c in row if c.value == ENTITIES.code.title)
        for row in range(3, sheet.max_row + 1):
            if sheet.cell(row, codes).value == record.sample[0].code:
                sheet.cell(row, column, "一三八一二三四五六七八")

    before = len(notify(run).texts.notifications)
    edited(run.desk.book(ENTITY_BOOK), change)
    done = notify(later(run, 3, 6))
    assert len(done.texts.notes) == before - len(done.texts.notifications) == 2
    assert all("的消息里像有电话号码，没有写出" in note for note in done.texts.notes)
    assert "一三八" not in done.text
