"""上报: passwords and what only a person knows are asked for; what was packed and sent is said."""

from __future__ import annotations

from xlcheck.cli import screen
from xlcheck.cli.chinese import UnfitValue
from xlcheck.journal.mail_events import GONE, Mail, MailStatus
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.send.deliver import Answers, deliver_waiting
from xlcheck.steps.send.send import SHORTEST_PASSWORD, SendResult, sent_by_hand


def new_password() -> str:
    """Ask for a password for 台账全文, typed twice and not shown."""
    while True:
        first = screen.ask_hidden(f"请为台账全文设一个打开密码，至少 {SHORTEST_PASSWORD} 个字符")
        if len(first) < SHORTEST_PASSWORD:
            screen.say("！ 太短，请重新输入。")
        elif first == screen.ask_hidden("请再输入一次"):
            return first
        else:
            screen.say("！ 两次不一致，请重新输入。")


def show_packed(result: SendResult) -> None:
    """Show what is in the pack and what is not, and how it is sent."""
    screen.files("！ 这些台账没有读到，台账摘要中没有", result.without)
    if result.whole:
        screen.say("√ 台账全文已加密，请用电话等其他方式告知密码；密码没有保存，忘记了打不开。")
    else:
        screen.say("－ 没有设密码，含检查人员姓名和检查情况的台账全文不上报；要上报的，请选“加密上报”。")
    screen.files("请打开邮件草稿发送，或新写邮件、粘贴邮件正文、添加附件", sorted(result.drafts.iterdir()))
    screen.files("全部材料的文件夹和压缩包", [result.folder, result.archive])
    screen.say(
        f"√ 第 {result.number} 次上报，共 {len(result.files)} 个文件，分 {len(result.mails)} 封邮件，还没有发出。"
    )


def send_waiting(run: Run) -> int:
    """Send the mails that wait; returns the exit code."""
    mails = deliver_waiting(run, Answers(_has_arrived, lambda user: screen.ask_hidden(f"请输入 {user} 的密码或授权码")))
    for mail in mails:
        sign = "√" if mail.status in GONE else "×"
        screen.say(f"{sign} {mail.name}：{mail.status.value}{f'，{mail.remark}' if mail.remark else ''}")
    if any(mail.status is MailStatus.UNKNOWN for mail in mails):
        screen.say("！ 请向上级单位核实是否收到，再运行一次，按提示回答；核实以前不会重发。")
    waiting = sum(mail.status not in GONE for mail in mails)
    screen.say(f"× 还有 {waiting} 封没有发出。" if waiting else f"√ {len(mails)} 封都已发出。")
    return 1 if waiting else 0


def _has_arrived(mail: Mail) -> bool:
    screen.say(f"！ {mail.name}（{mail.recipient}，{mail.subject}）在 {mail.time} 发送时结果不明。")
    return screen.agrees("请向上级单位核实：对方是否已收到")


def note_sent(run: Run, text: str) -> None:
    """Note that staff have sent a pack themselves; raises :class:`UnfitValue` where it is no number."""
    digits = text.removeprefix("第").removesuffix("次").strip()
    if not digits.isdecimal():
        raise UnfitValue(f"--done“{text}”不对，请写第几次，如“第1次”")
    changed = sent_by_hand(run, int(digits))
    screen.say(f"√ 已登记人工发送 {len(changed)} 封。")
