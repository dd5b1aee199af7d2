"""Tickets against the published vectors and against PyPI consistent-sampler."""

from hashlib import sha256
from random import Random

import pytest
from consistent_sampler import sampler
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.draws.cases import codes, scale_ids, vectors
from tests.length import examples
from xlcheck.draws.codec import hex_hash
from xlcheck.draws.tickets import first, order, ticket
from xlcheck.model import XlcheckError

PUBLISHED = vectors("consistent_sampler.json")
AGREED = vectors("draw_and_team.json")
SCALE = vectors("scale_consistent_sampler.json")
IDS = st.sets(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20), min_size=1, max_size=60)
SEEDS = st.text(st.characters(codec="ascii"), max_size=40)


def ids_of(case):
    if "ids" in case:
        return case["ids"]
    if "ids_range" in case:
        return [str(i) for i in range(*case["ids_range"])]
    formats = case.get("ids_formats") or [case["ids_format"]]
    return [pattern.format(i) for pattern, start, stop in formats for i in range(start, stop)]


def shown(number):
    """A ticket as the package shows it: nine digits after the leading nines, cut."""
    nines = len(number) - 2 - len(number[2:].lstrip("9"))
    return number[: 2 + nines + 9]


def ids(tickets):
    return [t.id for t in tickets]


def test_the_seed_is_hashed_as_text__ok():
    assert hex_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_first_fraction__ok():
    for case in PUBLISHED["primitives"]["first_fraction"]:
        assert ticket(case["seed"], case["id"]).ticket == case["value"]


@pytest.mark.parametrize("id", ["cat", "dog", "fish", "goat"])
def test_first_ticket__ok(id):
    published = PUBLISHED["primitives"]["first_tickets_seed"]
    assert ticket(published["seed"], id).ticket == published["tickets"][id]


@pytest.mark.parametrize("case", PUBLISHED["cases"], ids=lambda case: case["name"])
def test_published_case__ok(case):
    drawn = order(ids_of(case), case["seed"])
    if "ticket_below" in case:
        drawn = [t for t in drawn if t.ticket < case["ticket_below"]]
    start = case.get("drop", 0)
    drawn = drawn[start : start + case.get("take", len(drawn))]
    if "order" in case:
        assert ids(drawn) == case["order"]
    if "tickets" in case:
        assert [[shown(t.ticket), t.id, 1] for t in drawn] == case["tickets"]


@pytest.mark.parametrize("case", AGREED["cases"], ids=lambda case: case["name"])
def test_agreed_case__ok(case):
    assert [[shown(t.ticket), t.id] for t in order(case["ids"], case["seed"])] == case["order"]


@pytest.mark.parametrize("run", SCALE["runs"][:2], ids=lambda run: str(run["N"]))
def test_scale__ok(run):
    drawn = ids(first(scale_ids(run["N"]), SCALE["seed"], run["k"]))
    assert drawn[:3] == run["first"]
    assert drawn[-1] == run["last"]
    assert sha256("\n".join(drawn).encode()).hexdigest() == run["sha256_of_lf_joined_selected"]


@given(IDS, SEEDS)
def test_order_is_that_of_consistent_sampler(frame, seed):
    theirs = list(sampler(list(frame), seed=seed, output="tuple"))
    assert [(shown(t.ticket), t.id, 1) for t in order(sorted(frame), seed)] == theirs


def random_frame(random):
    """Up to 10,000 ids in no order: credit codes, plain numbers, or certificate numbers."""
    form = random.choice(("91140603MA0K{:05d}X", "{}", "SL140603-{:04d}"))
    ids = [form.format(n) for n in random.sample(range(100_000), random.randint(1, 10_000))]
    return ids, f"xlcheck-draw/1|2021{random.randrange(1, 46):02d}#1|witness1={random.randrange(10**6)}./|entity"


@pytest.mark.parametrize("number", range(200))
def test_a_large_frame_is_drawn_as_consistent_sampler_draws_it(number):
    frame, seed = random_frame(random := Random(number))
    take = random.randint(1, len(frame))
    theirs = list(sampler(frame, seed=seed, output="tuple", take=take))
    assert [(shown(t.ticket), t.id, 1) for t in first(frame, seed, take)] == theirs


@given(IDS, SEEDS, st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_order_of_rows(frame, seed, rng):
    shuffled = sorted(frame)
    rng.shuffle(shuffled)
    assert order(shuffled, seed) == order(sorted(frame), seed)


@given(IDS, SEEDS, st.integers(-1, 70))
@settings(max_examples=examples(200))
def test_first_is_a_prefix_of_order(frame, seed, n):
    assert first(sorted(frame), seed, n) == order(sorted(frame), seed)[: max(n, 0)]


@given(IDS, SEEDS, st.data())
def test_others_keep_their_order_when_one_falls_away(frame, seed, data):
    gone = data.draw(st.sampled_from(sorted(frame)))
    assert order(frame - {gone}, seed) == tuple(t for t in order(frame, seed) if t.id != gone)


@given(IDS, IDS, SEEDS)
def test_a_grown_frame_keeps_the_order_of_those_that_were_there(frame, more, seed):
    assert [t for t in order(frame | more, seed) if t.id in frame] == list(order(frame, seed))


def test_the_preselection_agrees_at_every_length():
    frame = codes(2500)
    whole = order(frame, "7")
    assert all(first(frame, "7", n) == whole[:n] for n in (1, 2, 3, 124, 125, 126, 1249, 2499, 2500))


def test_an_id_that_stands_twice__error():
    for draw in (order, lambda ids, seed: first(ids, seed, 1)):
        with pytest.raises(XlcheckError) as error:
            draw(["A", "B", "A"], "7")
        assert (error.value.code, error.value.params) == ("draw.repeated-id", {"ids": "A"})
