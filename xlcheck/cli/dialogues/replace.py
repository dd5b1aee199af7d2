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


def ask_drop_out(run: Run, task: str, given: DropOutReport) -> DropOutReport:
    """Ask who drops out, why, and by which evidence, where it is not given; a person who was asked must confirm it.

    Raises :class:`XlcheckError` where nobody is meant by what was typed.
    """
    drop_out = given
    if not drop_out.codes and not drop_out.cert:
        person = participant(run, task, screen.ask("退出的检查对象代码，或检查人员的执法证号"))
        drop_out = replace(drop_out, codes=(person.code,) if person.code else (), cert=person.cert)
    if not drop_out.reason:
        drop_out = replace(
            drop_out, reason=_reason(drop_out), note=drop_out.note or screen.ask("情况说明（没有的，直接按回车）", "")
        )
    if not drop_out.evidence and (drop_out != given or not drop_out.cert):
        path = screen.ask("证据文件") if not drop_out.cert else screen.ask("证据文件（没有的，直接按回车）", "")
        drop_out = replace(drop_out, evidence=(Path(path),) if path else ())
    if drop_out != given:
        _confirm(run, task, drop_out)
    return drop_out


def _reason(drop_out: DropOutReport) -> str:
    """Ask for one of the usual reasons by its number, or for another in words."""
    usual = vocabulary(STAFF_REASON if drop_out.cert else ENTITY_REASON)
    choices = "，".join(f"{n} {reason}" for n, reason in enumerate(usual, start=1))
    answer = screen.ask(f"原因（{choices}，或直接写明）")
    return usual[int(answer) - 1] if answer in map(str, range(1, len(usual) + 1)) else answer


def _confirm(run: Run, task: str, drop_out: DropOutReport) -> None:
    """Read back with names: a slip in a code must not take out somebody else."""
    for text in filter(None, (drop_out.cert, *drop_out.codes)):
        screen.say(f"    退出：{_spoken(participant(run, task, text))}")
    screen.say(f"    原因：{drop_out.reason}" + (f"（{drop_out.note}）" if drop_out.note else ""))
    for path in drop_out.evidence:
        screen.say(f"    证据：{path}")
    if not screen.agrees("以上内容一经写入抽取日志就不能撤回，是否无误"):
        raise click.Abort


def _spoken(person: Participant) -> str:
    return f"{person.name}（{person.code or person.cert}）"
