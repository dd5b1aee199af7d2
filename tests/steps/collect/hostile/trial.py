"""Collects one inbox after another; each is made again from its seed and number."""

from __future__ import annotations

import random
import shutil
from datetime import datetime
from pathlib import Path

from tests.steps.collect.hostile.shapes import SHAPES
from tests.steps.collect.packs import mailed, pack, zipped
from xlcheck.messages import problem, remedy
from xlcheck.model import CityTotals, Finding, ReportState
from xlcheck.steps.collect.collect import collect
from xlcheck.steps.desk.desk import SILENT

NOW = datetime(2021, 12, 20, 9)
HONEST = "140603"


class UnfairError(Exception):
    """What became of an inbox that should not: which one, and what."""


def trial(folder: Path, seed: int, number: int) -> list[str]:
    """Collect the honest pack beside a hostile file; return the codes of what is said of that one.

    None are returned where it is counted as a pack of its own, since nothing of it was spoilt that matters. Raises
    :class:`UnfairError` where the honest one does not count, or nothing is said of the other.
    """
    rng = random.Random(f"{seed}/{number}")
    shape = SHAPES[number % len(SHAPES)]
    name = f"seed {seed}, number {number}, {shape.__name__}"
    inbox = folder / f"{number}" / "收件"
    inbox.mkdir(parents=True)
    sent = zipped(pack(inbox.parent / "打包", HONEST), inbox.parent / "好.zip")
    mailed(inbox / rng.choice(("0.eml", "好.eml")), sent)
    hostile, content = shape(rng)
    (inbox / hostile).write_bytes(content)
    try:
        totals = collect(inbox, NOW, SILENT, year=2021).totals
    except Exception as error:
        raise UnfairError(name) from error
    shutil.rmtree(inbox.parent)
    return _told(name, hostile, totals)


def _told(name: str, hostile: str, totals: CityTotals) -> list[str]:
    counted = {report.unit.region: report for report in totals.units if report.pack}
    honest = counted.pop(HONEST, None)
    if honest is None or honest.state is not ReportState.SENT or not honest.pack or len(honest.pack.inspections) != 3:
        raise UnfairError(f"{name}: the honest pack is not counted: {honest}")
    findings: list[Finding] = [f for pack in totals.refused if pack.source == hostile for f in pack.findings]
    findings += [f for f in totals.notes if f.place.book == hostile]
    if not findings and not any(report.pack and report.pack.source == hostile for report in counted.values()):
        raise UnfairError(f"{name}: nothing is said of it")
    for one in findings:
        if not (problem(one) and remedy(one)):
            raise UnfairError(f"{name}: no sentence for {one.code}")
    return sorted({one.code for one in findings})
