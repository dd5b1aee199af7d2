"""开办 on the screen: what a form has amiss, or the tasks that it comes to, read back before anything is written."""

from __future__ import annotations

from collections.abc import Sequence

from xlcheck.cli import screen
from xlcheck.cli.screen import Declined
from xlcheck.messages import problem, remedy, urgency, where
from xlcheck.model import Finding, XlcheckError
from xlcheck.reading.expressions.in_words import ratio_in_words
from xlcheck.reading.plan import plan_rows
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.new.setup import SetupProposal, form_of, make_form, propose_setup
from xlcheck.steps.new.setup_books import set_up

_FEW = 12
"""So many faults are shown at once."""


def set_up_year(run: Run, *, unasked: bool = False) -> int:
    """Make the form of a desk that has none, else write plan and settings from it once a person has agreed.

    Returns the exit code. Raises :class:`Declined` after a no, and :class:`XlcheckError` ``setup.faulty``.
    """
    if not form_of(run.desk).is_file():
        screen.files("已写出", [make_form(run)])
        screen.say("√ 请填写《开办表》，保存、关闭，再选一次“开办表”。")
        return 0
    proposal = propose_setup(run)
    _show_faults(proposal.findings)
    if proposal.errors:
        raise XlcheckError("setup.faulty", book=form_of(run.desk).name, count=len(proposal.errors))
    _show_tasks(proposal)
    if not unasked and not run.agrees("以后都可以在工作簿里改。是否写成抽查工作计划和单位设置"):
        raise Declined
    notes = set_up(run, proposal)
    screen.files("已写出", notes.written)
    screen.files("原来的在", notes.kept)
    screen.files("接下来，请填写或核对", notes.to_do)
    screen.say(f"√ 已按开办表写出 {len(proposal.tasks)} 个任务。请录入名录库，再校验。")
    return 0


def _show_tasks(proposal: SetupProposal) -> None:
    """Show what each task draws of whom, and when; what is the same of all is said above."""
    count, size = len(proposal.tasks), proposal.form.team_size
    screen.say(f"将写出 {count} 个任务，对象都是批次开始以前成立、在营的，每户 {size} 人检查：")
    rows = plan_rows(proposal.books.plan, proposal.books.settings)[0] if proposal.books.plan is not None else ()
    for row in rows:
        if row.scope and row.ratio and row.window:
            screen.say(f"    {row.task_no}　{row.scope.category}　{ratio_in_words(row.ratio)}　{row.window.text}")


def _show_faults(findings: Sequence[Finding]) -> None:
    ordered = sorted(findings, key=urgency)
    for found in ordered[:_FEW]:
        screen.wrapped(f"{where(found.place)}：{problem(found)}。{remedy(found)}。")
    if len(ordered) > _FEW:
        screen.say(f"    …… 其余 {len(ordered) - _FEW} 处，改正以后再列。")
