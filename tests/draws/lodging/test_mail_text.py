"""The mails that carry a slip, and what is packed with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.draws.lodging.slips import dice_slip, slip
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.mail_text import (
    LodgedArchive,
    dice_stem,
    lodged_files,
    mail_subject,
    short_message,
    slip_files,
    superior_body,
    witness_body,
)
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.desk.known import FROZEN_NAME
from xlcheck.steps.draw.archive import OPENING_NAME, Archive, moves_name

MADE = slip(2)
CODE = lodging_code(MADE)
TODAY = date(2026, 2, 12)
DIGEST = "ab" * 32


def superior(made=MADE, name="示例市交通运输局"):
    return superior_body(made, name, LodgedArchive("示例2026双随机收存3.zip", DIGEST), TODAY)


def test_the_subject_names_the_run_and_has_the_code():
    assert mail_subject(MADE) == f"示例市示例区交通运输局2026年第3次冻结收存单（收存码 {CODE}）"


def test_the_superior_is_asked_to_keep_it_before_the_deadline():
    assert superior() == (
        "示例市交通运输局：\n"
        "　　现报上我单位2026年第3次冻结的收存单和存档，请于2026年2月26日18:00前收存，并予回执。\n"
        f"　　收存码：{CODE}\n"
        "　　冻结时间：2026-02-12 10:24:08+08:00\n"
        "　　随机数来源：双色球2026018期　开奖日：2026年2月26日（按财政部休市公告）\n"
        "　　抽查任务：\n"
        "　　　　01号　第1次抽取　2026年示例区交通运输局道路旅客运输市场主体随机抽查方案\n"
        "　　　　02号　第2次抽取　2026年示例区交通运输局机动车维修市场主体随机抽查方案\n"
        f"　　附件：示例2026双随机收存3.zip（SHA-256：{DIGEST}），其中有：\n"
        "　　　　冻结收存单-2026-03.xlsx　冻结收存单，供打印\n"
        "　　　　冻结收存单-2026-03.json　冻结收存单，供程序核对\n"
        "　　　　存档/01号/第1次/冻结.json　01号第1次冻结的内容\n"
        "　　　　存档/01号/第1次/名录变动-202601.txt　01号第1次的名录变动\n"
        "　　　　存档/02号/第2次/冻结.json　02号第2次冻结的内容\n"
        "　　　　存档/02号/第2次/名录变动-202602.txt　02号第2次的名录变动\n"
        "　　　　存档/年初状态.txt　年初的名录、计划和规则\n"
        "　　　　存档/抽取日志.jsonl　抽取日志，到本次冻结为止\n"
        "　　收存单证明：本邮件发出时，各任务的抽样框、人员和规则已按所列指纹冻结。它不证明号码。\n"
        "　　存档和抽取日志请原样保存：我单位的文件损坏时，可以据以恢复。\n"
        "\n"
        "示例市示例区交通运输局\n"
        "2026年2月12日\n"
    )


def test_a_superior_without_a_name_is_addressed_all_the_same():
    assert superior(name="").startswith("上级单位：\n")


def test_a_witness_gets_the_slip_and_nothing_in_which_there_are_persons():
    body = witness_body(MADE, TODAY)
    assert [file.name for file in slip_files(MADE)] == ["冻结收存单-2026-03.xlsx", "冻结收存单-2026-03.json"]
    assert all(file.name in body for file in slip_files(MADE))
    assert "存档" not in body
    assert "请自行保存" in body
    assert CODE in body
    assert "它不证明号码" in body
    assert "2026年2月26日" in body


def test_dice_are_thrown_after_it_has_left():
    assert "请于掷骰（摇球）以前收存" in superior(dice_slip(1))
    assert dice_stem(dice_slip(1)) == "掷骰记录单-2026-03"


def test_a_short_message_has_the_code():
    assert short_message(MADE) == (
        "示例市示例区交通运输局2026年第3次冻结：01号第1次、02号第2次，双色球2026018期，"
        f"收存码 {CODE}。请保存，抽取以后与抽取记录核对。"
    )


@pytest.mark.parametrize("text", [mail_subject, short_message, superior, lambda made: witness_body(made, TODAY)])
def test_practice_is_said(text):
    assert "演练" in text(slip(2, practice=True))
    assert "演练" not in text(MADE)


def test_files_of_a_practice_run_are_marked():
    assert [file.name[:4] for file in slip_files(slip(2, practice=True))] == ["【演练】"] * 2
    assert dice_stem(replace(dice_slip(1), practice=True)) == "【演练】掷骰记录单-2026-03"


def test_what_is_packed_has_the_names_that_it_has_on_the_desk():
    desk = Desk(Path("/desk"))
    folders = [(Archive(desk).folder(t.task_no, t.attempt), t.plan_no) for t in MADE.tasks]
    frozen = [path for folder, plan_no in folders for path in (folder / FROZEN_NAME, folder / moves_name(plan_no))]
    kept = (*frozen, desk.archive / OPENING_NAME, desk.journal.draw_log)
    wanted = [path.relative_to(desk.root).as_posix() for path in kept]
    assert [file.name for file in lodged_files(MADE)][2:] == wanted
