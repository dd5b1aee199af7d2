"""到期: what is open of each company and task on a day, how pressing, and for whom."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import SETTINGS
from tests.draws.cases import HALF, plan
from tests.results.cases import CLEAN, CODES, DRAWN, PROBLEM, RECORD, ledger, rows
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.model import Matter, Urgency, Window
from xlcheck.results.remind.reminders import Horizon, names_of, reminders, reminders_after_draw, reminders_before_draw

D, V, P, M = Matter.DRAW, Matter.VISIT, Matter.PUBLISH, Matter.RECTIFY
OVERDUE, TODAY, SOON, LATER, DONE = Urgency


def horizon(today, soon=3, within=SETTINGS):
    return Horizon(date.fromisoformat(today), soon, within)


def task(*typed_in, today="2021-03-02", published=(), lines=None):
    """The drawn task of three companies with what staff typed of the first ones."""
    lines = ledger(rows(*typed_in)).lines if lines is None else lines
    return reminders_after_draw(DRAWN, lines, published, horizon(today), names_of([DRAWN]))


def open_of(*typed_in, **more):
    """(matter, urgency, last day, working days left) of what is open of the first company."""
    _, dues = task(*typed_in, **more)
    own = (due for due in dues if due.code == CODES[0] and due.open)
    return [(due.matter, due.urgency, str(due.last_day), due.left) for due in own]


@pytest.mark.parametrize(
    ("today", "urgency", "left"),
    [
        ("2021-03-01", LATER, 7),
        ("2021-03-04", LATER, 4),
        ("2021-03-05", SOON, 3),
        ("2021-03-07", SOON, 3),  # a Sunday
        ("2021-03-09", SOON, 1),
        ("2021-03-10", TODAY, 0),
        ("2021-03-11", OVERDUE, -1),
        ("2021-03-15", OVERDUE, -3),
    ],
)
def test_publication_becomes_pressing_by_working_days(today, urgency, left):
    assert open_of(CLEAN, today=today) == [(P, urgency, "2021-03-10", left)]


def test_swaps_count_in_what_is_left():
    holiday = CLEAN | {"inspected": "2021-02-05"}  # 02-07 is worked, 02-11 to 02-17 are off, 02-20 is worked
    assert open_of(holiday, today="2021-02-10") == [(P, SOON, "2021-02-20", 3)]


@pytest.mark.parametrize(
    ("today", "urgency"), [("2021-03-02", LATER), ("2021-04-27", SOON), ("2021-04-30", TODAY), ("2021-05-06", OVERDUE)]
)
def test_company_that_was_not_inspected_is_due_by_the_end_of_the_window(today, urgency):
    ((matter, found, last_day, _),) = open_of(today=today)
    assert (matter, found, last_day) == (V, urgency, "2021-04-30")


@pytest.mark.parametrize(("more", "published"), [({"published": "2021-03-05"}, ()), ({}, CODES)])
def test_published_by_the_ledger_or_by_the_log_is_done(more, published):
    one, dues = task(CLEAN | more, today="2021-12-31", published=published)
    assert [due.urgency for due in dues if due.code == CODES[0]] == [DONE, DONE]
    assert one.tally.count(P, DONE) == 1


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"rectified": ""}, [(M, OVERDUE, "2021-03-15", -1)]),
        ({"rectified": "", "rectify_by": "2021-03-16"}, [(M, TODAY, "2021-03-16", 0)]),
        ({"rectified": "", "rectify_by": "2021-03-20"}, [(M, SOON, "2021-03-20", 3)]),  # a Saturday
        ({"rectified": "2021-03-18"}, []),
        ({"rectified": "", "rectify_by": ""}, []),
    ],
)
def test_order_to_rectify_is_open_until_it_is_completed(typed, expected):
    assert open_of(PROBLEM | {"published": "2021-03-05"} | typed, today="2021-03-16") == expected


def test_row_that_is_not_filled_completely_says_so():
    _, dues = task(CLEAN, CLEAN | {"method": ""})
    assert [due.complete for due in dues if due.matter is P] == [True, False]


def test_ledger_that_is_missing_leaves_every_visit_open():
    one, _ = task(lines=())
    assert one.tally.count(V) == 3
    assert (one.entities, one.next_step) == (3, "检查 3 户")


def test_date_years_away_is_not_counted_day_by_day():
    assert open_of(PROBLEM | {"published": "2021-03-05", "rectified": "", "rectify_by": "9999-12-30"}) == [
        (M, LATER, "9999-12-30", None)
    ]


def test_year_that_nobody_knows_is_uncertain():
    (due,) = [d for d in task(CLEAN | {"inspected": "2098-03-03"})[1] if d.matter is P]
    assert (due.certain, due.last_day) == (False, date(2098, 3, 12))


@pytest.mark.parametrize(
    ("typed", "today", "words"),
    [
        ([], "2021-03-02", "检查 3 户"),
        ([], "2021-05-06", "逾期未查 3 户"),
        ([CLEAN], "2021-03-02", "公示 1 户"),
        ([CLEAN], "2021-03-08", "公示 1 户，即将到期"),
        ([CLEAN], "2021-03-10", "今日须公示 1 户"),
        ([CLEAN, CLEAN], "2021-03-11", "公示逾期 2 户，请尽快公示"),
        ([PROBLEM | {"published": "2021-03-05", "rectified": ""}], "2021-04-30", "整改逾期 1 户，请催办"),
        ([PROBLEM | {"published": "2021-03-05", "rectified": ""}] * 3, "2021-03-10", "跟踪整改 3 户"),
        ([CLEAN | {"published": "2021-03-05"}] * 3, "2021-12-31", "已办结"),
    ],
)
def test_next_step_of_a_task(typed, today, words):
    assert task(*typed, today=today)[0].next_step == words


def test_task_that_is_not_drawn_is_due_by_the_end_of_its_window():
    row = replace(plan(HALF), window=Window("", date(2021, 5, 1), date(2021, 8, 31)))
    for today, urgency, words in (("2021-03-02", LATER, "待抽取"), ("2021-09-01", OVERDUE, "抽查日期已过，尚未抽取")):
        one, (due,) = reminders_before_draw(row, horizon(today))
        assert (due.matter, due.urgency, due.last_day, due.people) == (D, urgency, date(2021, 8, 31), ())
        assert (one.publish_by, one.entities, one.next_step) == (date(2021, 9, 9), 0, words)


def test_task_whose_window_cannot_be_read_has_no_day__ok():
    one, dues = reminders_before_draw(replace(plan(HALF), window=None), horizon("2021-03-02"))
    assert (one.publish_by, dues, one.next_step) == (None, [], "待抽取")


def test_reminders_begin_with_the_most_pressing():
    row = replace(plan(HALF), plan_no="202109", task_no="09号", window=Window("", date(2021, 1, 1), date(2021, 3, 2)))
    ordered = PROBLEM | {"inspected": "2021-03-01", "rectified": "", "rectify_by": "2021-03-01"}
    near = horizon("2021-03-02")
    found = reminders([task(CLEAN, ordered), reminders_before_draw(row, near)], near, ("节假日尚不可知",))
    assert [(d.matter, d.urgency) for d in found.dues] == [(M, OVERDUE), (D, TODAY), (P, LATER), (P, LATER), (V, LATER)]
    assert found.whole.next_day == date(2021, 3, 1)
    assert found.whole.next_days == {
        M: date(2021, 3, 1),
        D: date(2021, 3, 2),
        P: date(2021, 3, 10),
        V: date(2021, 4, 30),
    }
    assert (found.soon, found.notes) == (3, ("节假日尚不可知",))


def test_people_are_those_of_the_teams_each_with_own_tally():
    near = horizon("2021-03-11")
    found = reminders([task(CLEAN, today="2021-03-11")], near)
    names = names_of([DRAWN])
    teams = [{names[cert] for cert in visit.team.certs} for visit in DRAWN.current]
    assert {name for name, _ in found.people} == set.union(*teams)
    for name, tally in found.people:
        assert tally.count(V, *Urgency) == sum(name in team for team in teams)
        assert tally.count(P, OVERDUE) == (name in teams[0])
    assert {name for name, _ in found.people[: len(teams[0])]} == teams[0]


def test_namesakes_are_told_apart_by_the_end_of_their_certificate():
    people = RECORD.request.inspectors
    same = tuple(replace(person, name="示例同名") if n < 2 else person for n, person in enumerate(people))
    record = replace(RECORD, request=replace(RECORD.request, inspectors=same))
    names = names_of([drawn_task_of(record)])
    assert names[people[0].cert] == f"示例同名（{people[0].cert[-4:]}）"
    assert names[people[2].cert] == people[2].name
    assert len(set(names.values())) == len(people)
