"""What districts do in a year, honestly and otherwise, and what the superior must say of it."""

from __future__ import annotations

import base64
import copy
import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from tests.steps.collect.campaign import Office, Way
from tests.steps.collect.campaign.forging import forge
from tests.steps.collect.districts import OPEN, SENT, District, close_company
from xlcheck.steps.correct.day import awaited_issues, put_off
from xlcheck.steps.correct.restore import read_copy, restoration, restore
from xlcheck.steps.desk.desk import SILENT, Desk
from xlcheck.steps.desk.office_key import KEY_FILE, fingerprint, office_key
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.freeze import FrozenTask, abandon
from xlcheck.steps.draw.tasks import choose_tasks

LODGED = datetime(2021, 1, 5, 15)
SECOND_OPEN, SECOND_LODGED = datetime(2021, 3, 8, 9), datetime(2021, 3, 8, 15)
SECOND, SECOND_BALLS = "双色球2021025期", {"ssq-2021025": "2 4 6 8 10 12 + 14"}
SECOND_DRAWN, SECOND_SENT = datetime(2021, 3, 12, 9), datetime(2021, 6, 4, 9)


def honestly(district: District, office: Office) -> None:
    """Freeze, lodge, draw and report, in two rounds."""
    first_round(district, office)
    second_round(district, office)


def first_round(district: District, office: Office, *, lodged: bool = True) -> None:
    frozen, papers = district.freeze("03号")
    if lodged:
        office.take(papers.mail, LODGED)
        office.collect(datetime(2021, 1, 6, 9))
    district.draw(frozen)
    for mail in district.send():
        office.take(mail, SENT)
    office.collect(datetime(2021, 3, 6, 9))


def second_round(district: District, office: Office, *, lodged: bool = True) -> None:
    frozen, papers = district.freeze("05号", issue=SECOND, now=SECOND_OPEN)
    if lodged:
        office.take(papers.mail, SECOND_LODGED)
        office.collect(datetime(2021, 3, 9, 9))
    district.draw(frozen, SECOND_BALLS, SECOND_DRAWN)
    for mail in district.send(SECOND_SENT):
        office.take(mail, SECOND_SENT)


def put_off_honestly(district: District, office: Office) -> None:
    """The issue is put off; what was frozen is lodged anew."""
    _, papers = district.freeze("03号")
    office.take(papers.mail, LODGED)
    notice = district.home / "通知.png"
    Image.effect_noise((600, 400), 80).save(notice)
    run = replace(district.run, now=datetime(2021, 1, 6, 9))
    (issue,) = awaited_issues(run)
    (again,) = put_off(run, issue, date(2021, 1, 10), "开奖机构通知", notice)
    office.take(again.mail, datetime(2021, 1, 6, 15))
    district.draw(waiting(district, "03号"), now=datetime(2021, 1, 11, 9))
    for mail in district.send():
        office.take(mail, SENT)


def waiting(district: District, task: str) -> list[FrozenTask]:
    return [FrozenTask(Archive(district.run.desk).frozen(task, 1), district.run.desk.draws)]


def losing_the_disk(district: District, office: Office) -> None:
    """Desk and key are lost after the freeze was lodged; the superior's copy gives the log back, under a new key."""
    _, papers = district.freeze("03号")
    office.take(papers.mail, LODGED)
    office.collect(datetime(2021, 1, 6, 9))
    confirm(district, office)
    (kept,) = (path for path in (office.folder / "存档" / "收存").glob("*.zip") if district.bureau in text_of(path))
    blank = district.home / "旧" / "2021"
    shutil.copytree(district.home / "备份" / "2021", blank)
    shutil.rmtree(district.run.desk.root)
    (district.home / KEY_FILE).unlink()
    shutil.move(blank, district.run.desk.root)
    run = replace(district.run, desk=Desk(district.run.desk.root), now=datetime(2021, 1, 6, 15))
    district.run = replace(run, now=OPEN)
    restore(run, restoration(run.desk, read_copy(kept)), "硬盘损坏")
    district.draw(waiting(district, "03号"))
    for mail in district.send():
        office.take(mail, SENT)
    office.collect(datetime(2021, 3, 6, 9))
    confirm(district, office)


def text_of(path: Path) -> str:
    with ZipFile(path) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist() if "收存单" in name)


def confirm(district: District, office: Office) -> None:
    """The superior hears the fingerprint on the telephone, and types it into 报送单位.xlsx."""
    office.keys.setdefault(district.bureau, []).append(fingerprint(office_key(district.home, SILENT)))


def late_to_lodge(district: District, office: Office) -> None:
    """The mail leaves a day late; what is drawn is drawn all the same."""
    frozen, papers = district.freeze("03号")
    office.take(papers.mail, datetime(2021, 1, 8, 8))
    district.draw(frozen)
    for mail in district.send():
        office.take(mail, SENT)


def giving_up_once_the_numbers_are_out(district: District, office: Office) -> None:
    """Move 5: the first freeze is given up when its numbers are known, the next one is drawn."""
    _, papers = district.freeze("03号")
    office.take(papers.mail, LODGED)
    run = replace(district.run, now=datetime(2021, 1, 8, 9))
    abandon(run, choose_tasks(run, ["03号"], ""), "期号写错")
    again = {"issue": "双色球2021007期", "now": datetime(2021, 1, 11, 9)}
    frozen, second = district.freeze("03号", **again)
    office.take(second.mail, datetime(2021, 1, 11, 15))
    district.draw(frozen, {"ssq-2021007": "1 2 3 4 5 6 + 7"}, datetime(2021, 1, 18, 9))
    for mail in district.send():
        office.take(mail, SENT)


def putting_the_folder_back(district: District, office: Office) -> None:
    """Move 6: the folder is copied before the freeze and put back after the draw, and frozen in another way."""
    copy = district.home / "副本"
    shutil.copytree(district.run.desk.root, copy)
    first_round(district, office)
    shutil.rmtree(district.run.desk.root)
    shutil.move(copy, district.run.desk.root)
    district.run = replace(district.run, desk=Desk(district.run.desk.root))
    close_company(district)
    frozen, _ = district.freeze("03号")
    district.draw(frozen)
    for _ in range(2):
        mails = district.send(datetime(2021, 4, 5, 9))
    for mail in mails:
        office.take(mail, datetime(2021, 4, 5, 10))


def moving_a_company(district: District, office: Office) -> None:
    """Move 7: between two rounds a company is closed for a while, right before the freeze."""
    first_round(district, office)
    close_company(district, "公路")
    second_round(district, office)


def editing_what_is_published(district: District, office: Office) -> None:
    """Move 10: a name on 抽取公开 is another one than on the record."""
    frozen, papers = district.freeze("03号")
    office.take(papers.mail, LODGED)
    (done,) = district.draw(frozen)
    name = done.record.sample[0].name
    page = done.page.read_text("utf-8")
    done.page.write_text(page.replace(name, "示例别的公司"), "utf-8")
    for mail in district.send():
        office.take(mail, SENT)


def lodging_two(district: District, office: Office) -> None:
    """Moves 11 and 16: a copy of the desk is frozen otherwise, both are lodged, and the better one is used."""
    twin = copy.copy(district)
    other = district.home / "另一份" / "2021"
    shutil.copytree(district.run.desk.root, other)
    _, papers = district.freeze("03号")
    office.take(papers.mail, LODGED)
    shutil.copy(district.home / KEY_FILE, other.parent)
    twin.run = replace(district.run, desk=Desk(other))
    close_company(twin)
    frozen, second = twin.freeze("03号")
    office.take(second.mail, datetime(2021, 1, 5, 16))
    twin.draw(frozen)
    for mail in twin.send():
        office.take(mail, SENT)


def a_strangers_pack(district: District, office: Office) -> None:
    """Move 12: a stranger changes a name in a record of an honest pack, makes the digests again, calls it 第99次."""
    honestly(district, office)
    office.collect(datetime(2021, 6, 5, 9))
    confirm(district, office)
    forged = forged_mail(district)
    office.take(forged, datetime(2021, 6, 6, 9))


def forged_mail(district: District) -> Path:
    (packed,) = sorted(district.run.desk.outbox.glob("*_20210604"))[-1:]
    folder = district.home / "伪造" / packed.name
    shutil.copytree(packed, folder)
    forge(folder, number="99", made="2021-06-06 08:00")
    archive = district.home / "伪造.zip"
    with ZipFile(archive, "w", ZIP_DEFLATED) as out:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            out.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
    mail = district.home / "伪造.eml"
    head = (
        b'From: a@example.com\r\nContent-Type: application/zip; name="a.zip"\r\nContent-Transfer-Encoding: base64\r\n'
    )
    mail.write_bytes(head + b"\r\n" + base64.encodebytes(archive.read_bytes()))
    return mail


def setting_the_clock_back(district: District, office: Office) -> None:
    """Moves 14 and 15: the numbers are known, the clock says that they are not, and nobody held anything."""
    close_company(district)
    first_round(district, office, lodged=False)


def lodging_and_never_drawing(district: District, office: Office) -> None:
    """Move 16: lodged, and never drawn; reported as if nothing had been."""
    first_round(district, office)
    _, papers = district.freeze("05号", issue=SECOND, now=SECOND_OPEN)
    office.take(papers.mail, SECOND_LODGED)
    for mail in district.send(SECOND_SENT):
        office.take(mail, SECOND_SENT)


HONEST = (
    Way("两次抽取，都收存", honestly, True, held="已收存"),
    Way("开奖改期", put_off_honestly, True, held="已收存"),
    Way("硬盘和密钥丢失，用上级留存的恢复", losing_the_disk, True, held="已收存"),
    Way("收存晚了一天", late_to_lodge, True, held="开奖后收存"),
    Way("没有收存", lambda d, o: first_round(d, o, lodged=False), True, held="未收存"),
    Way("被人冒名上报", a_strangers_pack, True, frozenset({"held.key-none"}), held="已收存"),
)
DISHONEST = (
    Way("5 开奖后放弃再冻结", giving_up_once_the_numbers_are_out, False, marks="开奖日"),
    Way("6 放回旧文件夹重抽", putting_the_folder_back, False, frozenset({"held.log-forked"})),
    Way("7 冻结前改名录", moving_a_company, False, marks="名录变动"),
    Way("10 改公开的网页", editing_what_is_published, False, frozenset({"held.unsound"})),
    Way("11、16 两份收存，用好的一份", lodging_two, False, frozenset({"held.slip-second", "held.other-draw"})),
    Way("14、15 回拨时钟，没有收存", setting_the_clock_back, False, held="未收存"),
    Way("16 收存了不抽取", lodging_and_never_drawing, False, frozenset({"held.not-drawn"})),
)
