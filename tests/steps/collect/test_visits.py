"""The visits of every district are held against its draws and the calendar, by what the extract of its pack shows."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.steps.collect.packs import pack, zipped
from xlcheck.messages import VISIT_FINDINGS, Level, level, problem
from xlcheck.messages.visits import VISIT_TOPICS
from xlcheck.model import CityTotals, LoggedDraw, Pack, ReportState, Unit, UnitReport
from xlcheck.model.held import BureauHoldings, BureauVerdict, FixedDraw, Held, HeldPack, PackFacts, WitnessedDraw
from xlcheck.model.inspection import Inspection, OtherInspection
from xlcheck.model.visits import VisitReason
from xlcheck.steps.collect.collect import collect
from xlcheck.steps.collect.visits import with_visits
from xlcheck.steps.desk.desk import SILENT

TODAY = date(2021, 6, 1)


def line(number=1, day=date(2021, 3, 1), **facts):
    given = {"result": "未发现问题", "plan_no": "202101", "task_no": "01号"} | facts
    cells = {key: value for key, value in given.items() if value}
    return Inspection(0, f"C{number}", f"示例{number}公司", inspected=day, cells=cells, **given)


def verdict_of(digest, drawn_at):
    """What is known of a pack in which 01号 was drawn."""
    fixed = FixedDraw("202101#1", "01号", "", "", "", "dice1", "掷骰", "", "")
    held = HeldPack(digest, "示例局", "140603", 2021, 1, "", "", "", "", PackFacts((), (), (), (), ()))
    draw = WitnessedDraw("示例局", LoggedDraw(fixed, "2021-01-04 09:00", drawn_at=drawn_at), Held.NOT, "", "")
    return BureauVerdict(BureauHoldings("示例局"), held, (), (), (), (draw,))


def notes(*lines, drawn_at="2021-01-07 09:00", others=(), reasons=()):
    sent = Pack(
        "示例.zip", None, "ab" * 32, "示例局", "140603", 2021, inspections=lines, others=others, reasons=reasons
    )
    unit = UnitReport(Unit("示例局", "140603"), sent, ReportState.SENT)
    found = with_visits(CityTotals(2021, (unit,), (), ()), [verdict_of(sent.digest, drawn_at)], TODAY).notes
    return [(one.code, problem(one)) for one in found]


def test_plain_visits_of_a_district_are_free_of_notes():
    assert notes(line(1), line(2, date(2021, 3, 2))) == []


def test_visits_before_their_draw_are_told_once_with_their_number():
    ((code, text),) = notes(line(1), line(2, date(2021, 1, 6)), line(3, date(2021, 1, 5)))
    assert code == "pack.visits-impossible"
    assert "示例2公司等 2 处" in text
    assert "检查日期 2021-01-06 早于抽取日期 2021-01-07" in text


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([line(1, date(2021, 2, 12))], "节假日"),
        ([line(1), line(1, date(2021, 3, 3), plan_no="202102", task_no="02号")], "相隔 2 日"),
        ([line(n) for n in range(30)], "没有一户发现问题"),
        ([line(1, approved_on=date(2021, 3, 2))], "早于审批日期"),  # urgent, as 备注 may say, which is not sent
        ([line(1, disposal="责令限期整改", rectify_by=date(2021, 3, 15))], "还没有复查"),
    ],
)
def test_what_is_odd_is_to_be_explained(lines, words):
    ((code, text),) = notes(*lines)
    assert code == "pack.visits-odd"
    assert words in text


@pytest.mark.parametrize("facts", [{"served_on": date(2021, 3, 2)}, {"inspected": date(2021, 1, 6)}])
def test_what_no_reason_can_settle_is_impossible(facts):
    ((code, _),) = notes(replace(line(1), **facts))
    assert code == "pack.visits-impossible"


HOLIDAY = date(2021, 2, 12)


@pytest.mark.parametrize("topic", ["", "节假日检查"], ids=["备注 of the row", "已接受问题"])
def test_what_a_bureau_has_explained_is_told_with_its_reason(topic):
    ((code, text),) = notes(line(1, HOLIDAY), reasons=(VisitReason("202101", "C1", HOLIDAY, topic, "示例：春运保障"),))
    assert code == "pack.visits-explained"
    assert "春运保障" in text


@pytest.mark.parametrize(
    "reason",
    [
        VisitReason("202102", "C1", HOLIDAY, "", "示例"),
        VisitReason("202101", "C2", HOLIDAY, "", "示例"),
        VisitReason("202101", "C1", date(2021, 2, 11), "", "示例"),
        VisitReason("202101", "C1", HOLIDAY, "检查情况雷同", "示例"),
    ],
    ids=["of another task", "of another company", "of another day", "of another matter"],
)
def test_reason_for_something_else_explains_nothing(reason):
    assert [code for code, _ in notes(line(1, HOLIDAY), reasons=(reason,))] == ["pack.visits-odd"]


def test_of_a_long_reason_the_beginning_is_shown():
    ((_, text),) = notes(line(1, HOLIDAY), reasons=(VisitReason("202101", "C1", HOLIDAY, "", "示例" * 10_000),))
    assert len(text) < 200


def test_what_is_explained_and_what_is_not_are_told_apart():
    reasons = (VisitReason("202101", "C1", HOLIDAY, "", "示例"),)
    told = notes(line(1, HOLIDAY), line(2, HOLIDAY), line(3, HOLIDAY), reasons=reasons)
    assert [code for code, _ in told] == ["pack.visits-explained", "pack.visits-odd"]
    assert "示例2公司等 2 处" in told[1][1]


def test_approval_afterwards_is_explained_by_a_reason_that_says_urgent():
    early = line(1, approved_on=date(2021, 3, 2))
    told = [
        notes(early, reasons=(VisitReason("202101", "C1", date(2021, 3, 1), "", words),))[0][0]
        for words in ("紧急：示例", "示例")
    ]
    assert told == ["pack.visits-explained", "pack.visits-odd"]


def test_no_reason_explains_what_cannot_be():
    reasons = tuple(VisitReason("202101", "C1", date(2021, 1, 6), topic, "示例") for topic in ("", "早于抽取"))
    ((code, _),) = notes(line(1, date(2021, 1, 6)), reasons=reasons)
    assert code == "pack.visits-impossible"


def test_other_inspections_of_a_district_are_held_to_the_same_rules():
    row = OtherInspection(1, "C1", inspected=HOLIDAY, inspection_type="日常")
    ((code, text),) = notes(line(1), others=(row,))
    assert (code, "示例1公司" in text) == ("pack.visits-odd", True)
    reasons = (VisitReason("", "C1", HOLIDAY, "节假日检查", "示例"),)
    assert [code for code, _ in notes(line(1), others=(row,), reasons=reasons)] == ["pack.visits-explained"]


def test_every_rule_about_visits_has_a_topic_of_its_own():
    assert VISIT_TOPICS.keys() == VISIT_FINDINGS.keys() - {"visit.unread"}
    assert len({*VISIT_TOPICS.values()}) == len(VISIT_TOPICS)


def test_they_stand_among_the_notes_of_the_collection(tmp_path):
    inbox, made = tmp_path / "收件", tmp_path / "打包"
    inbox.mkdir()
    zipped(pack(made, lines=[{"inspected": date(2021, 2, 12)}, {}]), inbox / "甲.zip")
    totals = collect(inbox, datetime(2021, 6, 1, 9), SILENT).totals
    (told,) = (note for note in totals.notes if note.code.startswith("pack.visits"))
    assert (told.place.book, level(told)) == (totals.units[0].pack.source, Level.WARNING)
