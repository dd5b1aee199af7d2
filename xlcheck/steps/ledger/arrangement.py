"""合并检查安排: who visits the entities that several tasks of a 批次 have drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlcheck.excel.fill import Value
from xlcheck.excel.forms import ARRANGEMENT_FORM, titled
from xlcheck.model import Settings
from xlcheck.results.ledger.shared_visits import SharedVisit
from xlcheck.schema.outputs.ledger import ARRANGEMENT
from xlcheck.schema.table import Column
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import set_aside
from xlcheck.steps.desk.forms import bureau_facts, fill_form


def arrangement_path(desk: Desk) -> Path:
    """Return where the list stands, one for the year."""
    return desk.forms / ARRANGEMENT_FORM.filename


def write_arrangement(run: Run, settings: Settings, visits: Sequence[SharedVisit]) -> Path:
    """Write the list of all shared visits of the year; an earlier one is set aside."""
    path = arrangement_path(run.desk)
    set_aside(path, run.now)
    rows = [_row(number, visit) for number, visit in enumerate(visits, start=1)]
    fill_form(run, ARRANGEMENT_FORM, bureau_facts(settings, run), {"合并": titled(ARRANGEMENT, rows)}, path)
    return path


def _row(number: int, visit: SharedVisit) -> dict[Column, Value]:
    return {
        ARRANGEMENT.no: number,
        ARRANGEMENT.round: visit.round,
        ARRANGEMENT.name: visit.shares[0].visit.drawn.name,
        ARRANGEMENT.code: visit.code,
        ARRANGEMENT.tasks: "\n".join(f"{share.plan.task_no}　{share.plan.task_name}" for share in visit.shares),
        ARRANGEMENT.inspectors: "\n".join(f"{share.plan.task_no}：{share.people}" for share in visit.shares),
        ARRANGEMENT.items: "\n".join(dict.fromkeys(share.plan.items for share in visit.shares)),
    }
