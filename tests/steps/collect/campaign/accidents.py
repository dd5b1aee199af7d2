"""What goes wrong on an honest desk: a wrong digit, a wrong clock, a torn log, people who fall away, a new version.

None of it may be held against the bureau, though each leaves traces in log and records.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from tests.released.desks import KINDS, unpacked
from tests.released.desks import packs_of as sent_packs
from tests.steps.collect.campaign import Office, Way
from tests.steps.collect.campaign.ways import LODGED, SECOND_SENT, confirm, first_round, waiting
from tests.steps.collect.districts import BALLS, ISSUE, SENT, SHIPPED, District
from xlcheck.samples.picture import sample_picture
from xlcheck.steps.collect.statements import Statements
from xlcheck.steps.correct.day import awaited_issues, put_off
from xlcheck.steps.correct.numbers import correct_numbers, drawn_numbers
from xlcheck.steps.correct.restore import read_copy, restoration, restore
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.clock import correct_clock
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.replace.replace import DropOutReport, replace_one
from xlcheck.steps.verify.repair import damages, repair

WRONG = {"ssq-2021003": "1 2 3 4 5 6 + 8"}
NEXT = datetime(2021, 1, 9, 9)
OLD_NUMBERS = {"lottery1": "3 12 17 21 29 33 7", "drand1": "5f" * 32, "witness1": "482913", "system1": "123456"}


def lodged(district: District, office: Office):
    """Freeze and lodge; the superior sees it the next day."""
    frozen, papers = district.freeze("03号")
    office.take(papers.mail, LODGED)
    office.collect(datetime(2021, 1, 6, 9))
    return frozen


def sent(district: District, office: Office, at: datetime = SENT) -> None:
    """Report, and let the superior see that too."""
    for mail in district.send(at):
        office.take(mail, at)
    office.collect(at.replace(hour=17))


def at(district: District, moment: datetime) -> Run:
    return replace(district.run, now=moment)


def wrong_numbers(district: District, office: Office) -> None:
    """A digit was typed wrong, and is put right before anything is sent."""
    wrong_numbers_without_report(district, office)
    sent(district, office)


def wrong_numbers_without_report(district: District, office: Office) -> None:
    district.draw(lodged(district, office), WRONG)
    correct(district, NEXT)


def correct(district: District, moment: datetime) -> None:
    (group,) = drawn_numbers(at(district, moment))
    correct_numbers(at(district, moment), group, BALLS["ssq-2021003"], "录入时看错一位")


def wrong_numbers_sent(district: District, office: Office) -> None:
    """Wrong numbers are reported; the superior, who has the official ones, sends that back; they are put right."""
    district.draw(lodged(district, office), WRONG)
    for mail in district.send(datetime(2021, 1, 11, 9)):
        office.take(mail, datetime(2021, 1, 11, 9))
    said = Statements(numbers=((ISSUE, BALLS["ssq-2021003"]),))
    office.collect(datetime(2021, 1, 11, 17), said)
    for ledger in sorted(district.run.desk.ledgers.glob("检查台账-*.xlsx")):
        ledger.unlink()  # it was filled in for the first report; a real one is of the right companies
    correct(district, datetime(2021, 1, 12, 9))
    sent(district, office)


def clock_ahead(district: District, office: Office) -> None:
    """The clock is a day ahead when it is frozen; that is noticed the same afternoon."""
    _, papers = district.freeze("03号", now=datetime(2021, 1, 6, 9))
    office.take(papers.mail, LODGED)
    office.collect(datetime(2021, 1, 5, 17))
    correct_clock(at(district, datetime(2021, 1, 5, 16)), "电脑时钟快了一天")
    district.draw(waiting(district, "03号"))
    sent(district, office)


def companies_and_inspectors_replaced(district: District, office: Office) -> None:
    """Two companies and an inspector fall away, before the first report and after it."""
    district.draw(lodged(district, office))
    fall_away(district, NEXT, "甲")
    sent(district, office)
    fall_away(district, datetime(2021, 3, 8, 9), "乙", inspector=True)
    sent(district, office, SECOND_SENT)


def fall_away(district: District, moment: datetime, name: str, *, inspector: bool = False) -> None:
    run = at(district, moment)
    (task,) = drawn_tasks(Archive(run.desk)).values()
    photo = district.home / f"{name}.png"
    photo.write_bytes(sample_picture() + name.encode())
    one = task.current[-1]
    who = ((), one.team.certs[0]) if inspector else ((one.drawn.code,), "")
    replace_one(run, "03号", DropOutReport(*who, "请假" if inspector else "停业", "", (photo,), "示例甲"))


def log_torn(district: District, office: Office) -> None:
    """Two programs write into the log at once; what is torn is vouched for."""
    district.draw(lodged(district, office))
    log = district.run.desk.journal.draw_log
    content = log.read_bytes()
    log.write_bytes(content + content.splitlines()[-1][-200:] + b"\xe6\x8a\n")
    district.run = replace(district.run, desk=Desk(district.run.desk.root))
    repair(at(district, NEXT), damages(district.run.desk), "两台电脑同时写入")
    sent(district, office)


def disk_lost_after_a_report(district: District, office: Office) -> None:
    """The disk is lost after the draw was reported; the pack, as the superior has it, gives log and record back."""
    blank = blank_copy(district)
    first_round(district, office)
    lose_the_disk(district, office, blank)


def disk_lost_after_a_replacement(district: District, office: Office) -> None:
    """The same, where numbers were corrected and a company was replaced before the report."""
    blank = blank_copy(district)
    wrong_numbers_without_report(district, office)
    fall_away(district, NEXT.replace(hour=10), "甲")
    sent(district, office)
    lose_the_disk(district, office, blank)


def blank_copy(district: District) -> Path:
    """The desk as it is now, in another place."""
    return Path(shutil.copytree(district.run.desk.root, district.home / "旧" / "2021"))


def lose_the_disk(district: District, office: Office, blank: Path) -> None:
    """Go on with a blank desk and the pack that was sent, and report twice."""
    (packed,) = sorted(district.run.desk.outbox.glob("*.zip"))
    kept = district.home / packed.name
    shutil.copy(packed, kept)
    shutil.rmtree(district.run.desk.root)
    shutil.move(blank, district.run.desk.root)
    district.run = replace(district.run, desk=Desk(district.run.desk.root))
    run = at(district, datetime(2021, 3, 8, 9))
    restore(run, restoration(run.desk, read_copy(kept)), "硬盘损坏")
    for mail in district.send(SECOND_SENT):
        office.take(mail, SECOND_SENT)
    for mail in district.send(SECOND_SENT.replace(hour=10)):
        office.take(mail, SECOND_SENT.replace(hour=10))


def put_off_after_it_was_seen(district: District, office: Office) -> None:
    """The superior has answered the slip when the issue is put off, twice."""
    lodged(district, office)
    notice = district.home / "通知.png"
    for day, put_at in ((10, 6), (12, 8)):
        notice.write_bytes(sample_picture() + bytes((day,)))
        run = at(district, datetime(2021, 1, put_at, 15))
        (issue,) = awaited_issues(run)
        for papers in put_off(run, issue, date(2021, 1, day), "开奖机构通知", notice):
            office.take(papers.mail, run.now)
        office.collect(run.now.replace(hour=17))
    district.draw(waiting(district, "03号"), now=datetime(2021, 1, 13, 9))
    sent(district, office)


def carried_on(district: District, office: Office) -> None:
    """A desk of 0.1.0 that has reported, unsigned, is carried on: what waits is drawn, what is new is lodged."""
    old = unpacked(KINDS, district.home / "原来")
    district.run = Run(Desk(shutil.copytree(old.root, district.home / "140603" / "2021")), datetime(2021, 3, 18, 9))
    district.region, district.bureau = "140603", SHIPPED
    for pack in sent_packs(district.run.desk):
        shutil.copytree(pack, office.inbox / pack.name)
    office.collect(datetime(2021, 3, 18, 8))
    books = ready_books(district.run)
    (row,) = tasks_of(books, ["11号"])
    frozen = freeze_task(district.run, books, row, ())
    draw_task(district.run, frozen, OLD_NUMBERS, Attendance("示例甲", "示例室", "示例乙"))
    sent(district, office, datetime(2021, 3, 19, 9))
    again = {"issue": "双色球2021031期", "now": datetime(2021, 3, 22, 9)}
    frozen_anew, papers = district.freeze("10号", **again)
    office.take(papers.mail, datetime(2021, 3, 22, 15))
    office.collect(datetime(2021, 3, 22, 17))
    confirm(district, office)
    district.draw(frozen_anew, {"ssq-2021031": "1 2 3 4 5 6 + 7"}, datetime(2021, 3, 29, 9))
    sent(district, office, SECOND_SENT)


ACCIDENTS = (
    Way("号码录错，上报前更正", wrong_numbers, True, held="已收存"),
    Way("号码录错，上报后更正", wrong_numbers_sent, True, held="已收存"),
    Way("时钟快一天，更正", clock_ahead, True, held="已收存"),
    Way("对象、人员补抽", companies_and_inspectors_replaced, True, held="已收存"),
    Way("日志损坏，修复", log_torn, True, held="已收存"),
    Way("上报以后硬盘损坏，用上报的压缩包恢复", disk_lost_after_a_report, True, held="已收存"),
    Way("更正、补抽、上报以后硬盘损坏，用上报的压缩包恢复", disk_lost_after_a_replacement, True, held="已收存"),
    Way("收存以后改期两次", put_off_after_it_was_seen, True, held="已收存"),
    Way("0.1.0 的年度接着用", carried_on, True),
)
