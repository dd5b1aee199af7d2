"""A desk with one task drawn and its ledger made, made once and copied for each test."""

import shutil
from datetime import datetime

import pytest

from tests.conftest import JANUARY
from tests.steps.helpers import draw
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.ledger.prepare import prepare


@pytest.fixture(scope="session")
def prepared(sample, tmp_path_factory):
    """The folder of a desk with 01号 (passengers) drawn and its ledger made, and the record."""
    folder = tmp_path_factory.mktemp("prepared") / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    run = Run(Desk(folder), JANUARY)
    record = draw(run, "01号").record
    prepare(run)
    return folder, record


@pytest.fixture
def desk(prepared, tmp_path):
    """A run on 5 March on a copy of that desk; the record, and the ledger's path."""
    made, record = prepared
    folder = tmp_path / "workbooks" / "2021"
    shutil.copytree(made, folder)
    run = Run(Desk(folder), datetime(2021, 3, 5, 9))
    return run, record, run.desk.ledgers / "检查台账-01号.xlsx"
