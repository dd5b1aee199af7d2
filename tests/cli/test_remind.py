"""`status` on the screen: short, the most pressing first; `message`: each text below its number, to be copied."""

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.draws.cases import HALF, plan
from xlcheck.cli.dialogues.remind import choose_messages, show_counts, show_messages, show_pressing
from xlcheck.cli.main import run
from xlcheck.model import Audience, Matter, Notification, Reminder, Reminders, Tally, TaskReminders, Urgency
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.remind.notify import CurrentTexts, NotifyResult, messages_path, told_at

OVERDUE, TODAY, SOON, LATER, DONE = Urgency


def due(urgency, day="2021-03-10", number=1, matter=Matter.PUBLISH, **more):
    made = Reminder(matter, urgency, date.fromisoformat(day), 0, "202101", "01号", f"示例公司{number}", "", ("示例甲",))
    return replace(made, **more)


def shown(capsys, *dues, tasks=1, notes=()):
    open_ones = tuple(d for d in dues if d.open)
    rows = tuple(
        TaskReminders(replace(plan(HALF), task_no=f"{n:02}号"), "", 3, None, Tally.over(dues))
        for n in range(1, tasks + 1)
    )
    people = sorted({name for d in dues for name in d.people})
    tallies = tuple((name, Tally.over(d for d in dues if name in d.people)) for name in people)
    reminders = Reminders(date(2021, 3, 10), 3, open_ones, Tally.over(dues), rows, tallies, notes)
    show_pressing(reminders)
    show_counts(reminders)
    return capsys.readouterr().out.splitlines()


def test_counts_come_last(capsys):
    lines = shown(capsys, due(OVERDUE), due(OVERDUE), due(SOON), due(LATER), due(DONE))
    lines = lines[-3:]
    assert lines[0] == "截至 2021-03-10（周三），3 个工作日以内到期的列为“即将到期”。"
    assert lines[1] == "  公示：已逾期 2 户，今日到期 0 户，即将到期 1 户，待公示 1 户；已公示 1 户。"
    assert lines[2] == "  检查：已逾期 0 户，今日到期 0 户，即将到期 0 户，待检查 0 户。"


def test_a_line_for_what_is_due_of_a_task_on_a_day(capsys):
    dues = [*(due(OVERDUE, "2021-03-08", n) for n in range(5)), due(TODAY), due(LATER, number=9)]
    lines = shown(capsys, *dues)
    at = lines.index("最急的：")
    assert lines[at + 1] == "    × 01号 公示已逾期（2021-03-08）5 户：示例公司0、示例公司1、示例公司2等"
    assert lines[at + 2] == "    ！ 01号 公示今日到期（2021-03-10）1 户：示例公司1"
    assert not any("示例公司9" in line for line in lines)


def test_tasks_of_one_step_have_so_many_each(capsys):
    inspections = [due(LATER, number=n, matter=Matter.VISIT) for n in (1, 2)]
    assert "    01号、02号：各检查 2 户" in shown(capsys, *inspections, tasks=2)
    assert "    01号：检查 2 户" in shown(capsys, *inspections)


def test_task_that_is_not_drawn_is_named_without_a_company(capsys):
    lines = shown(capsys, due(SOON, matter=Matter.DRAW, name="", people=()))
    assert "    － 01号 抽取即将到期（2021-03-10）" in lines
    assert "  抽取：待抽取 1 个任务。" in lines


def test_tasks_with_the_same_step_share_a_line_and_people_have_one_each(capsys):
    lines = shown(capsys, due(OVERDUE), due(OVERDUE, people=("示例乙",)), due(LATER, people=("示例丙",)), tasks=2)
    assert "    01号、02号：各公示逾期 2 户，请尽快公示" in lines
    assert lines[lines.index("按人员：") + 1 :][:2] == ["    示例乙：公示已逾期 1 户", "    示例甲：公示已逾期 1 户"]


def test_long_block_is_cut_and_says_so(capsys):
    lines = shown(capsys, *(due(OVERDUE, f"2021-02-{n:02}") for n in range(1, 21)))
    assert "    …… 其余 8 行见《到期提醒》" in lines


def test_notes_and_nothing_open(capsys):
    lines = shown(capsys, notes=("2098 年的节假日安排尚不可知。",))
    assert "！ 2098 年的节假日安排尚不可知。" in lines
    assert lines[-1] == "√ 没有未办结的事项。"


def test_status_of_a_desk_writes_its_files_and_says_where_there_is_none(sample_copy, capsys):
    """On the day of the test all that was due in 2021 is years away, and in no calendar."""
    assert run(["status", str(sample_copy), "--days", "5"]) == 0
    out = capsys.readouterr().out
    assert "5 个工作日以内" in out
    assert "15 个任务" in out
    assert str(sample_copy / "提醒" / "到期提醒.xlsx") in out
    assert [path.name for path in (sample_copy / "提醒").iterdir()] == ["到期提醒.xlsx"]
    assert "没有写日历文件" in out


@pytest.mark.parametrize("days", ["-1", "三", "61"])
def test_number_of_days_that_is_none__error(sample_copy, capsys, days):
    assert run(["status", str(sample_copy), "--days", days]) == 2
    assert "--days" in capsys.readouterr().err


TEXTS = (
    Notification(Audience.GROUP, "全体检查人员", "待检查 3 户", ("各位检查人员：请按时检查。",)),
    Notification(Audience.INSPECTOR, "示例甲", "检查 3 户", ("（1/2）示例甲：请查。", "（2/2）示例甲：带执法证。")),
)
WRITTEN = NotifyResult(Path("提醒/消息.txt"), CurrentTexts(TEXTS))


@pytest.fixture
def chosen(capsys, monkeypatch, tmp_path):
    """Type into the question for a text; gives the lines of the screen, and when the desk has it that all were told."""
    at_desk = Run(Desk(tmp_path), datetime(2021, 3, 6, 9))
    path = messages_path(at_desk.desk)
    path.parent.mkdir()
    path.write_text("消息　2021-03-05 09:00 写出\n", "utf-8")

    def play(*typed):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        choose_messages(at_desk, replace(WRITTEN, path=path, text=path.read_text("utf-8")))
        return capsys.readouterr().out.splitlines(), told_at(at_desk.desk)

    return play


def test_each_text_is_shown_below_its_number(capsys):
    show_messages(WRITTEN)
    assert capsys.readouterr().out.splitlines() == [
        "  1 工作群　全体检查人员　待检查 3 户",
        "    各位检查人员：请按时检查。",
        "  2 检查人员　示例甲　检查 3 户（1/2）",
        "    （1/2）示例甲：请查。",
        "  3 检查人员　示例甲　检查 3 户（2/2）",
        "    （2/2）示例甲：带执法证。",
        "消息：",
        "    提醒/消息.txt",
        "√ 消息 2 条，分 3 段，已写出。每条只发给标题里写的人。",
    ]


def test_texts_are_chosen_and_copied_until_0_is_typed(chosen, clipboard):
    lines, told = chosen("2", "工作群", "9", "0")
    assert clipboard == ["（1/2）示例甲：请查。", "各位检查人员：请按时检查。"]
    assert lines.count("√ 已复制，请到聊天软件或短信里粘贴。") == 2
    assert sum("示例甲　检查 3 户（2/2）" in line for line in lines) == 1  # the list is shown once
    assert any("没有“9”" in line for line in lines)
    assert lines[-1] == "√ 消息 2 条，分 3 段，已写出。还没有都告知，再告知时请再选“消息”。"
    assert told == ""


def test_who_told_them_otherwise_says_so(chosen):
    lines, told = chosen("都已经")
    assert lines[-1] == "√ 消息 2 条，分 3 段，已写出。已登记：都告知了。"
    assert told == "2021-03-05 09:00"


def test_enter_takes_the_next_text_until_there_is_none(chosen, clipboard):
    lines, told = chosen("", "", "", "")
    assert clipboard == [part for one in TEXTS for part in one.parts]
    assert any("回车为 2" in line for line in lines)
    assert any("回车为 4" in line for line in lines)  # that all are told
    assert told == "2021-03-05 09:00"


def test_text_that_cannot_be_copied_is_shown_to_be_selected(chosen, monkeypatch):
    monkeypatch.setattr("xlcheck.cli.clipboard.copied", lambda _: False)
    lines, _ = chosen("1", "0")
    assert "  各位检查人员：请按时检查。" in lines
    assert "－ 这台电脑上没有能复制的程序，请从上面或《消息》文件中选取、复制。" in lines


def test_what_the_texts_lack_is_said_before_the_verdict(capsys):
    show_messages(replace(WRITTEN, texts=CurrentTexts(TEXTS, ("没有写乡镇。",))))
    lines = capsys.readouterr().out.splitlines()
    assert lines.index("！ 没有写乡镇。") < len(lines) - 1


def test_nothing_to_tell_is_said(capsys):
    show_messages(NotifyResult(None, CurrentTexts(())))
    assert capsys.readouterr().out == "－ 现在没有要通知的：没有待检查的、逾期的，也没有待整改的。\n"


@pytest.mark.parametrize("option", [[], ["--choose"]])
def test_message_of_a_desk_without_a_draw(sample_copy, capsys, option):
    assert run(["message", str(sample_copy), *option]) == 0
    assert "现在没有要通知的" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "words"), [("存档/抽取日志.jsonl", "抽取日志"), ("抽查工作计划.xlsx", "抽查工作计划")]
)
def test_message_of_a_desk_that_is_damaged__error(sample_copy, capsys, file, words):
    damaged = sample_copy / file
    damaged.parent.mkdir(exist_ok=True)
    damaged.write_bytes(b"\xff broken\n")
    assert run(["message", str(sample_copy)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("！ ")
    assert words in line
