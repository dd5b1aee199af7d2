"""What stays behind: each line that was begun or changed goes out, or has its reason."""

from datetime import date

import pytest

from tests.results.cases import CLEAN, CODES, PROBLEM, ledger, rows
from xlcheck.model import Publication
from xlcheck.results.publish.corrections import facts_of
from xlcheck.results.publish.left import Gate, Left

DAY = date(2021, 3, 5)


def published(cells):
    """The first company as it was published with these cells."""
    first = ledger(rows(cells)).lines[0]
    return {CODES[0]: Publication(DAY, DAY, facts_of(first))}


def told(cells, before=None, *, uncorrected=(), faulty=False, approved=True):
    """What becomes of the first line: why it stays, ``out`` where it goes out, nothing where it has nothing to tell."""
    (line,) = ledger(rows(cells)).lines[:1]
    gate = Gate(before or {}, uncorrected, () if faulty else (line.row,), (line.row,) if approved else ())
    return (gate.stops(line) or "out") if gate.offers(line) else None


BEGUN = CLEAN | {"situation": ""}
CHANGED = PROBLEM | {"method": "书面检查"}
EXPLAINED = CHANGED | {"remark": "登记时选错"}


@pytest.mark.parametrize(
    ("cells", "before", "how", "expected"),
    [
        (CLEAN, None, {}, "out"),
        (CLEAN, None, {"faulty": True}, Left.FAULT),
        (BEGUN, None, {}, Left.INCOMPLETE),
        (BEGUN, None, {"faulty": True}, Left.FAULT),
        (CLEAN, None, {"approved": False}, Left.UNAPPROVED),
        (CLEAN, None, {"uncorrected": (CODES[0],)}, Left.WITHDRAWN),
        (EXPLAINED, PROBLEM, {}, "out"),
        (CHANGED, PROBLEM, {"faulty": True}, Left.UNEXPLAINED),
        (EXPLAINED, PROBLEM, {"faulty": True}, Left.FAULT),
        (EXPLAINED | {"situation": ""}, PROBLEM, {}, Left.INCOMPLETE),
        (EXPLAINED, PROBLEM, {"approved": False}, Left.UNAPPROVED),
    ],
)
def test_line_with_something_to_tell_goes_out_or_has_its_reason(cells, before, how, expected):
    assert told(cells, published(before) if before else None, **how) == expected


@pytest.mark.parametrize(
    ("cells", "before"),
    [
        ({}, None),
        (CLEAN | {"published": "2021-03-02"}, None),
        (PROBLEM, PROBLEM),
        (PROBLEM | {"closed": "否"}, PROBLEM),
    ],
    ids=["untouched", "published elsewhere", "as published", "changed where nobody is told"],
)
@pytest.mark.parametrize("faulty", [True, False])
def test_line_with_nothing_to_tell_is_neither(cells, before, faulty):
    assert told(cells, published(before) if before else None, faulty=faulty) is None
