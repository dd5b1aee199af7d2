"""What version 0.1.0 left has no error by rules that it did not know: its visits were made after their draws."""

import pytest

from tests.released.desks import KINDS, WAITING, at, copied
from xlcheck.messages import Level, level
from xlcheck.steps.desk.load import load_settings
from xlcheck.steps.ledger.read import read_ledgers


@pytest.mark.parametrize("name", sorted({KINDS, *WAITING}))
def test_ledgers_of_a_released_desk_have_no_new_error(released, tmp_path, name):
    run = at(copied(released(name), tmp_path), 12, 31)
    found = [f for one in read_ledgers(run, load_settings(run.desk)[0]) for f in one.findings]
    assert [f.code for f in found if f.code.startswith("visit.") and level(f) is Level.ERROR] == []
    assert [f for f in found if f.code.startswith("ledger.demanded")] == []
