"""The mails that carry a slip to the superior and to witnesses, and what is packed with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.printed import before_in_words, mark, numbers_come, run_in_words
from xlcheck.draws.lodging.slip import FreezeSlip, LodgedTask
from xlcheck.reading.dates import in_words
from xlcheck.reading.fingerprint import in_groups

ARCHIVE = "存档"
"""The folder of the desk from which files are packed under their own names, so that they can be put back."""

LODGED_LOG = f"{ARCHIVE}/抽取日志.jsonl"

_PRACTICE = "　　本邮件为演练，内容均为虚构。\n"
_PROVES = "　　收存单证明：本邮件发出时，各任务的抽样框、人员和规则已按所列指纹冻结。它不证明号码。\n"


@dataclass(frozen=True, slots=True)
class LodgedFile:
    """A file that goes with a slip: its place on the desk, and what it is, in words."""

    name: str
    what: str


@dataclass(frozen=True, slots=True)
class LodgedArchive:
    """The zip that goes to the superior: its name and SHA-256, and the fingerprint of the key that signs it, if any."""

    name: str
    sha256: str
    key: str = ""


def slip_stem(slip: FreezeSlip) -> str:
    """Return what the files of a slip are called, without their suffix."""
    return f"{mark(slip)}冻结收存单-{slip.year}-{slip.number:02d}"


def dice_stem(slip: FreezeSlip) -> str:
    """Return what the dice sheet of a freeze run is called, without its suffix."""
    return f"{mark(slip)}掷骰记录单-{slip.year}-{slip.number:02d}"


def slip_files(slip: FreezeSlip) -> tuple[LodgedFile, ...]:
    """Return the slip for print and for the program; a witness gets these alone, for they have no person in them."""
    stem = slip_stem(slip)
    return LodgedFile(f"{stem}.xlsx", "冻结收存单，供打印"), LodgedFile(f"{stem}.json", "冻结收存单，供程序核对")


def lodged_files(slip: FreezeSlip) -> tuple[LodgedFile, ...]:
    """Return what the superior gets: the slip, what was frozen, and the log; so it is a backup as well."""
    opening = LodgedFile(f"{ARCHIVE}/年初状态.txt", "年初的名录、计划和规则")
    log = LodgedFile(LODGED_LOG, "抽取日志，到本次冻结为止")
    frozen = (file for task in slip.tasks for file in _frozen_files(task))
    return (*slip_files(slip), *frozen, opening, log)


def mail_subject(slip: FreezeSlip) -> str:
    """Return the subject of either mail; it has 收存码, so that it holds even where an attachment is lost."""
    return f"{mark(slip)}{slip.bureau}{run_in_words(slip)}收存单（收存码 {lodging_code(slip)}）"


def superior_body(slip: FreezeSlip, superior: str, archive: LodgedArchive, today: date) -> str:
    """Return the text of the mail to the superior, whose attachment is the zip ``archive``."""
    return (
        f"{superior or '上级单位'}：\n"
        f"　　现报上我单位{run_in_words(slip)}的收存单和存档，请于{before_in_words(slip)}收存，并予回执。\n"
        f"{_particulars(slip)}"
        f"　　附件：{archive.name}（SHA-256：{archive.sha256}），其中有：\n{_listing(lodged_files(slip))}"
        f"{_signed(archive.key)}"
        f"{_PROVES}"
        "　　存档和抽取日志请原样保存：我单位的文件损坏时，可以据以恢复。\n"
        f"{_closing(slip, today)}"
    )


def witness_body(slip: FreezeSlip, today: date) -> str:
    """Return the text of the mail to a witness, whose attachments are :func:`slip_files`."""
    return (
        "监督人：\n"
        f"　　现将我单位{run_in_words(slip)}的收存单发给您，请自行保存本邮件和附件，不要删改。\n"
        f"{_particulars(slip)}"
        f"　　附件：\n{_listing(slip_files(slip))}"
        f"{_PROVES}"
        "　　抽取以后，请与抽取记录核对：指纹或第几次抽取不同的，同一次抽取另有收存码的，请向上级反映。\n"
        f"{_closing(slip, today)}"
    )


def short_message(slip: FreezeSlip) -> str:
    """Return what is sent as a short message, or read out on the telephone."""
    tasks = "、".join(f"{task.task_no}第{task.attempt}次" for task in slip.tasks)
    return (
        f"{mark(slip)}{slip.bureau}{run_in_words(slip)}：{tasks}，{slip.source_name}，"
        f"收存码 {lodging_code(slip)}。请保存，抽取以后与抽取记录核对。"
    )


def _particulars(slip: FreezeSlip) -> str:
    label, when = numbers_come(slip)
    tasks = "".join(f"　　　　{t.task_no}　第{t.attempt}次抽取　{t.task_name}\n" for t in slip.tasks)
    return (
        f"　　收存码：{lodging_code(slip)}\n"
        f"　　冻结时间：{slip.frozen_at}\n"
        f"　　随机数来源：{slip.source_name}　{label}：{when}\n"
        f"　　抽查任务：\n{tasks}"
    )


def _signed(key: str) -> str:
    return f"　　附件有签名，签名密钥的指纹：{in_groups(key)}，请用电话与我单位核对。\n" if key else ""


def _listing(files: Iterable[LodgedFile]) -> str:
    return "".join(f"　　　　{file.name}　{file.what}\n" for file in files)


def _closing(slip: FreezeSlip, today: date) -> str:
    return f"{_PRACTICE if slip.practice else ''}\n{slip.bureau}\n{in_words(today)}\n"


def lodged_request(task: LodgedTask) -> str:
    """Return the name of the frozen request of a task among the files that go with its slip."""
    return f"{_frozen_folder(task)}/冻结.json"


def _frozen_folder(task: LodgedTask) -> str:
    return f"{ARCHIVE}/{task.task_no}/第{task.attempt}次"


def _frozen_files(task: LodgedTask) -> tuple[LodgedFile, LodgedFile]:
    which = f"{task.task_no}第{task.attempt}次"
    return (
        LodgedFile(lodged_request(task), f"{which}冻结的内容"),
        LodgedFile(f"{_frozen_folder(task)}/名录变动-{task.plan_no}.txt", f"{which}的名录变动"),
    )
