"""“xlcheck-draw/2” against vectors of which no number comes from this program."""

import pytest

from tests.draws.cases import vectors
from xlcheck.draws.codec import hex_hash
from xlcheck.draws.formats.two import seed
from xlcheck.draws.tickets import order
from xlcheck.model import Entity, Source

AGREED = vectors("second_format.json")


@pytest.mark.parametrize("case", AGREED["cases"], ids=lambda case: case["key"])
def test_seed_line_and_order(case, monkeypatch):
    flat = tuple(n for group in case["numbers"] for n in group)
    monkeypatch.setattr(seed, "inspectors_digest", lambda _: AGREED["inspectors"])
    monkeypatch.setattr(seed, "rules_digest", lambda _: hex_hash(AGREED["rules"]))

    class Request:
        practice, task, attempt, inspectors = False, AGREED["task"], case["attempt"], ()
        entities = tuple(Entity(code, code) for code in AGREED["frame"])
        sources = (Source(case["key"], "示例", flat),)

    assert seed.seed_of(Request) == case["seed"]
    assert [ticket.id for ticket in order(AGREED["frame"], f"{case['seed']}|entity")] == case["order"]


def test_vectors_are_many_enough():
    assert {case["key"].split("-")[0] for case in AGREED["cases"]} == {
        "ssq", "dlt", "qlc", "qxc", "kl8", "dice", "system",
    }  # fmt: skip
