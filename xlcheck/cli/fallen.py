"""补抽: what the command line does not say is asked, and read back before it is logged for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from xlcheck.cli import screen
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.schema.vocabularies import ENTITY_REASON, STAFF_REASON
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.replace.replace import DropOutReport, Participant, participant


def ask_fallen(run: Run, task: str, given: DropOutReport) -> DropOutReport:
    """Who falls away, why, and by which evidence; a person who was asked must confirm it.

    Raises :class:`XlcheckError` where nobody is meant by what was typed.
    """
    fallen = given
    if not fallen.codes and not fallen.cert:
        meant = participant(run, task, screen.ask("退出的检查对象代码，或检查人员的执法证号"))
        fallen = replace(fallen, codes=(meant.code,) if meant.code else (), cert=meant.cert)
    if not fallen.reason:
        fallen = replace(
            fallen, reason=_reason(fallen), note=fallen.note or screen.ask("情况说明（没有的，直接按回车）", "")
        )
    if not fallen.evidence and (fallen != given or not fallen.cert):
        named = screen.ask("证据文件") if not fallen.cert else screen.ask("证据文件（没有的，直接按回车）", "")
        fallen = replace(fallen, evidence=(Path(named),) if named else ())
    if fallen != given:
        _confirm(run, task, fallen)
    return fallen


def _reason(fallen: DropOutReport) -> str:
    """One of the usual reasons by its number, or what was typed."""
    usual = vocabulary(STAFF_REASON if fallen.cert else ENTITY_REASON)
    listed = "，".join(f"{n} {reason}" for n, reason in enumerate(usual, start=1))
    typed = screen.ask(f"原因（{listed}，或直接写明）")
    return usual[int(typed) - 1] if typed in map(str, range(1, len(usual) + 1)) else typed


def _confirm(run: Run, task: str, fallen: DropOutReport) -> None:
    """Read back with names; a slip in a code must not take out somebody else."""
    for text in filter(None, (fallen.cert, *fallen.codes)):
        screen.say(f"    退出：{_spoken(participant(run, task, text))}")
    screen.say(f"    原因：{fallen.reason}" + (f"（{fallen.note}）" if fallen.note else ""))
    for path in fallen.evidence:
        screen.say(f"    证据：{path}")
    if not screen.agrees("以上内容一经写入抽取日志就不能撤回，是否无误"):
        raise click.Abort


def _spoken(meant: Participant) -> str:
    return f"{meant.name}（{meant.code or meant.cert}）"
