"""A replacement as the figures list it: names, and no number of a person."""

from tests.draws.cases import drawn, drop_out, entities, request, staff
from xlcheck.draws.replacement import drawn_task_of, following
from xlcheck.results.report.replacements import replacement_line


def line_of(**more):
    task = drawn_task_of(drawn(request(entities(8), staff(6))))
    task = following(task, drop_out(task.visits[0].drawn.code, **more))
    return task, replacement_line(task, task.replacements[0], "一致", differs=False, again=())


def test_names_stand_for_who_fell_away_and_who_came():
    task, line = line_of(reason="迁出")
    assert (line.name, line.code) == (task.visits[0].drawn.name, task.visits[0].drawn.code)
    assert (line.came, line.reason, line.person) == (task.replacements[0].entered.name, "迁出", "")


def test_a_number_that_was_logged_in_a_reason_stays_on_the_record():
    assert line_of(reason="停业，电话13800000000")[1].reason == "（原因中有电话号码，见补抽记录）"


def test_seats_of_an_inspector_are_counted_by_who_came():
    task = drawn_task_of(drawn(request(entities(8), staff(6))))
    cert = task.visits[0].team.certs[0]
    codes = [visit.drawn.code for visit in task.visits if cert in visit.team.certs]
    task = following(task, drop_out(*codes, cert=cert, wholly=True))
    line = replacement_line(task, task.replacements[0], "一致", differs=False, again=())
    assert sum(int(part.split("（")[1].split()[0]) for part in line.came.split("、")) == len(codes)
    assert cert not in line.came + line.name
