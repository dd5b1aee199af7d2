"""What was replaced since the draw: who fell away, who came instead, and who goes where now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlcheck.draws.formats.one.record import content_digest
from xlcheck.draws.formats.one.replacement_sheet import DigestOf, replaced_digest
from xlcheck.draws.formats.one.web_page.markup import Markup, claim, facts, folded, headers, section, table, tag
from xlcheck.draws.record.cells import LIST
from xlcheck.draws.replacement import absentees
from xlcheck.draws.tickets import order
from xlcheck.model import Assignment, DrawnTask, Replacement, Visit
from xlcheck.schema.outputs.draw import REJECTED_TEAMS, TEAMS, TICKETS

NOT_SAID = "人员变动"
"""What is said of an inspector; why stands on the record, which is not made public."""

RULE = (
    "抽取以后有检查对象或检查人员退出的，按原抽取的次序往下读，任何人不能挑选：退出的是检查对象，由同一抽样框（分级的，同一级）中"
    "还没有用过的下一签补入，另配检查组；退出的是检查人员，只换这一席，由该组的下一个尝试号抽取，其余人员不动。"
    "比较户数时，凡抽到过的都算，退出的也算。上面的抽中名单是原抽取的结果，没有改动。"
)
AWAY_NOTE = "检查人员退出或不能参加的原因不在本页公布，写在补抽记录上，由 xlcheck verify 核验。"

_MADE = (
    ("number", "补抽"),
    ("gone", "退出"),
    ("reason", "原因"),
    ("came", "补入"),
    ("entity", "检查对象代码"),
    ("ticket", TICKETS.ticket.title),
    ("at", "补抽时间"),
)
_TEAMS = (
    ("number", "补抽"),
    *headers(TEAMS.code, TEAMS.attempt, TEAMS.window, TEAMS.certs),
    ("away", "当时不能参加的人员"),
)
_REJECTED = (("made", "补抽"), *headers(*REJECTED_TEAMS))
_NOW = (*headers(TICKETS.name, TICKETS.code), ("team", "检查人员"), ("how", "来历"))


def note(drawn_task: DrawnTask) -> Iterator[Markup]:
    """Write a line for the top of the page; nothing where nobody was replaced."""
    if drawn_task.replacements:
        count = claim("replacements", len(drawn_task.replacements))
        yield tag("p", "抽取以后有补抽 ", count, " 次，现在的检查对象和检查人员见第十一部分。", class_="replaced")


def since(drawn_task: DrawnTask, digest_of: DigestOf = content_digest) -> Iterator[Markup]:
    """Write the part about replacements; nothing where nobody was replaced."""
    if not drawn_task.replacements:
        return
    listed = table("replaced", "历次补抽", _MADE, _replacement_rows(drawn_task))
    now = table("standing", "现在的检查对象和检查人员", _NOW, (_now(drawn_task, visit) for visit in drawn_task.current))
    parts = [table("replaced_teams", "补抽后的检查组", _TEAMS, _teams(drawn_task))]
    if rejected := list(_rejection_rows(drawn_task)):
        parts.append(table("replaced_rejected", "补抽时未采用的检查组", _REJECTED, rejected))
    process = folded("补抽的配组过程（点开查看）", *parts, tag("p", AWAY_NOTE, class_="note"))
    last = drawn_task.replacements[-1]
    digests = facts(
        (
            (f"第 {last.number} 次补抽记录内容摘要", tag("code", replaced_digest(drawn_task, digest_of))),
            ("日志散列", tag("code", last.log_digest)),
        )
    )
    yield section("十一、抽取以后的补抽", tag("p", RULE), listed, now, process, digests)


def _replacement_rows(drawn_task: DrawnTask) -> Iterator[Sequence[str | int]]:
    """List the entity that came in, or each seat that somebody else took, a row each."""
    for replacement in drawn_task.replacements:
        rows = (
            [_entity(drawn_task, replacement)]
            if replacement.entered
            else [_seat(drawn_task, replacement, team) for team in replacement.teams]
        )
        yield from ((replacement.number, *row, replacement.drop_out.at) for row in rows)


def _entity(drawn_task: DrawnTask, replacement: Replacement) -> Sequence[str | int]:
    [code] = replacement.drop_out.codes
    newcomer = replacement.entered
    assert newcomer is not None
    entity = f"{_visit(drawn_task, code).drawn.name}（{code}）"
    return (entity, replacement.drop_out.reason, newcomer.name, newcomer.code, newcomer.ticket)


def _seat(drawn_task: DrawnTask, replacement: Replacement, team: Assignment) -> Sequence[str | int]:
    visit = _visit(drawn_task, team.code)
    teams = (*visit.earlier, visit.team.certs)
    [newcomer] = set(team.certs) - set(teams[teams.index(team.certs) - 1])
    [ticket] = order([newcomer], f"{drawn_task.record.seed}|team|{team.code}|{team.attempt}")
    in_words = drawn_task.record.request.named
    return (in_words([replacement.drop_out.cert]), NOT_SAID, in_words([newcomer]), team.code, ticket.ticket)


def _teams(drawn_task: DrawnTask) -> Iterator[Sequence[str | int]]:
    for replacement in drawn_task.replacements:
        absent = LIST.join(absentees(drawn_task.record, replacement.drop_out))
        for team in replacement.teams:
            yield (replacement.number, team.code, team.attempt, team.window, LIST.join(team.certs), absent)


def _rejection_rows(drawn_task: DrawnTask) -> Iterator[Sequence[str | int]]:
    for replacement in drawn_task.replacements:
        yield from ((replacement.number, a.code, a.number, LIST.join(a.certs), a.reason) for a in replacement.attempts)


def _now(drawn_task: DrawnTask, visit: Visit) -> Sequence[str | int]:
    origin = f"第 {visit.entered} 次补抽补入" if visit.entered else "原抽取"
    change = f"，第 {visit.decided} 次补抽换人" if visit.decided > visit.entered else ""
    return (visit.drawn.name, visit.drawn.code, drawn_task.record.request.named(visit.team.certs), origin + change)


def _visit(drawn_task: DrawnTask, code: str) -> Visit:
    return next(visit for visit in drawn_task.visits if visit.drawn.code == code)
