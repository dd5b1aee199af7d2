"""The honest pack counts, whatever lies beside it. ``python -m tests.steps.collect.hostile`` has the long form."""

import pytest

from tests.steps.collect.hostile import trial as trials
from tests.steps.collect.hostile.shapes import SHAPES
from tests.steps.collect.hostile.trial import UnfairError, trial

EXPECTED = {
    "absurd_arrival": "pack.time",
    "nested_multiparts": "pack.nested",
    "nested_mails": "pack.nested",
    "nested_zips": "pack.nested",
    "mails_in_mails": "pack.nested",
    "many_lines": "pack.mail-header",
    "many_parts": "pack.mail-parts",
    "zip_that_lies": "pack.unsafe",
    "zip_of_everything": "pack.too-many",
    "zip_with_password": "pack.encrypted",
    "zip_of_another_method": "pack.method",
    "link_only": "pack.link",
    "absurd_numbers": "pack.dispatch",
}
"""What is said of them at least; the others may be one thing or another."""
QUICK = [number for number, shape in enumerate(SHAPES) if shape.__name__ in EXPECTED]


@pytest.mark.parametrize("number", QUICK, ids=[SHAPES[number].__name__ for number in QUICK])
def test_honest_pack_counts_and_the_other_has_its_sentence(tmp_path, number):
    assert EXPECTED[SHAPES[number].__name__] in trial(tmp_path, 1, number)


@pytest.mark.parametrize("number", range(len(SHAPES) - 4, len(SHAPES)))
def test_honest_pack_counts_beside_a_mail_that_was_changed_at_random(tmp_path, number):
    assert SHAPES[number].__name__ == "mutated_mail"
    trial(tmp_path, 2, number)


def test_an_honest_pack_that_is_not_counted_is_told_by_seed_and_number__error(tmp_path, monkeypatch):
    monkeypatch.setattr(trials, "HONEST", "140699")
    monkeypatch.setattr(trials, "zipped", lambda _, path: path.write_bytes(b"PK") and path)
    with pytest.raises(UnfairError, match="seed 1, number 0, absurd_arrival: the honest pack is not counted"):
        trial(tmp_path, 1, 0)


def test_silence_about_the_other_is_told__error(tmp_path, monkeypatch):
    monkeypatch.setattr(trials, "SHAPES", [lambda _: ("~a", b"hidden from whoever looks")])
    with pytest.raises(UnfairError, match="nothing is said of it"):
        trial(tmp_path, 1, 0)
