"""The page's script against published vectors, Python's hashes and the program's own draws, in real Chromium."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction
from hashlib import sha256
from itertools import combinations
from random import Random

import pytest

from tests.browser.chromium import missing
from tests.draws.cases import CATEGORY, codes, drawn, entities, grades, request, scale_ids, staff, vectors
from tests.draws.test_tickets import ids_of, shown
from xlcheck.draws.formats.one.web_page import SCRIPTS, script
from xlcheck.draws.formats.one.web_page.data import page_data
from xlcheck.draws.replacement import drawn_task_of
from xlcheck.model import Exclusion, Ratio, RatioKind, Seats, Source, XlcheckError

pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(missing()), reason=missing())]

PUBLISHED = vectors("consistent_sampler.json")
AGREED = vectors("draw_and_team.json")
SCALE = vectors("scale_consistent_sampler.json")
RULES = script(name for name in SCRIPTS if name not in ("compare", "changes", "main"))
LATER = ((date(2021, 3, 1), date(2021, 4, 30)),)
"""A leave that keeps nobody out of the draw, only out of what is replaced in March."""

PARTIES = ("示例市场监管局", "专家")
SHARES = [Fraction(1, 100), Fraction(7, 100), Fraction(1, 20), Fraction(1, 3), Fraction(99, 100), Fraction(1)]


def test_hashes_are_those_of_python(chromium):
    texts = ["", "abc", *("a" * n for n in range(50, 131)), "平鲁区" * 40, "😀" * 30, "x" * 100_000]
    hashes = chromium.answer(f"{RULES} const answer = (texts) => texts.map(hashOf);", texts)
    assert hashes == [sha256(text.encode()).hexdigest() for text in texts]


def test_published_and_agreed_orders(chromium):
    cases = [case for case in [*PUBLISHED["cases"], *AGREED["cases"]] if "ticket_below" not in case]
    asked = [[ids_of(case), case["seed"]] for case in cases]
    orders = chromium.answer(
        f"{RULES} const answer = (cases) => cases.map(([ids, seed]) => drawOrder(ids, seed));", asked
    )
    for case, order in zip(cases, orders, strict=True):
        start = case.get("drop", 0)
        part = order[start : start + case.get("take", len(order))]
        listed = [[shown(one["ticket"]), one["id"]] for one in part]
        if case in AGREED["cases"]:
            assert listed == case["order"]
        else:
            assert [id for _, id in listed] == case.get("order", [id for _, id in listed])
            assert listed == [ticket[:2] for ticket in case.get("tickets", listed)]
    assert len(cases) > 5


def test_scale(chromium):
    (run,) = [run for run in SCALE["runs"] if run["N"] == 10_000]
    found = chromium.answer(
        f"{RULES} const answer = ([ids, seed]) => drawOrder(ids, seed).map((one) => one.id);",
        [scale_ids(run["N"]), SCALE["seed"]],
    )[: run["k"]]
    assert found[:3] == run["first"]
    assert sha256("\n".join(found).encode()).hexdigest() == run["sha256_of_lf_joined_selected"]


def some_ratio(random):
    """A ratio of any kind, its strata among A, B and C."""
    share, kind = random.choice(SHARES), random.choice(list(RatioKind))
    if kind is RatioKind.STRATA:
        strata = tuple((grade, random.choice(SHARES)) for grade in "ABC")
        return Ratio("各级", kind, count=random.choice([None, None, 3, 7, 20]), strata=strata)
    count = random.randint(0, 40) if kind is RatioKind.COUNT else None
    return Ratio("比例", kind, None if kind in (RatioKind.COUNT, RatioKind.ALL) else share, count)


def mixed(inspectors, random):
    """The same people, some of them 组长, some of other parties, some with earlier inspections."""
    return tuple(
        replace(
            i,
            leader=random.random() < 0.4,
            party=random.choice(["", "", "", *PARTIES]),
            load=random.choice([0, 0, 1, 4]),
            leaves=random.choice([(), (), (), (), LATER]),
        )
        for i in inspectors
    )


def some_request(random):
    """A request of any shape that the rules allow, feasible or not."""
    ratio, people = some_ratio(random), random.randint(3, 9)
    frame = grades(**{g: random.randint(0, 15) for g in "ABC"}) if ratio.strata else entities(random.randint(1, 40))
    recusals = [(n, random.sample(codes(40), random.randint(0, 4))) for n in range(people)]
    inspectors = mixed(staff(people, random.randint(0, people), recusals), random)
    pairs = list(combinations([i.cert for i in inspectors], 2))
    earlier = tuple(
        Exclusion(f"X{n}", "示例", "本年度已抽中", counted=True, stratum=random.choice("ABC") if ratio.strata else "")
        for n in range(random.choice([0, 0, 5]))
    )
    return request(
        frame,
        inspectors,
        ratio,
        excluded=earlier,
        attempt=random.randint(1, 3),
        min_count=random.randint(0, 3),
        team_size=random.choice([2, 2, 3]),
        speciality=random.choice(["", CATEGORY]),
        leader=random.choice([False, False, True]),
        seats=tuple(Seats(party, random.randint(1, 2)) for party in PARTIES if random.random() < 0.2),
        apart=tuple(random.sample(pairs, random.choice([0, 0, 1, 3]))),
        groups=random.choice([0, 0, 1, 2, 3]),
        sources=(
            Source("lottery1", "彩票", tuple(random.randint(0, 40) for _ in range(7)), ordered=random.random() < 0.5),
            Source("drand1", "信标", (random.getrandbits(256),)),
        ),
    )


def drawable(count):
    """Random records, those left out that cannot be drawn."""
    random, records = Random(20210105), []
    while len(records) < count:
        try:
            records.append(drawn(some_request(random)))
        except XlcheckError:
            continue
    return records


def test_whole_draws_are_those_of_the_program(chromium):
    records = drawable(150)
    found = chromium.answer(
        f"{RULES} const answer = (all) => all.map(recompute);",
        [json.loads(page_data(drawn_task_of(r))) for r in records],
    )
    for record, again in zip(records, found, strict=True):
        assert (again["frame"], again["seed"]) == (record.frame_digest, record.seed)
        quotas = [(q["stratum"], q["base"], q["available"], q["quota"]) for q in again["quotas"]]
        assert quotas == [(q.stratum, q.base, q.available, q.quota) for q in record.quotas]
        order = [(d["rank"], d["code"], d["name"], d["stratum"], d["ticket"], d["outcome"]) for d in again["order"]]
        assert order == [(d.rank, d.code, d.name, d.stratum, d.ticket, d.outcome) for d in record.order]
        assert_teams(again["teams"], record.teams, record.attempts)
    assert {r.request.plan.ratio.kind for r in records} == set(RatioKind)
    assert sum(len(r.attempts) > 0 for r in records) > 20
    assert sum(t.window > 1 for r in records for t in r.teams) > 20
    reasons = Counter(a.reason.rpartition(" ")[2] for r in records for a in r.attempts)
    assert min(reasons["不得同组"], reasons["组内没有组长"]) > 10
    assert sum(bool(r.request.seats) for r in records) > 10
    assert sum(bool(t.group) for r in records for t in r.teams) > 100


def assert_teams(again, assigned, rejected):
    teams = [
        (t["code"], t["order"], t["group"], t["attempt"], t["window"], tuple(t["certs"])) for t in again["assigned"]
    ]
    assert teams == [(t.code, t.order, t.group, t.attempt, t.window, t.certs) for t in assigned]
    turned_down = [(t["code"], t["number"], tuple(t["certs"]), t["reason"]) for t in again["rejected"]]
    assert turned_down == [(a.code, a.number, a.certs, a.reason) for a in rejected]


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (Ratio("10%（20户）", RatioKind.EXACT, Fraction(1, 10), 20), "不一致"),
        (Ratio("各级", RatioKind.STRATA, strata=(("A", Fraction(1, 2)),)), "不属于任何一级"),
    ],
)
def test_what_the_program_refuses_is_refused__error(chromium, ratio, words):
    data = json.loads(page_data(drawn_task_of(drawn(request(entities(40))))))
    data["ratio"] = {"kind": ratio.kind.value, "share": str(ratio.share or 0), "count": ratio.count, "strata": []}
    data["ratio"]["strata"] = [[grade, str(share)] for grade, share in ratio.strata]
    tries = "try { recompute(data); } catch (error) { return error.message; }"
    assert words in chromium.answer(f"{RULES} function answer(data) {{ {tries} }}", data)
