"""补抽: what the command line does not say is asked, and read back before it is logged for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xlcheck.checks.drop_outs import CERTIFICATE, LEAVE, RECUSAL, TRANSFER
from xlcheck.cli import screen
from xlcheck.cli.asking import choose, paths, words
from xlcheck.messages import error_text
from xlcheck.model import DropOut, XlcheckError
from xlcheck.reading.vocabulary import vocabulary
from xlcheck.reading.who import gives_reason
from xlcheck.schema.vocabularies import ENTITY_REASON, STAFF_REASON
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.evidence import evidence_of
from xlcheck.steps.replace.replace import DropOutReport, Participant, checked_evidence, participant, participants

_TO_ENTER = {
    LEAVE: "请在《执法检查人员名录库》的“请假”表中登记起止日期",
    TRANSFER: "请在《执法检查人员名录库》中改此人的状态",
    RECUSAL: "请在《执法检查人员名录库》的“回避关系”表中登记",
    CERTIFICATE: "请在《执法检查人员名录库》中改此人的执法证有效期或状态",
}
"""What the registry must show, by what stands in the reason."""


def ask_drop_out(run: Run, task: str, given: DropOutReport) -> DropOutReport:
    """Ask who drops out, why, and by which evidence, where it is not given; a person who was asked must confirm it.

    Raises :class:`XlcheckError` where nobody is meant by what was typed.
    """
    drop_out = given
    if not drop_out.codes and not drop_out.cert:
        person = choose("谁退出", participants(run, task), _spoken)
        drop_out = replace(drop_out, codes=(person.code,) if person.code else (), cert=person.cert)
    if not drop_out.reason:
        drop_out = replace(
            drop_out, reason=_reason(run, drop_out), note=drop_out.note or words(run, "情况说明", "", how="可以不填")
        )
    if not drop_out.evidence and (drop_out != given or not drop_out.cert):
        drop_out = replace(drop_out, evidence=_evidence(run, drop_out))
    if drop_out != given:
        _confirm(run, task, drop_out)
    return drop_out


def _reason(run: Run, drop_out: DropOutReport) -> str:
    """Ask for one of the usual reasons by its number, or for another in words."""
    usual = vocabulary(STAFF_REASON if drop_out.cert else ENTITY_REASON)
    choices = "，".join(f"{n} {reason}" for n, reason in enumerate(usual, start=1))
    while True:
        answer = words(run, "原因", how=f"{choices}，或直接写明", needed="请输入原因的序号，或写明原因。")
        if gives_reason(answer):
            return answer
        if not answer.isdecimal():
            screen.say(f"！ “{answer}”没有说出为什么。请输入原因的序号，或写明原因。")
        elif 1 <= int(answer) <= len(usual):
            return usual[int(answer) - 1]
        else:
            screen.say(f"！ 没有第 {answer} 个原因。请输入 1 至 {len(usual)}，或写明原因。")


def _evidence(run: Run, drop_out: DropOutReport) -> tuple[Path, ...]:
    """Ask for files until they prove something, which only the drop-out of an inspector does without."""
    while True:
        files = _asked_files(drop_out)
        try:
            checked_evidence(run, replace(drop_out, evidence=files))
        except XlcheckError as error:
            screen.say(f"！ {error_text(error)}")
        else:
            return files


def _asked_files(drop_out: DropOutReport) -> tuple[Path, ...]:
    if drop_out.cert:
        return paths("证据文件（照片、扫描件、PDF 等），可以拖进来，也可以没有")
    return paths(
        "证据文件（照片、扫描件、PDF 等），可以几个一起拖进来",
        "检查对象退出，必须有证据，如注销证明、现场照片。请把文件拖到本窗口，再按回车。",
    )


def _confirm(run: Run, task: str, drop_out: DropOutReport) -> None:
    """Read back with names: a slip in a code must not take out somebody else."""
    for text in filter(None, (drop_out.cert, *drop_out.codes)):
        screen.say(f"    退出：{_spoken(participant(run, task, text))}")
    screen.say(f"    原因：{drop_out.reason}" + (f"（{drop_out.note}）" if drop_out.note else ""))
    for path in drop_out.evidence:
        kind = evidence_of(path).kind
        screen.say(f"    证据：{path}（{kind.name}{'' if kind.opened else '，程序打不开，没有核对内容'}）")
    if not screen.agrees("以上内容一经写入抽取日志就不能撤回，是否无误"):
        raise screen.Declined


def _spoken(person: Participant) -> str:
    return f"{person.name}（{person.code or person.cert}）"


def show_what_to_enter(drop_out: DropOut) -> None:
    """Say what the registries must show now, which the check asks for until they do."""
    to_enter = [text for word, text in _TO_ENTER.items() if word in drop_out.reason]
    for text in to_enter if drop_out.cert else ("请在《检查对象名录库》中按实际情况改这一户的经营状态",):
        screen.say(f"－ {text}；登记以前，“校验”和“到期提醒”都会提示。")
