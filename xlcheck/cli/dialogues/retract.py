"""收回: which batch, and why; what is said of it is read back before it is logged."""

from __future__ import annotations

from xlcheck.cli import screen
from xlcheck.cli.asking import choose, typed_reason
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.standing import folders_of_batch
from xlcheck.steps.publish.retract import (
    LoggedBatch,
    RetractResult,
    batch_to_retract,
    logged_batches,
    number_of,
)
from xlcheck.steps.publish.withdraw import finish_interrupted


def ask_batch(run: Run, name: str, reason: str) -> tuple[str, str]:
    """Ask which batch is taken back, and why, where it is not given; a person who then says no ends the command.

    Raises :class:`XlcheckError` as :func:`batch_to_retract`.
    """
    if name and reason:
        return name, reason
    screen.files("！ 上次运行中断，写好的一批现已补放到位", finish_interrupted(run))
    batch = batch_to_retract(run, name or _chosen(logged_batches(run.desk)))
    why = reason or typed_reason(run, "收回的原因", needed="请写明原因，它记入公示日志。")
    _confirm(run, batch, why)
    return batch.name, why


def _chosen(batches: list[LoggedBatch]) -> str:
    if len(batches) < 2:
        return batches[0].name if batches else ""
    return choose("收回哪一批", batches[::-1], lambda one: f"{one.name}（{_in_words(one)}）", usual=batches[-1]).name


def _in_words(batch: LoggedBatch) -> str:
    counts = (("公示", batch.new), ("更正", batch.corrected), ("撤回", batch.withdrawn))
    return "，".join(f"{what} {count} 户" for what, count in counts if count)


def _confirm(run: Run, batch: LoggedBatch, reason: str) -> None:
    """Read back what is taken back; that nobody has seen it only a person can say."""
    screen.say(f"    收回：{batch.name}（{_in_words(batch)}）")
    for folder in folders_of_batch(run.desk, batch.name):
        screen.say(f"    材料：“公示”里的“{folder.name}”，移到“旧版”")
    screen.say(f"    原因：{reason}")
    if not screen.agrees("只有没有放到网站上、没有录入省平台、没有报送信用平台的才能收回。是否都没有，收回这一批"):
        raise screen.Declined


def show_retracted(result: RetractResult) -> None:
    """Say where the folder went, and what becomes of the rows."""
    screen.files("收回的材料", result.folders)
    screen.say(
        f"√ 已收回{number_of(result.batch)}的 {result.rows} 户，不用发公告。改好台账以后再做“公示”，写进下一批；"
        "已经打包上报过的，请再做一次“上报”。"
    )
