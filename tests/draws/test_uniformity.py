"""Over many seeds nobody is favoured; and what favours somebody is found by the very same test."""

from hashlib import sha256

import numpy as np
import pytest

from tests.draws.cases import CATEGORY
from tests.draws.uniformity import COMPANIES, LEGAL, LIKELY, PEOPLE, SAMPLE, SPECIALISTS, TEAMS, campaign, chance, tail

SEEDS = 20_000


@pytest.fixture(scope="module")
def free():
    """Anybody may go with anybody."""
    return campaign(SEEDS)


@pytest.fixture(scope="module")
def bound():
    """Each team needs a specialist."""
    return campaign(SEEDS, CATEGORY)


def digits(seed, least=0):
    """Numbers below 100 without end, from a seed."""
    while True:
        yield from (byte % 100 for byte in sha256(f"{seed}|{least}".encode()).digest() if byte < 200)
        least += 1


def numbers(seed, below):
    """Numbers below another without end, each equally likely."""
    most = 100 // below * below
    return (number % below for number in digits(seed) if number < most)


def distinct(found, count):
    """The first different ones."""
    chosen = set()
    while len(chosen) < count:
        chosen.add(next(found))
    return list(chosen)


def rows(choose, things):
    """What a rule chooses under each seed, a row a draw."""
    counts = np.zeros((SEEDS, things), dtype=np.int8)
    for seed in range(SEEDS):
        counts[seed, choose(seed)] = 1
    return counts


def every_fourth(seed):
    """Systematic sampling: a random start, then every fourth."""
    start = next(numbers(seed, COMPANIES // SAMPLE))
    return range(start, COMPANIES, COMPANIES // SAMPLE)[:SAMPLE]


def two_digits_modulo(seed):
    """Two digits modulo the size of the frame: the first sixteen have five chances in a hundred, the others four."""
    return distinct((number % COMPANIES for number in digits(seed)), SAMPLE)


def short_tickets(seed):
    """Tickets of one digit: equal ones go by the code."""
    tickets = numbers(seed, 10)
    return sorted(range(COMPANIES), key=[next(tickets) for _ in range(COMPANIES)].__getitem__)[:SAMPLE]


def specialist_first(seed):
    """A certified one first, then anybody else."""
    specialist, second = next(numbers(seed, SPECIALISTS)), numbers(f"second {seed}", PEOPLE)
    return TEAMS.index(tuple(sorted((specialist, next(n for n in second if n != specialist)))))


def likely(*tables):
    """Whether none of several tables is further from even than chance allows for the worst of so many."""
    return all(chance(table) > LIKELY / len(tables) for table in tables)


def test_companies_fare_alike(free):
    assert free.sampled.sum() == SEEDS * SAMPLE
    assert likely(free.sampled)


def test_inspectors_fare_alike(free):
    assert free.loads.sum() == 2 * SEEDS * SAMPLE
    assert likely(free.loads)


def test_nobody_is_sent_to_a_company_more_often_than_others(free):
    assert likely(*(free.met[:, n] for n in range(COMPANIES)))


def test_specialists_fare_alike_and_so_do_the_others(bound):
    assert likely(bound.loads[:, :SPECIALISTS], bound.loads[:, SPECIALISTS:])


def test_every_legal_team_is_as_likely_as_another(free, bound):
    assert bound.first[:, LEGAL].sum() == SEEDS
    assert likely(free.first, bound.first[:, LEGAL])


@pytest.mark.parametrize("rule", [every_fourth, two_digits_modulo, short_tickets])
def test_a_biased_sample_is_found__error(rule):
    biased = rows(rule, COMPANIES)
    assert biased.sum() == SEEDS * SAMPLE
    assert not likely(biased)


def test_a_specialist_first_is_found__error():
    assert not likely(rows(specialist_first, len(TEAMS))[:, LEGAL])


def test_a_fair_sample_passes():
    assert likely(rows(lambda seed: distinct(numbers(seed, COMPANIES), SAMPLE), COMPANIES))


@pytest.mark.parametrize(
    ("statistic", "freedom", "share"),
    [(3.841, 1, 0.05), (5.991, 2, 0.05), (16.919, 9, 0.05), (37.566, 20, 0.01), (31.264, 11, 0.001)],
)
def test_the_tail_is_that_of_the_printed_tables(statistic, freedom, share):
    assert tail(statistic, freedom) == pytest.approx(share, rel=1e-3)


def test_chance_is_what_it_says():
    """Of a thousand fair campaigns, one in ten has a chance below a tenth; samples without replacement."""
    random = np.random.default_rng(7)
    chances = [chance((random.random((400, 21)).argsort(axis=1) < 5).astype(np.int8)) for _ in range(1000)]
    for share in (0.05, 0.1, 0.5, 0.9):
        assert abs(np.mean(np.array(chances) < share) - share) < 4 * np.sqrt(share * (1 - share) / 1000)
