"""Replacement: the same order read further, one seat at a time, and nobody can choose who comes."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from consistent_sampler import sampler
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.draws.cases import CATEGORY, SOURCES, STRATA, codes, drawn, drop_out, entities, grades, request, staff
from tests.length import examples
from xlcheck.draws.replacement import drawn_task_of, following
from xlcheck.draws.tickets import order
from xlcheck.messages import error_text
from xlcheck.model import Ratio, RatioKind, XlcheckError

QUOTA, SPARE = 4, 6
RECORD = drawn(request(entities(QUOTA + SPARE), staff(9), ratio=Ratio("4户", RatioKind.COUNT, count=QUOTA)))
FIRST = drawn_task_of(RECORD)


def by_code(drawn_task):
    return {v.drawn.code: v for v in drawn_task.visits}


def current(drawn_task):
    return [v.drawn.code for v in drawn_task.current]


def refusal(call, *arguments):
    with pytest.raises(XlcheckError) as caught:
        call(*arguments)
    return caught.value.code, error_text(caught.value)


@st.composite
def drop_outs(draw, of=RECORD, most=SPARE):
    """The task after some entities and inspectors fell away, one after the other."""
    drawn_task = drawn_task_of(of)
    for _ in range(draw(st.integers(1, most))):
        visit = draw(st.sampled_from(drawn_task.current))
        cert = draw(st.sampled_from(["", *visit.team.certs]))
        wholly = bool(cert) and draw(st.booleans())
        try:
            drawn_task = following(drawn_task, drop_out(visit.drawn.code, cert=cert, wholly=wholly))
        except XlcheckError as error:
            assert error.code == "replace.no-team"  # noqa: PT017 - a legal end
    return drawn_task


def test_without_replacements_the_draw_stands():
    assert [v.drawn for v in FIRST.visits] == list(RECORD.sample)
    assert {v.drawn.code: v.team for v in FIRST.visits} == {t.code: t for t in RECORD.teams}
    assert FIRST.current == FIRST.visits


@given(st.lists(st.integers(0, QUOTA - 1), min_size=1, max_size=SPARE))
def test_entities_that_come_in_are_the_same_order_read_further(picks):
    drawn_task = FIRST
    for pick in picks:
        drawn_task = following(drawn_task, drop_out(current(drawn_task)[pick]))
    seen = [v.drawn.code for v in drawn_task.visits]
    frame = [e.code for e in RECORD.request.entities]
    assert seen == list(sampler(frame, seed=f"{RECORD.seed}|entity", take=QUOTA + len(picks), output="id"))
    assert len(drawn_task.current) == QUOTA
    ids = [d.code for d in RECORD.order]
    assert seen == ids[: QUOTA + len(picks)]


def test_a_larger_draw_has_the_same_entities():
    larger = replace(RECORD.request, plan=replace(RECORD.request.plan, ratio=Ratio("6户", RatioKind.COUNT, count=6)))
    drawn_task = FIRST
    for code in current(FIRST)[:2]:
        drawn_task = following(drawn_task, drop_out(code))
    assert [v.drawn.code for v in drawn_task.visits] == [d.code for d in drawn(larger).sample]


@given(*[st.permutations(range(QUOTA))] * 2)
def test_who_falls_away_does_not_change_who_comes(one, other):
    """Entities and their teams alike: an operator who picks whom to report as gone gains nothing."""
    came = []
    for picks in (one, other):
        drawn_task = FIRST
        for pick in picks:
            drawn_task = following(drawn_task, drop_out(RECORD.sample[pick].code))
        came.append([(r.entered, r.teams) for r in drawn_task.replacements])
    assert came[0] == came[1]


def test_each_stratum_reads_its_own_order():
    record = drawn(request(grades(A=12, B=11, C=6), ratio=STRATA))
    fallen = next(d for d in record.sample if d.stratum == "B")
    made = following(drawn_task_of(record), drop_out(fallen.code)).replacements[0]
    quota = next(q.quota for q in record.quotas if q.stratum == "B")
    assert (made.entered.stratum, made.entered.rank) == ("B", quota + 1)


def test_the_team_of_a_newcomer_is_formed_after_all_others():
    drawn_task = following(FIRST, drop_out(RECORD.sample[0].code))
    visit = drawn_task.visits[-1]
    assert (visit.entered, visit.decided, visit.left) == (1, 1, 0)
    assert visit.team.order == QUOTA + 1
    loads = Counter(cert for team in RECORD.teams for cert in team.certs)
    least = min(loads[i.cert] for i in RECORD.request.inspectors)
    eligible = [i.cert for i in RECORD.request.inspectors if loads[i.cert] <= least + visit.team.window]
    tickets = order(eligible, f"{RECORD.seed}|team|{visit.drawn.code}|{visit.team.attempt}")
    assert visit.team.certs == tuple(t.id for t in tickets[:2])


@given(st.sampled_from(FIRST.visits), st.integers(0, 1), st.booleans())
def test_an_inspector_who_falls_away_leaves_one_seat_and_no_more(visit, seat, wholly):
    cert = visit.team.certs[seat]
    after = following(FIRST, drop_out(visit.drawn.code, cert=cert, wholly=wholly))
    changed = by_code(after)[visit.drawn.code]
    assert [v for v in after.visits if v.drawn.code != visit.drawn.code] == [
        v for v in FIRST.visits if v.drawn.code != visit.drawn.code
    ]
    assert changed.team.certs[1 - seat] == visit.team.certs[1 - seat]
    assert changed.team.certs[seat] not in visit.team.certs
    assert (changed.earlier, changed.decided, changed.entered) == ((visit.team.certs,), 1, 0)
    assert changed.team.attempt > visit.team.attempt


def test_the_seat_goes_by_the_next_try():
    visit = FIRST.visits[0]
    cert, stays = visit.team.certs
    changed = by_code(following(FIRST, drop_out(visit.drawn.code, cert=cert)))[visit.drawn.code].team
    loads = Counter(cert for team in RECORD.teams for cert in team.certs)
    others = [i.cert for i in RECORD.request.inspectors if i.cert not in visit.team.certs]
    eligible = [c for c in others if loads[c] <= min(loads[o] for o in others) + 1]
    first = order(eligible, f"{RECORD.seed}|team|{visit.drawn.code}|{visit.team.attempt + 1}")[0]
    assert changed.certs == (first.id, stays)
    assert changed.attempt == visit.team.attempt + 1


@given(drop_outs())
@settings(max_examples=examples(150))
def test_whatever_falls_away_rules_hold_and_nobody_returns(drawn_task):
    recused = {i.cert: i.recused for i in RECORD.request.inspectors}
    assert len(drawn_task.current) == QUOTA
    for visit in drawn_task.visits:
        assert len(set(visit.team.certs)) == 2
        assert not any(visit.drawn.code in recused[cert] for cert in visit.team.certs)
        fallen = {c for team in visit.earlier for c in team} - set(visit.team.certs)
        said = {r.drop_out.cert for r in drawn_task.replacements if visit.drawn.code in r.drop_out.codes}
        assert fallen == said - {""}
    assert [r.number for r in drawn_task.replacements] == list(range(1, len(drawn_task.replacements) + 1))
    assert drawn_task_of(RECORD, [(r.drop_out, r.log_digest) for r in drawn_task.replacements]) == drawn_task


def test_the_only_specialist_cannot_be_followed_by_anybody_else():
    record = drawn(request(entities(6), staff(5, specialists=1), speciality=CATEGORY))
    visit = drawn_task_of(record).visits[0]
    code, text = refusal(following, drawn_task_of(record), drop_out(visit.drawn.code, cert="SL-00"))
    assert code == "replace.no-team"
    assert visit.drawn.name in text


def test_a_specialist_is_followed_by_a_specialist():
    """With two of them; tries that bring somebody else are turned down and kept."""
    record = drawn(request(entities(20), staff(6, specialists=2), speciality=CATEGORY))
    tries = []
    for visit in drawn_task_of(record).visits:
        special = [cert for cert in visit.team.certs if cert in ("SL-00", "SL-01")]
        if len(special) == 1:
            after = following(drawn_task_of(record), drop_out(visit.drawn.code, cert=special[0]))
            assert {"SL-00", "SL-01"} - set(special) <= set(by_code(after)[visit.drawn.code].team.certs)
            tries += after.replacements[0].attempts
    assert tries
    assert all("专业资质" in t.reason for t in tries)


def test_several_seats_of_one_inspector_are_filled_in_the_order_of_the_teams():
    record = drawn(request(entities(40), staff(6)))
    visits = [v for v in drawn_task_of(record).visits if "SL-03" in v.team.certs]
    assert len(visits) > 4
    gone = drop_out(*(v.drawn.code for v in visits[::-1]), cert="SL-03", wholly=True)
    after = following(drawn_task_of(record), gone)
    made = after.replacements[0]
    assert [t.order for t in made.teams] == sorted(v.team.order for v in visits)
    assert not any("SL-03" in v.team.certs for v in after.visits)
    loads = Counter(cert for v in after.visits for cert in v.team.certs)
    assert max(loads.values()) - min(loads.values()) <= 2


def test_an_inspector_who_left_the_task_is_drawn_no_more():
    record = drawn(request(entities(20), staff(3)))
    gone = [v.drawn.code for v in drawn_task_of(record).visits if "SL-00" in v.team.certs]
    drawn_task = following(drawn_task_of(record), drop_out(*gone, cert="SL-00", wholly=True))
    for _ in range(8):
        drawn_task = following(drawn_task, drop_out(current(drawn_task)[0]))
    assert all(set(v.team.certs) == {"SL-01", "SL-02"} for v in drawn_task.current)


def test_an_inspector_who_falls_away_from_one_entity_may_serve_another():
    record = drawn(request(entities(20), staff(3)))
    visit = next(v for v in drawn_task_of(record).visits if "SL-00" in v.team.certs)
    drawn_task = following(drawn_task_of(record), drop_out(visit.drawn.code, cert="SL-00"))
    for _ in range(9):
        drawn_task = following(drawn_task, drop_out(current(drawn_task)[-1]))
    assert any("SL-00" in t.certs for r in drawn_task.replacements[1:] for t in r.teams)


@pytest.mark.parametrize(
    ("leave", "serves"),
    [
        ((date(2021, 3, 1), date(2021, 4, 30)), False),
        ((date(2021, 1, 1), date(2021, 3, 31)), True),
        ((date(2021, 3, 3), date(2021, 4, 30)), True),
    ],
)
def test_leave_that_covers_the_rest_of_the_window_keeps_out(leave, serves):
    """Of three inspectors one is away; on 2 March one of the other two falls away."""
    people = staff(3)
    away = (*people[:2], replace(people[2], leaves=(leave,)))
    record = drawn(request(entities(6), away, ratio=Ratio("全覆盖", RatioKind.ALL)))
    visit = next(v for v in drawn_task_of(record).visits if "SL-00" in v.team.certs and "SL-02" not in v.team.certs)
    gone = drop_out(visit.drawn.code, cert="SL-00")
    if serves:
        assert set(by_code(following(drawn_task_of(record), gone))[visit.drawn.code].team.certs) == {"SL-01", "SL-02"}
    else:
        assert refusal(following, drawn_task_of(record), gone)[0] == "replace.no-team"


def test_after_the_window_the_certificate_must_be_valid_on_the_day():
    people = staff(3)
    lapsing = tuple(replace(i, valid_to=date(2021, 5, 31)) for i in people)
    record = drawn(request(entities(4), lapsing))
    code = current(drawn_task_of(record))[0]
    assert following(drawn_task_of(record), drop_out(code, at="2021-05-31 09:00"))
    assert refusal(following, drawn_task_of(record), drop_out(code, at="2021-06-01 09:00"))[0] == "replace.no-team"


def test_recusals_hold_for_whoever_comes_in():
    record = drawn(request(entities(8), staff(4, recusals=[(0, codes(8))])))
    drawn_task = drawn_task_of(record)
    for _ in range(4):
        drawn_task = following(drawn_task, drop_out(current(drawn_task)[0]))
    assert len(drawn_task.visits) == 8
    assert not any("SL-00" in v.team.certs for v in drawn_task.visits)


def test_who_cannot_fall_away__error():
    sample, spare = RECORD.sample, RECORD.order[QUOTA]
    assert refusal(following, FIRST, drop_out(spare.code))[0] == "replace.not-drawn"
    once = following(FIRST, drop_out(sample[0].code))
    code, text = refusal(following, once, drop_out(sample[0].code))
    assert code == "replace.gone"
    assert "第 1 次补抽" in text
    others = next(i.cert for i in RECORD.request.inspectors if i.cert not in FIRST.visits[0].team.certs)
    code, _ = refusal(following, FIRST, drop_out(FIRST.visits[0].drawn.code, cert=others))
    assert code == "replace.not-in-team"
    for damaged in (drop_out(), drop_out(*current(FIRST)[:2]), drop_out(sample[0].code, at="昨天")):
        assert refusal(following, FIRST, damaged)[0] == "draw.record-damaged"


def test_no_reserve_left__error():
    record = drawn(request(entities(3), ratio=Ratio("全覆盖", RatioKind.ALL)))
    code, text = refusal(following, drawn_task_of(record), drop_out(record.sample[0].code))
    assert code == "replace.no-reserve"
    assert "如实登记" in text


def test_too_few_inspectors_left__error():
    record = drawn(request(entities(6), staff(2)))
    visit = drawn_task_of(record).visits[0]
    code, text = refusal(following, drawn_task_of(record), drop_out(visit.drawn.code, cert="SL-00"))
    assert code == "replace.no-team"
    assert "还能参加的人员有 0 人" in text


def test_newcomers_to_a_seat_are_level():
    """Of five others each comes to a seat about as often."""
    came = Counter()
    for n in range(600):
        sources = (SOURCES[0], replace(SOURCES[1], numbers=(n,)))
        record = drawn(request(entities(2), staff(7), sources=sources))
        visit = drawn_task_of(record).visits[0]
        after = following(drawn_task_of(record), drop_out(visit.drawn.code, cert=visit.team.certs[0]))
        free = [i for i in range(7) if f"SL-{i:02d}" not in visit.team.certs]
        came[free.index(int(after.visits[0].team.certs[0][3:]))] += 1
    assert sum((k - 120) ** 2 / 120 for k in came.values()) < 18.5  # 0.1 % point of chi-square with 4 degrees
