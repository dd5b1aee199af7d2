"""台账全文 under its password, opened by another office program than the library that locked it."""

import pytest

from tests.office.office import Office, missing
from tests.steps.helpers import fill_ledger, rows_of
from xlcheck.schema.outputs.ledger import LEDGER
from xlcheck.schema.outputs.send import WHOLE_EXTRACT, WHOLE_FILE
from xlcheck.steps.report.report import report
from xlcheck.steps.send.send import send

pytestmark = [pytest.mark.office, pytest.mark.skipif(bool(missing()), reason=missing())]
PASSWORD = "示例密码-2021"
TYPED = {c.title for c in WHOLE_EXTRACT.columns} & {c.title for c in LEDGER.columns if not c.computed}


def test_whole_ledgers_open_with_their_password_only(ledger_desk, tmp_path):
    run, _, ledger = ledger_desk
    fill_ledger(ledger, situation="查阅台账，“现场”核对 <1&2>=完")
    report(run)
    locked = send(run, PASSWORD).folder / WHOLE_FILE
    office, saved = Office(tmp_path), tmp_path / "saved.xlsx"
    assert office.unlock(locked, f"{PASSWORD}x", saved) == "refused"
    assert office.unlock(locked, "", saved) == "refused"
    assert not saved.exists()
    assert office.unlock(locked, PASSWORD, saved) == "opened"
    assert {"检查人员", "检查情况", "统一社会信用代码"} <= TYPED
    assert cells(saved) == cells(ledger)


def cells(path):
    """What was typed, row by row, by title; a date is one whether it was typed as text or not."""
    return [{title: str(row.get(title) or "").removesuffix(" 00:00:00") for title in TYPED} for row in rows_of(path)]
