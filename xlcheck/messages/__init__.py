"""Every sentence that a person reads about trouble: code -> level, text, remedy.

Findings are about the user's data, errors about an operation that cannot go on. ``{value}`` is the
cell's content as it stands, ``{proposal}`` what it may be changed to; the other parameters are given
where the finding is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from xlcheck.messages.adopt import ADOPT_ERRORS
from xlcheck.messages.books import BOOK_ERRORS
from xlcheck.messages.calendar import CALENDAR_FINDINGS
from xlcheck.messages.cells import CELL_FINDINGS
from xlcheck.messages.check import CHECK_ERRORS
from xlcheck.messages.collect import COLLECT_ERRORS, PACK_FINDINGS, SHARED_FINDINGS
from xlcheck.messages.correct import CORRECT_ERRORS
from xlcheck.messages.desk import DESK_ERRORS
from xlcheck.messages.draw import DRAW_ERRORS, DRAW_STEP_ERRORS, LODGING_ERRORS, RANDOMNESS_ERRORS
from xlcheck.messages.forms import FORM_ERRORS
from xlcheck.messages.history import HISTORY_ERRORS
from xlcheck.messages.install import INSTALL_ERRORS, MACHINE_FINDINGS
from xlcheck.messages.ledger import LEDGER_ERRORS, LEDGER_FINDINGS
from xlcheck.messages.lock import LOCK_ERRORS
from xlcheck.messages.message import Level, Message
from xlcheck.messages.others import OTHER_FINDINGS
from xlcheck.messages.plan import PLAN_FINDINGS
from xlcheck.messages.practice import PRACTICE_ERRORS
from xlcheck.messages.publish import PUBLISH_ERRORS
from xlcheck.messages.registries import REGISTRY_FINDINGS
from xlcheck.messages.remind import REMIND_ERRORS
from xlcheck.messages.replace import DROP_OUT_FINDINGS, REPLACE_ERRORS, REPLACE_STEP_ERRORS
from xlcheck.messages.report import REPORT_ERRORS
from xlcheck.messages.send import SEND_ERRORS
from xlcheck.messages.settings import SETTINGS_ERRORS, SETTINGS_FINDINGS
from xlcheck.messages.setup import SETUP_ERRORS, SETUP_FINDINGS
from xlcheck.messages.system import system_words
from xlcheck.messages.update import UPDATE_ERRORS, UPDATE_FINDINGS
from xlcheck.messages.verify import RECORD_FINDINGS, VERIFY_ERRORS
from xlcheck.messages.visits import VISIT_FINDINGS
from xlcheck.messages.witness import WITNESS_FINDINGS, WITNESS_REPLIES
from xlcheck.model import Finding, Place, XlcheckError

__all__ = [
    "ACCEPTABLE_ERRORS",
    "CALENDAR_FINDINGS",
    "CELL_FINDINGS",
    "CERTAIN_REPAIRS",
    "DROP_OUT_FINDINGS",
    "ERRORS",
    "FINDINGS",
    "LEDGER_FINDINGS",
    "MACHINE_FINDINGS",
    "NEVER_ACCEPTED",
    "OTHER_FINDINGS",
    "PACK_FINDINGS",
    "PLAN_FINDINGS",
    "RECORD_FINDINGS",
    "REGISTRY_FINDINGS",
    "SETTINGS_FINDINGS",
    "SETUP_FINDINGS",
    "SHARED_FINDINGS",
    "UPDATE_FINDINGS",
    "VISIT_FINDINGS",
    "WITNESS_FINDINGS",
    "Level",
    "Message",
    "advice",
    "by_place",
    "error_text",
    "level",
    "occurrences",
    "problem",
    "remedy",
    "request",
    "spans",
    "system_words",
    "urgency",
    "where",
]

_LONGEST_VALUE = 300
"""Characters of a value that a sentence shows; a cell may hold a hundred times as many."""
_CAUSES = ("book.", "sheet.", "header.")
_SPANS = 6
"""How many spans of cells a sentence lists."""
_IS = re.compile(r"是\{(\w+)\}")

FINDINGS: dict[str, Message] = {
    **CELL_FINDINGS,
    **SETTINGS_FINDINGS,
    **SETUP_FINDINGS,
    **PLAN_FINDINGS,
    **OTHER_FINDINGS,
    **REGISTRY_FINDINGS,
    **DROP_OUT_FINDINGS,
    **UPDATE_FINDINGS,
    **LEDGER_FINDINGS,
    **VISIT_FINDINGS,
    **RECORD_FINDINGS,
    **CALENDAR_FINDINGS,
    **PACK_FINDINGS,
    **WITNESS_FINDINGS,
    **MACHINE_FINDINGS,
}

ERRORS: dict[str, str] = {
    **SETTINGS_ERRORS,
    **BOOK_ERRORS,
    **DESK_ERRORS,
    **SETUP_ERRORS,
    **LOCK_ERRORS,
    **FORM_ERRORS,
    **CHECK_ERRORS,
    **UPDATE_ERRORS,
    **ADOPT_ERRORS,
    **DRAW_ERRORS,
    **RANDOMNESS_ERRORS,
    **LODGING_ERRORS,
    **DRAW_STEP_ERRORS,
    **CORRECT_ERRORS,
    **REPLACE_ERRORS,
    **REPLACE_STEP_ERRORS,
    **VERIFY_ERRORS,
    **LEDGER_ERRORS,
    **PUBLISH_ERRORS,
    **REMIND_ERRORS,
    **REPORT_ERRORS,
    **HISTORY_ERRORS,
    **SEND_ERRORS,
    **COLLECT_ERRORS,
    **PRACTICE_ERRORS,
    **INSTALL_ERRORS,
}

ACCEPTABLE_ERRORS = frozenset({"registry.personal-number"})
"""Errors that staff may accept: a form may be that of a person's number, and only they know whether it is one."""

NEVER_ACCEPTED = frozenset(
    {
        "code.characters",
        "code.lost-digits",
        "code.look-alike",
        "code.look-alike-proven",
        "code.blanks",
        "code.blanks-proven",
    }
)
"""Errors of codes that no draw can take, whatever staff say: what the check accepts, a draw takes."""

CERTAIN_REPAIRS = frozenset(
    {
        "code.repairable",
        "code.look-alike-proven",
        "code.blanks-proven",
        "cert.characters",
        "registry.list-lacks",
        "items.alias-wanted",
        "plan.unfilled",
        "plan.name-unnumbered",
        "plan.name-number",
        "plan.name-shifted",
        "plan.name-form",
        "plan.task-no",
        "plan.year",
        "plan.bureau",
    }
)
"""Findings whose proposal is what the cell must say, not a guess; these are corrected in a repaired copy."""


def level(finding: Finding) -> Level:
    """Return the level of a finding; one that staff accepted with a reason is a 提示."""
    return Level.HINT if finding.waiver else FINDINGS[finding.code].level


def by_place(findings: Iterable[Finding]) -> dict[Place, Finding]:
    """Return the first finding about each cell."""
    first: dict[Place, Finding] = {}
    for finding in findings:
        for place in finding.places:
            first.setdefault(place, finding)
    return first


def urgency(finding: Finding) -> tuple[object, ...]:
    """Return the key by which findings are sorted: the worst first, then by book, sheet, row and column.

    A book, a sheet or a title that is not what it should be comes before what may only follow from it.
    """
    place, is_cause = finding.place, finding.code.startswith(_CAUSES)
    by_cell = (place.book, place.sheet, place.row or 0, place.column or 0)
    return (list(Level).index(level(finding)), not is_cause, *by_cell)


def problem(finding: Finding) -> str:
    """Return the sentence that says what is wrong, of how many cells, and why it was accepted where it was."""
    text = _with_values(FINDINGS[finding.code].text, finding)
    if finding.also:
        text += f"（{spans(finding.places)}，共 {len(finding.places)} 处）"
    return text + (f"（已接受：{finding.waiver}）" if finding.waiver else "")


def occurrences(findings: Iterable[Finding], kind: Level) -> int:
    """Count the cells that findings of a level speak of."""
    return sum(len(f.places) for f in findings if level(f) is kind)


def spans(places: Sequence[Place]) -> str:
    """Name cells, column by column, as a person writes them: ``C8:C17、C20``; the first few spans."""
    parts: list[list[Place]] = []
    for place in places:
        last = parts[-1][-1] if parts else place
        if last.column == place.column and place.row == (last.row or 0) + 1:
            parts[-1].append(place)
        else:
            parts.append([place])
    texts = [p[0].cell if len(p) == 1 else f"{p[0].cell}:{p[-1].cell}" for p in parts[:_SPANS]]
    return "、".join(texts) + ("……" if len(parts) > _SPANS else "")


def where(place: Place) -> str:
    """Name a place as a sentence begins: ``《抽查工作计划.xlsx》抽查工作计划 F2``."""
    return f"《{place.book}》" + " ".join(filter(None, (place.sheet, place.cell)))


def remedy(finding: Finding) -> str:
    """Return the sentence that says what to do."""
    return _with_values(FINDINGS[finding.code].remedy, finding)


def request(finding: Finding) -> str:
    """Return what a letter asks the bureau to do of which a finding speaks."""
    said = WITNESS_REPLIES.get(finding.code)
    return remedy(finding) if said is None else _with_values(said, finding)


def advice(finding: Finding) -> str:
    """Return the remedy, and the value that is proposed where the remedy does not name it."""
    complete = not finding.proposal or "{proposal}" in FINDINGS[finding.code].remedy
    return remedy(finding) + ("" if complete else f"；可改为“{finding.proposal}”")


def _with_values(text: str, finding: Finding) -> str:
    values = {"value": finding.value, "proposal": finding.proposal} | dict(finding.params)
    return _filled(text, {name: _brief(value) for name, value in values.items()})


def _brief(value: str) -> str:
    """Return a value as a sentence can hold it."""
    return value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}……"


def error_text(error: XlcheckError) -> str:
    """Return the one sentence of an operation that could not go on."""
    return _filled(ERRORS[error.code], error.params)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Fill a sentence; between 是 and a Latin word (是 RAR 压缩包) stands the blank that its other Latin words have."""
    after = {name for name, value in values.items() if value[:1].isascii() and value[:1].isalpha()}
    spaced = _IS.sub(lambda found: f"是 {{{found[1]}}}" if found[1] in after else found[0], text)
    return spaced.format(**values)
