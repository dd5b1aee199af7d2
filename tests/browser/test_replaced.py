"""Replacements on a draw's page in real Chromium: recomputed as the program does, and found where they are not so."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from tests.browser.chromium import missing
from tests.browser.test_vectors import LATER, RULES, drawable
from tests.draws.cases import CATEGORY, STRATA, drawn, drop_out, entities, grades, page_of, request, staff
from xlcheck.draws.formats.one.web_page.data import page_data
from xlcheck.draws.replacement import drawn_task_of, following
from xlcheck.model import Ratio, RatioKind, XlcheckError

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing()), reason=missing())]

PEOPLE = staff(9, specialists=3)
PEOPLE = (*PEOPLE[:7], replace(PEOPLE[7], leaves=LATER), PEOPLE[8])
RECORD = drawn(request(entities(10), PEOPLE, Ratio("4户", RatioKind.COUNT, count=4), speciality=CATEGORY))
GONE = drop_out(RECORD.sample[1].code)
SEAT = drop_out(RECORD.teams[0].code, cert=RECORD.teams[0].certs[1])
DONE = following(following(drawn_task_of(RECORD), GONE), SEAT)
CAME, NEXT = DONE.replacements[0].entered, RECORD.order[5]
PAGE = page_of(RECORD, GONE, SEAT)

GRADED = drawn(request(grades(A=12, B=11, C=6), ratio=STRATA))
GROUPED = drawn(request(entities(20), staff(9), groups=3))
TRUE = {
    "both": PAGE,
    "entity": page_of(RECORD, GONE),
    "seat": page_of(RECORD, SEAT),
    "newcomer falls away too": page_of(RECORD, GONE, drop_out(CAME.code)),
    "strata": page_of(GRADED, *(drop_out(d.code) for d in GRADED.sample[-2:])),
    "groups": page_of(GROUPED, drop_out(GROUPED.teams[0].code, cert=GROUPED.teams[0].certs[0])),
}


def changed(old, new, after):
    """The page with one text changed, the first behind a mark."""
    head, mark, tail = PAGE.partition(after)
    assert mark
    assert old in tail
    return head + mark + tail.replace(old, new, 1)


def row(mark):
    """The first row of 历次补抽 with this text."""
    rows = PAGE.partition('id="replaced"')[2].split("<tr>")
    return "<tr>" + next(row for row in rows if mark in row).partition("</tr>")[0] + "</tr>"


DATA, MADE, NOW, TEAMS = 'id="data"', 'id="replaced"', 'id="standing"', 'id="replaced_teams"'
SPARE = next(i.cert for i in PEOPLE if i.cert not in DONE.visits[-1].team.certs)
LEFT = f'"codes":["{GONE.codes[0]}"]'
LEFT_ANOTHER = changed(LEFT, f'"codes":["{RECORD.sample[0].code}"]', DATA)
LEFT_UNDRAWN = changed(LEFT, f'"codes":["{NEXT.code}"]', DATA)
NEWCOMERS_AWAY = changed('"away":["SL-07"]', f'"away":{json.dumps(DONE.visits[-1].team.certs)}', DATA)
CHANGED = {
    "another company comes in": (changed(CAME.code, NEXT.code, MADE), "历次补抽第 1 行“检查对象代码”", "replaced"),
    "under another name": (changed(CAME.name, NEXT.name, MADE), "历次补抽第 1 行“补入”", "replaced"),
    "another ticket": (changed(CAME.ticket, NEXT.ticket, MADE), "历次补抽第 1 行“签号”", "replaced"),
    "another reason": (changed("注销", "迁出", MADE), "历次补抽第 1 行“原因”", "replaced"),
    "another time": (changed("2021-03-02", "2021-03-09", MADE), "历次补抽第 1 行“补抽时间”", "replaced"),
    "who left": (changed(GONE.codes[0], RECORD.sample[0].code, MADE), "历次补抽第 1 行“退出”", "replaced"),
    "replacement left out": (PAGE.replace(row(CAME.code), ""), "历次补抽的行数", "replaced"),
    "number of replacements": (changed('replacements">2<', 'replacements">1<', "<h1>"), "补抽次数", ""),
    "who stands": (changed(CAME.code, GONE.codes[0], NOW), "现在的检查对象第 4 行", "standing"),
    "who inspects": (changed(DONE.visits[-1].team.certs[0], SPARE, NOW), "“检查人员”", "standing"),
    "next try skipped": (changed('尝试号">1<', '尝试号">2<', TEAMS), "补抽后的检查组第 2 行“尝试号”", "replaced_teams"),
    "who was away": (changed('人员">SL-07<', '人员"><', TEAMS), "“当时不能参加的人员”", "replaced_teams"),
    "left out of the data": (changed('"replacements":[{', '"replacements":[],"x":[{', DATA), "补抽次数", "replaced"),
    "somebody else in the data": (LEFT_ANOTHER, "历次补抽第 1 行“退出”", "replaced standing"),
    "newcomers said to be away": (NEWCOMERS_AWAY, "补抽后的检查组第 1 行“尝试号”", "replaced_teams standing"),
}  # fmt: skip
BROKEN = {
    "company that was not drawn": (LEFT_UNDRAWN, "不是当时的检查对象"),
    "inspector of another team": (changed(f'"cert":"{SEAT.cert}"', '"cert":"SL-99"', DATA), "不在检查组内"),
}  # fmt: skip


@pytest.fixture(scope="module")
def recomputed(chromium):
    return chromium.recomputed(TRUE | {name: page for name, (page, *_) in (CHANGED | BROKEN).items()})


@pytest.mark.parametrize("name", TRUE)
def test_a_true_page_holds__ok(recomputed, name):
    page = recomputed[name]
    assert (page["verdict"], page["wrong"]) == ("holds", "")
    assert page["checks"].count("√") == 8


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_replacement_is_found__error(recomputed, name):
    _, where, tables = CHANGED[name]
    page = recomputed[name]
    assert page["verdict"] == "differs"
    assert where in page["checks"]
    assert set(tables.split()) <= set(page["wrong"].split())


@pytest.mark.parametrize("name", BROKEN)
def test_a_replacement_that_cannot_be_is_refused__error(recomputed, name):
    assert recomputed[name]["verdict"] == "failed"
    assert BROKEN[name][1] in recomputed[name]["said"]


def replaced(record, random):
    """A draw after what may happen to it until its window ends, as far as it can be replaced."""
    drawn_task = drawn_task_of(record)
    for _ in range(random.randint(1, 6) if drawn_task.current else 0):
        visit = random.choice(drawn_task.current)
        cert = random.choice(["", random.choice(visit.team.certs)])
        wholly = bool(cert) and random.random() < 0.5
        codes = [v.drawn.code for v in drawn_task.current if cert in v.team.certs] if wholly else [visit.drawn.code]
        at = random.choice(["2021-02-02 09:00", "2021-03-02 09:00", "2021-05-10 09:00"])
        try:
            drawn_task = following(drawn_task, drop_out(*codes, cert=cert, wholly=wholly, at=at))
        except XlcheckError as error:
            assert error.code in ("replace.no-reserve", "replace.no-team")  # noqa: PT017 - nobody is left
    return drawn_task


def test_whole_replacements_are_those_of_the_program(chromium):
    random = Random(20210302)
    drawn_tasks = [replaced(record, random) for record in drawable(150)]
    found = chromium.answer(
        f"{RULES} const answer = (all) => all.map(recompute).map((again) => [again.visits, again.replacements]);",
        [json.loads(page_data(drawn_task)) for drawn_task in drawn_tasks],
    )
    for drawn_task, (visits, replacements) in zip(drawn_tasks, found, strict=True):
        assert [
            (v["code"], v["order"], v["attempt"], v["window"], tuple(v["certs"]), v["entered"], v["decided"], v["left"])
            for v in visits
        ] == [
            (v.drawn.code, v.team.order, v.team.attempt, v.team.window, v.team.certs, v.entered, v.decided, v.left)
            for v in drawn_task.visits
        ]
        for again, made in zip(replacements, drawn_task.replacements, strict=True):
            assert [(c["team"]["code"], tuple(c["team"]["certs"])) for c in again["changes"]] == [
                (team.code, team.certs) for team in made.teams
            ]
            assert [(a["code"], a["number"], tuple(a["certs"]), a["reason"]) for a in again["rejected"]] == [
                (a.code, a.number, a.certs, a.reason) for a in made.attempts
            ]
    made = [one for drawn_task in drawn_tasks for one in drawn_task.replacements]
    assert min(sum(bool(one.entered) for one in made), sum(len(one.teams) > 1 for one in made)) > 30
    assert sum(bool(one.attempts) for one in made) > 20
    assert sum(team.window > 1 for one in made for team in one.teams) > 20
