"""The draw as a whole."""

from dataclasses import replace

import pytest
from consistent_sampler import sampler
from hypothesis import given
from hypothesis import strategies as st

from tests.draws.cases import HALF, SOURCES, STRATA, codes, drawn, entities, grades, request, rich_request, staff
from xlcheck.draws.frame.frame import frame_digest
from xlcheck.draws.frame.inspectors import inspectors_digest
from xlcheck.model import Ratio, RatioKind, XlcheckError


def sample(record, stratum=""):
    return [d.code for d in record.sample if d.stratum == stratum]


def order_of(record, stratum=""):
    return [d.code for d in record.order if d.stratum == stratum]


def test_draw__ok():
    record = drawn(request(entities(9)))
    assert record.seed == (
        f"xlcheck-draw/1|202102#1|frame={frame_digest(entities(9))}|inspectors={inspectors_digest(staff(5))}"
        "|lottery1=3.9.12.14.20.27.31./|witness1=482913./"
    )
    assert [d.outcome for d in record.order] == ["抽中"] * 5 + ["候补"] * 4
    assert [d.rank for d in record.order] == list(range(1, 10))
    assert {a.code for a in record.teams} == set(sample(record))
    assert record.quotas[0].arithmetic == "9 × 50% = 4.5 → 5 户"


def test_the_sample_is_that_of_consistent_sampler():
    record = drawn(request(entities(40)))
    assert order_of(record) == list(sampler(list(codes(40)), seed=f"{record.seed}|entity", output="id"))


@given(st.permutations(range(12)))
def test_the_order_of_rows_does_not_matter(positions):
    frame = entities(12)
    assert drawn(request(tuple(frame[i] for i in positions))) == drawn(request(frame))


@pytest.mark.parametrize(
    "other",
    [
        {"attempt": 2},
        {"sources": (SOURCES[0], replace(SOURCES[1], numbers=(482914,)))},
        {"inspectors": staff(6)},
        {"entities": entities(7)},
    ],
)
def test_whatever_the_seed_line_names_changes_the_draw(other):
    record, changed = drawn(request()), drawn(replace(request(), **other))
    assert record.seed != changed.seed
    assert {d.ticket for d in record.order}.isdisjoint(d.ticket for d in changed.order)


def test_the_order_of_lottery_numbers_does_not_matter():
    turned = replace(SOURCES[0], numbers=SOURCES[0].numbers[::-1])
    assert drawn(request(sources=(turned, SOURCES[1]))).seed == drawn(request()).seed


@given(st.integers(1, 20), st.integers(1, 20))
def test_a_larger_sample_continues_the_smaller(few, many):
    def of(count):
        return sample(drawn(request(entities(20), ratio=Ratio(f"{count}户", RatioKind.COUNT, count=count))))

    few, many = sorted((few, many))
    assert of(many)[:few] == of(few)
    assert len(of(many)) == many


def test_each_stratum_is_drawn_in_the_one_order():
    record = drawn(request(grades(A=120, B=11, C=3), ratio=STRATA))
    whole = list(sampler([d.code for d in record.order], seed=f"{record.seed}|entity", output="id"))
    for quota in record.quotas:
        of = {d.code for d in record.order if d.stratum == quota.stratum}
        assert order_of(record, quota.stratum) == [code for code in whole if code in of]
        assert len(sample(record, quota.stratum)) == quota.quota == 2
        assert [d.rank for d in record.order if d.stratum == quota.stratum] == list(range(1, len(of) + 1))
    assert {a.code for a in record.teams} == {d.code for d in record.sample}


def test_recused_inspectors_never_meet_their_entities():
    record = drawn(rich_request())
    recused = {i.cert: i.recused for i in record.request.inspectors}
    assert not any(a.code in recused[cert] for a in record.teams for cert in a.certs)


def test_full_coverage_has_no_reserve():
    record = drawn(request(ratio=Ratio("全覆盖", RatioKind.ALL)))
    assert {d.outcome for d in record.order} == {"抽中"}


@pytest.mark.parametrize(
    ("impossible", "code"),
    [
        (request(sources=(SOURCES[0], replace(SOURCES[1], numbers=()))), "draw.not-revealed"),
        (request(sources=SOURCES[:1]), "draw.sources-few"),
        (request(entities(3) + entities(1)), "draw.repeated-id"),
        (request(inspectors=staff(1)), "draw.no-team"),
        (request(ratio=None), "draw.plan-unreadable"),
        (request(ratio=replace(HALF, count=99)), "draw.quota-disagrees"),
    ],
)
def test_draw__error(impossible, code):
    with pytest.raises(XlcheckError) as error:
        drawn(impossible)
    assert error.value.code == code
