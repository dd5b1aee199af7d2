"""消息: who is told what; what is told to nobody."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import SETTINGS, settings
from tests.draws.cases import HALF, drawn, drop_out, entities, plan, request, staff
from tests.results.cases import CLEAN, DRAWN, PROBLEM, ledger, rows
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.model import Audience
from xlcheck.reading.personal import personal_number
from xlcheck.results.remind.errands import FormerDraw
from xlcheck.results.remind.notifications import Occasion, as_file, notifications
from xlcheck.results.remind.parts import LONGEST
from xlcheck.results.remind.reminders import Horizon, names_of, reminders, reminders_after_draw
from xlcheck.results.report.follow_up import follow_up
from xlcheck.schema.outputs.ledger import LEDGER

GROUP, INSPECTOR, LATE, ENTITY = Audience
OPEN_CASE = PROBLEM | {"rectified": "", "closed": "否"}
NAMES = [visit.drawn.name for visit in DRAWN.current]
TOWNS = {visit.drawn.code: f"示例{n}镇" for n, visit in enumerate(DRAWN.current)}


def occasion(*typed_in, tasks=(DRAWN,), today="2021-03-05", within=SETTINGS, lines=None, **more):
    """The desk of some drawn tasks on a day; what is typed stands in the ledger of the first."""
    first, *others = tasks
    typed = ledger(rows(*typed_in, of=first)).lines if lines is None else lines
    horizon = Horizon(date.fromisoformat(today), 3, within)
    names = names_of(tasks)
    due = [
        reminders_after_draw(first, typed, (), horizon, names),
        *(reminders_after_draw(task, (), (), horizon, names) for task in others),
    ]
    cases = follow_up(typed, within, horizon.today).rectifications
    return Occasion(tasks, reminders(due, horizon), cases, TOWNS, within, **more)


def told(*typed_in, **more):
    return notifications(occasion(*typed_in, **more))


def texts(made, audience, recipient=None):
    """The parts of all texts for an audience, or for one of it, joined."""
    return "".join(
        "".join(one.parts) for one in made if one.audience is audience and recipient in (None, one.recipient)
    )


def visits_of(cert, task=DRAWN):
    return [visit for visit in task.current if cert in visit.team.certs]


def test_each_inspector_has_the_own_companies_towns_days_papers_and_deadline():
    made = told()
    people = {i.cert: i.name for i in DRAWN.record.request.inspectors if visits_of(i.cert)}
    assert {one.recipient for one in made if one.audience is INSPECTOR} == set(people.values())
    for cert, name in people.items():
        text = texts(made, INSPECTOR, name)
        for visit in visits_of(cert):
            fellow = next(people[other] for other in visit.team.certs if other != cert)
            assert f"{visit.drawn.name}（{TOWNS[visit.drawn.code]}，与{fellow}）" in text
        own = {visit.drawn.name for visit in visits_of(cert)}
        assert not [other for other in NAMES if other not in own and other in text]
        assert "请查02号（1月1日至4月30日，最晚5月13日公示）：" in text
        assert "带执法证、抽查通知书、检查记录表。" in text
        assert "查完及时登记台账，自检查之日起7个工作日内公示。" in text
        assert f"{name}（检查前请勿外传）：" in text


def test_text_without_towns_and_with_another_term():
    made = notifications(replace(occasion(within=settings(deadline_days=20)), towns={}))
    assert "镇" not in texts(made, INSPECTOR)
    assert "自检查之日起20个工作日内公示" in texts(made, INSPECTOR)


def test_group_hears_how_much_and_nothing_of_whom_or_where():
    made = told(CLEAN, today="2021-03-11")
    text = texts(made, GROUP)
    assert "请按时检查：02号（1月1日至4月30日）2户。" in text
    assert "已逾期的有公示1户，已告知本人" in text
    secret = [*NAMES, *TOWNS.values(), *(i.name for i in DRAWN.record.request.inspectors)]
    assert not [word for word in secret if word in text]


@pytest.mark.parametrize(
    ("typed", "today", "words"),
    [
        ([], "2021-05-06", "02号检查期限4月30日已过，还没有检查："),
        ([CLEAN] * 3, "2021-03-11", "02号公示期限3月10日已过，还没有公示："),
        ([CLEAN | {"method": ""}] * 3, "2021-03-11", "02号公示期限3月10日已过，还没有公示，台账没有填完："),
        ([OPEN_CASE] * 3, "2021-03-16", "02号整改期限3月15日已过，请催办："),
    ],
)
def test_who_is_late_hears_of_what(typed, today, words):
    made = told(*typed, today=today)
    people = [i for i in DRAWN.record.request.inspectors if visits_of(i.cert)]
    for person in people:
        text = texts(made, LATE, person.name)
        assert words in text
        own = {visit.drawn.name for visit in visits_of(person.cert)}
        assert {name for name in NAMES if name in text} == own
        assert ("检查前请勿外传" in text) is (not typed)
    assert [one for one in made if one.audience is INSPECTOR] == []


def test_nobody_is_late_on_the_last_day():
    assert texts(told(*[CLEAN] * 3, today="2021-03-10"), LATE) == ""


@pytest.mark.parametrize(
    ("typed", "today", "words"),
    [
        (OPEN_CASE, "2021-03-15", "我局3月1日检查，责令整改，整改期限为3月15日，请按期整改。"),
        (OPEN_CASE, "2021-03-16", "我局3月1日检查，责令整改，整改期限3月15日已过，请立即整改。"),
        (OPEN_CASE | {"rectify_by": "2022-01-05"}, "2021-03-16", "整改期限为2022年1月5日，"),
        (OPEN_CASE | {"rectify_by": "", "disposal": "责令改正"}, "2021-03-16", "责令改正，请尽快改正。"),
    ],
)
def test_company_that_is_to_rectify_is_reminded(typed, today, words):
    made = told(typed, today=today)
    (one,) = (one for one in made if one.audience is ENTITY)
    text = "".join(one.parts)
    assert one.recipient == NAMES[0]
    assert text.startswith(f"{SETTINGS.bureau}提醒{NAMES[0]}：")
    assert words in text
    assert "请书面告知我局。" in text


def test_company_hears_nothing_of_others_of_people_or_of_what_was_found():
    typed = OPEN_CASE | {"situation": "示例：卸载监控设备。", "remark": "示例备注"}
    text = texts(told(typed, typed), ENTITY, NAMES[0])
    people = [i.name for i in DRAWN.record.request.inspectors]
    hidden = [NAMES[1], *people, "02号", "抽", "卸载", "备注", typed["result"], *TOWNS.values()]
    assert not [word for word in hidden if word in text]


@pytest.mark.parametrize(
    "typed",
    [
        CLEAN,
        OPEN_CASE | {"rectified": "2021-03-10"},
        OPEN_CASE | {"closed": "是"},
        OPEN_CASE | {"inspected": ""},  # written beforehand: the company does not know yet that it was drawn
        OPEN_CASE | {"inspected": "2021-03-08"},  # tomorrow
        OPEN_CASE | {"disposal": "发现案件线索移送办案机构", "rectify_by": ""},
    ],
)
def test_company_that_has_nothing_to_rectify_or_was_not_visited_is_told_nothing(typed):
    assert texts(told(typed), ENTITY) == ""


def test_nobody_is_pressed_for_a_line_that_was_taken_back():
    line = ("202102", DRAWN.current[0].drawn.code)
    made = told(OPEN_CASE, today="2021-03-16", withdrawn=frozenset({line}))
    assert texts(made, ENTITY) == texts(made, LATE) == ""
    assert "已逾期" not in texts(made, GROUP)


def test_company_of_two_tasks_has_one_text():
    other = replace(DRAWN.record.request, plan=replace(plan(HALF), plan_no="202103", task_no="03号"))
    second = drawn_task_of(drawn(other))
    lines = [*ledger(rows(OPEN_CASE)).lines, *ledger(rows(OPEN_CASE, of=second)).lines]
    same = replace(lines[-3], code=lines[0].code, name=lines[0].name, rectify_by=date(2021, 3, 30))
    (one,) = (x for x in told(lines=[lines[0], same]) if x.audience is ENTITY)
    assert "3月15日" in "".join(one.parts)
    assert "3月30日" in "".join(one.parts)


def test_visit_that_is_shared_says_with_which_task():
    within = settings(merge_visits=True)
    other = replace(DRAWN.record.request, plan=replace(plan(HALF), plan_no="202103", task_no="03号", row=5))
    both = (DRAWN, drawn_task_of(drawn(other)))
    names = {visit.drawn.name for task in both for visit in task.current}
    shared = [n for n in names if all(n in {v.drawn.name for v in task.current} for task in both)]
    text = texts(told(tasks=both, within=within), INSPECTOR)
    assert shared
    assert len(re.findall("和0[23]号合并检查", text)) == 4 * len(shared)
    assert "合并" not in texts(told(tasks=both), INSPECTOR)


class TestDrawThatCountsNoMore:
    OTHER = drawn_task_of(drawn(replace(DRAWN.record.request, attempt=2)))

    def test_who_went_by_it_need_not_go_any_more(self):
        made = told(tasks=(self.OTHER,), former=[FormerDraw(DRAWN, "号码更正")])
        names = {i.cert: i.name for i in DRAWN.record.request.inspectors}
        now = {(visit.drawn.code, cert) for visit in self.OTHER.current for cert in visit.team.certs}
        before = {(visit.drawn, cert) for visit in DRAWN.current for cert in visit.team.certs}
        freed = {(drawn, cert) for drawn, cert in before if (drawn.code, cert) not in now}
        assert freed
        assert before != freed, "somebody goes there by both draws"
        for drawn_entity, cert in before:
            listed = re.search("02号号码更正以后，不用再查：([^。]*)", texts(made, INSPECTOR, names[cert]))
            is_freed = bool(listed) and drawn_entity.name in listed[1]
            assert is_freed is ((drawn_entity, cert) in freed)

    def test_nothing_is_said_of_it_once_its_days_are_over(self):
        made = told(tasks=(self.OTHER,), former=[FormerDraw(DRAWN, "号码更正")], today="2021-05-06")
        assert "不用再查" not in texts(made, INSPECTOR)


class TestAfterAReplacement:
    def test_newcomers_are_told_where_to_go_and_others_that_they_need_not(self):
        visit = DRAWN.current[0]
        gone = visit.team.certs[0]
        task = drawn_task_of(DRAWN.record, [(drop_out(visit.drawn.code, cert=gone), "")])
        new = next(v for v in task.current if v.drawn.code == visit.drawn.code).team.certs
        names = {i.cert: i.name for i in DRAWN.record.request.inspectors}
        made = told(tasks=(task,))
        assert f"02号补抽以后，不用再查：{visit.drawn.name}。" in texts(made, INSPECTOR, names[gone])
        (newcomer,) = set(new) - set(visit.team.certs)
        assert re.search(f"{visit.drawn.name}（[^）]*，补抽新增）", texts(made, INSPECTOR, names[newcomer]))
        (fellow,) = set(new) & set(visit.team.certs)
        assert re.search(f"{visit.drawn.name}（[^）]*，同行人员有变动）", texts(made, INSPECTOR, names[fellow]))
        for cert in (newcomer, fellow):
            (one,) = (x for x in made if x.audience is INSPECTOR and x.recipient == names[cert])
            assert "（1 户有变动）" in one.about
        assert not [word for word in ("请假", "回避", "证据") if word in texts(made, INSPECTOR)]

    def test_team_of_a_company_that_fell_away_need_not_go_there(self):
        visit = DRAWN.current[0]
        task = drawn_task_of(DRAWN.record, [(drop_out(visit.drawn.code), "")])
        made = told(tasks=(task,))
        names = {i.cert: i.name for i in DRAWN.record.request.inspectors}
        for cert in visit.team.certs:
            assert f"不用再查：{visit.drawn.name}。" in texts(made, INSPECTOR, names[cert])
        assert "02号（1月1日至4月30日）3户" in texts(made, GROUP)
        assert "注销" not in texts(made, INSPECTOR)

    def test_it_is_told_until_the_days_are_over(self):
        visit = DRAWN.current[0]
        task = drawn_task_of(DRAWN.record, [(drop_out(visit.drawn.code), "")])
        assert "不用再查" in texts(told(tasks=(task,), today="2021-04-30"), INSPECTOR)
        assert "不用再查" not in texts(told(tasks=(task,), today="2021-05-01"), INSPECTOR)


def test_namesakes_are_told_apart_in_the_title_alone():
    inspectors = tuple(replace(person, name="示例同名") for person in staff(2))
    task = drawn_task_of(drawn(request(inspectors=inspectors)))
    made = told(tasks=(task,))
    assert {one.recipient for one in made if one.audience is INSPECTOR} == {"示例同名（L-00）", "示例同名（L-01）"}
    assert "L-0" not in texts(made, INSPECTOR)


def test_each_part_of_a_practice_is_marked():
    many = drawn_task_of(drawn(request(entities(60), staff(3))))
    for practice in (True, False):
        made = told(OPEN_CASE, tasks=(many,), today="2021-03-16", practice=practice)
        assert {one.audience for one in made} == set(Audience)
        assert all(("【演练】" in part) is practice for one in made for part in one.parts)
        assert as_file(made, "2021-03-16 09:00", practice=practice).startswith("【演练】消息" if practice else "消息")


def test_nothing_open_gives_no_text__ok():
    assert told(*[CLEAN | {"published": "2021-03-05"}] * 3, today="2021-12-31") == ()


def test_file_has_each_part_below_its_number_and_title():
    many = drawn_task_of(drawn(request(entities(60), staff(3))))
    made = told(tasks=(many,))
    lines = as_file(made, "2021-03-05 09:00").splitlines()
    assert lines[0] == f"消息　2021-03-05 09:00 写出，共 {len(made)} 条"
    parts = [part for one in made for part in one.parts]
    assert lines[4::3] == parts
    titles = [title for one in made for title in one.titles]
    assert lines[3::3] == [f"{n}　{title}" for n, title in enumerate(titles, start=1)]
    assert any(title.endswith("（1/2）") or "（1/" in title for title in titles)


MOBILE = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
LANDLINE = st.from_regex(r"0[1-9][0-9]{2}-[0-9]{7}", fullmatch=True)
IDENTITY = st.from_regex(
    r"1[1-5][0-9]{4}19[5-9][0-9](0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9X]", fullmatch=True
)
PRIVATE_NUMBER = st.one_of(MOBILE, LANDLINE, IDENTITY)
FREE = [c.key for c in LEDGER if c.private or c in (LEDGER.situation, LEDGER.remark)]


@given(PRIVATE_NUMBER, st.sampled_from(["", "示例", "（", "1"]), st.sampled_from(["", "2021-03-16", "2021-05-06"]))
def test_number_of_a_person_is_in_no_text_wherever_it_stands(number, before, today):
    """In every private and free column of the ledger, in names, town, task and bureau."""
    said = f"{before}{number}"
    line = replace(ledger(rows(OPEN_CASE)).lines[0], **{key: said for key in FREE if key != "handed_on"})
    people = tuple(replace(person, name=f"示例{n}{said}") for n, person in enumerate(staff(4)))
    frame = tuple(replace(entity, name=f"{entity.name}{said}") for entity in entities(6))
    of = replace(request(frame, people), plan=replace(plan(HALF), task_no=said))
    task = drawn_task_of(drawn(of))
    first = task.current[0].drawn
    within = replace(SETTINGS, bureau=f"示例局{said}")
    desk = occasion(
        tasks=(task,),
        within=within,
        today=today or "2021-03-05",
        lines=[replace(line, code=first.code, name=first.name)],
    )
    made = notifications(replace(desk, towns={visit.drawn.code: f"示例镇{said}" for visit in task.current}))
    assert made
    for one in made:
        for text in (*one.parts, *one.titles):
            assert personal_number(text) == ""
            assert number not in text
        assert max(map(len, one.parts)) <= LONGEST
