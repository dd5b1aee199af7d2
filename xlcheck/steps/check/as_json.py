"""What a check found, for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence

from xlcheck.messages import by_place, level, problem, remedy, urgency
from xlcheck.model import Finding, Rehearsal
from xlcheck.schema.formats import CHECK_FORMAT
from xlcheck.steps.check.check import CheckResult


def as_json(result: CheckResult) -> str:
    """Return the findings and the readings for machines: a JSON document, one object a finding, one a reading.

    A reading has the code of the most urgent finding about its cell, empty where there is none. ``entries`` are the
    findings about ledgers and visits of 其他检查, ``unread`` a sentence for each that could not be read. ``rehearsal``
    has an object a task of the year; it is empty where nothing was rehearsed.
    """
    codes = by_place(sorted(result.findings, key=urgency))
    readings = [
        {
            "book": one.place.book,
            "sheet": one.place.sheet,
            "cell": one.place.cell,
            "column": one.place.title,
            "text": one.text,
            "reading": one.reading,
            "code": codes[one.place].code if one.place in codes else "",
        }
        for one in result.readings
    ]
    document = {
        "format": CHECK_FORMAT,
        "report": str(result.report),
        "findings": _for_machines(result.findings),
        "readings": readings,
        "entries": _for_machines(result.entries.findings) if result.entries is not None else [],
        "unread": list(result.entries.unread) if result.entries is not None else [],
        "rehearsal": _rehearsed(result.rehearsal) if result.rehearsal is not None else [],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _rehearsed(rehearsal: Rehearsal) -> list[dict[str, object]]:
    return [
        {
            "plan_no": task.plan.plan_no,
            "task_no": task.plan.task_no,
            "round": task.round,
            "drawn": task.drawn,
            "frame": task.frame,
            "sample": task.sample,
            "people": task.people,
            "barriers": list(task.barriers),
            "notes": list(task.notes),
        }
        for task in rehearsal.tasks
    ]


def _for_machines(findings: Sequence[Finding]) -> list[dict[str, object]]:
    return [
        {
            "level": level(f).name.lower(),
            "code": f.code,
            "book": f.place.book,
            "sheet": f.place.sheet,
            "cells": [p.cell for p in f.places if p.cell],
            "title": f.place.title,
            "key": f.key,
            "value": f.value,
            "problem": problem(f),
            "remedy": remedy(f),
            "proposal": f.proposal,
            "waiver": f.waiver,
        }
        for f in findings
    ]
