"""The sheet 补抽: every replacement of a draw up to one of them, one labelled value a row, both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from xlcheck.draws.codec import canonical_json, hex_hash, hints_of
from xlcheck.draws.formats.one.particulars import heads
from xlcheck.draws.formats.one.record import content_digest
from xlcheck.draws.record.book import DATA_TITLES, FIRST_ROW
from xlcheck.draws.record.cells import LIST, Grid, GridRead, text_of, value_of
from xlcheck.model import Assignment, DrawnTask, DrawRecord, DropOut, RejectedTeam, Replacement

DigestOf = Callable[[DrawRecord], str]
"""Gives 内容摘要 of a record, as its format has it."""

SHEET, RECORD = "补抽", "抽取记录"
LOG_DIGEST = "日志行散列值"

LABELS: Mapping[str, str] = {
    "codes": "退出的检查对象",
    "cert": "退出的检查人员",
    "wholly": "不再参加本任务",
    "reason": "原因",
    "note": "情况说明",
    "evidence": "证据",
    "at": "补抽时间",
    "operator": "操作人",
    "version": "程序版本",
}
"""The label of each value of a dropout; from these and the record everything else follows."""


def replaced_grid(drawn_task: DrawnTask) -> Grid:
    """Return the sheet of a task: title, header, and the replacements in their order."""
    values: Grid = [
        [label, text] for replacement in drawn_task.replacements for label, text in _label_fields(replacement)
    ]
    return [["补抽数据"], [*DATA_TITLES], *values]


def replaced_digest(drawn_task: DrawnTask, digest_of: DigestOf = content_digest) -> str:
    """Return 内容摘要 of a 补抽记录, in hex.

    SHA-256 over canonical JSON of its sheet and the digest of the draw's record, which ``digest_of`` gives.
    """
    return hex_hash(canonical_json({SHEET: replaced_grid(drawn_task), RECORD: digest_of(drawn_task.record)}))


def drop_outs_from(grid: GridRead) -> list[tuple[DropOut, str]]:
    """Read the dropouts that :func:`replaced_grid` laid out, with the hashes of their log lines.

    A value that is missing reads as blank: the comparison finds it. Raises :class:`XlcheckError`
    ``draw.record-damaged`` where a cell cannot be read.
    """
    data = {str(label): str(text) for label, text, *_ in ([*row, "", ""] for row in grid[FIRST_ROW - 1 :])}
    return [(_drop_out(data, head), data.get(head + LOG_DIGEST, "")) for head in heads(data, SHEET)]


def _drop_out(data: Mapping[str, str], head: str) -> DropOut:
    hints = hints_of(DropOut)
    values = {
        name: value_of(hints[name], data.get(head + label, ""), f"“{SHEET}”工作表“{head}{label}”")
        for name, label in LABELS.items()
    }
    return DropOut(**values)


def _label_fields(replacement: Replacement) -> Iterator[tuple[str, str]]:
    head = f"{SHEET}{replacement.number} "
    for name, label in LABELS.items():
        yield head + label, text_of(getattr(replacement.drop_out, name))
    yield head + LOG_DIGEST, replacement.log_digest
    if replacement.entered is not None:
        yield (
            head + "补入的检查对象",
            f"{replacement.entered.code}，次序 {replacement.entered.rank}，签号 {replacement.entered.ticket}",
        )
    for number, team in enumerate(replacement.attempts, start=1):
        yield f"{head}未采用 {number}", _rejection_text(team)
    for number, formation in enumerate(replacement.teams, start=1):
        yield f"{head}检查组 {number}", _team(formation)


def _team(team: Assignment) -> str:
    return f"{team.code}：{LIST.join(team.certs)}，尝试号 {team.attempt}，负荷差 {team.window}"


def _rejection_text(team: RejectedTeam) -> str:
    return f"{team.code}：{LIST.join(team.certs)}，尝试号 {team.number}，{team.reason}"
