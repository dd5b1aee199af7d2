"""A dishonest operator and his superior, both at the command line: what only the superior can find, `collect` finds.

Everything is typed as at two desks: `draw`, `lodge`, `ledger`, `report` and `send` at the bureau, `collect` above it.
"""

import shutil
from datetime import datetime

import pytest

from tests.cli.draws import KIND, record_of
from tests.steps.collect.campaign.forging import forge
from tests.steps.collect.districts import SHIPPED, arrive, close_company_of, set_superior
from tests.steps.collect.packs import zipped
from tests.steps.helpers import fill_ledger, set_unit
from tests.steps.receipts import FINGERPRINT, write_receipt
from xlcheck.cli import screen
from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.slip import slip_from_json
from xlcheck.excel.read.workbook import read_cells
from xlcheck.steps.desk.desk import SILENT, Desk
from xlcheck.steps.desk.office_key import KEY_FILE, fingerprint, office_key
from xlcheck.steps.draw.lodge import kept_slips

ISSUE, BALLS = "双色球2021003期", "1 2 3 4 5 6 + 7"
TASK = ("--task", "03号", *KIND)
OPEN, LODGED, DRAWN = (1, 5, 9), (1, 5, 15), (1, 8, 9)
SENT, AGAIN = (3, 5, 9), (3, 7, 9)


class Bureau:
    """A desk at which everything is typed; each command has the time that the clock on the wall is set to."""

    def __init__(self, xlcheck, monkeypatch, folder):
        self.xlcheck, self.monkeypatch, self.folder = xlcheck, monkeypatch, folder

    def at(self, moment, command, *arguments):
        """Run a command on the desk at a time of 2021; returns what it says once it has gone well."""
        code, said = self.tried(moment, command, self.folder, *arguments)
        assert code == 0, said
        return said

    def tried(self, moment, command, *arguments):
        """Run a command at a time; returns its exit code, and what it says without blanks and breaks of lines."""
        self.monkeypatch.setattr(screen, "now", lambda: datetime(2021, *moment))
        code, out, err = self.xlcheck(command, *arguments)
        return code, "".join((out + err).split())

    def frozen(self, moment=OPEN):
        """Freeze 03号; returns the mail draft with the slip."""
        self.at(moment, "draw", *TASK, "--freeze", "--lottery", ISSUE)
        (mail,) = (self.folder / "抽取" / "收存").glob("*.eml")
        return mail

    def drawn(self, numbers=BALLS, moment=DRAWN):
        """Draw what waits; returns its record."""
        self.at(moment, "draw", *TASK, "--operator", "示例甲", "--witness", "示例乙", "--number", f"{ISSUE}={numbers}")
        return record_of(self.folder, "03号")

    def sent(self, moment=SENT):
        """Write the ledger, which an inspector fills, count and pack; returns the mail."""
        self.at(moment, "ledger")
        for ledger in (self.folder / "台账").glob("检查台账-*.xlsx"):
            fill_ledger(ledger)
        self.at(moment, "report")
        self.at(moment, "send")
        return max((self.folder / "上报").rglob("*.eml"), key=lambda path: path.stat().st_mtime_ns)

    def copied(self, home):
        """A copy of the desk in another folder, with the key beside it where there is one."""
        shutil.copytree(self.folder, home / "2021")
        for key in self.folder.parent.glob("签名密钥.txt"):
            shutil.copy(key, home)
        return Bureau(self.xlcheck, self.monkeypatch, home / "2021")


@pytest.fixture
def bureau(xlcheck, monkeypatch, sample_copy):
    set_unit(sample_copy, region="140603", superior_mail="city@example.com")
    return Bureau(xlcheck, monkeypatch, sample_copy)


@pytest.fixture
def superior(bureau, tmp_path):
    """The folder and the inbox above it, and `collect` over what has arrived: exit code, and all that it says."""
    office, inbox = tmp_path / "市局" / "全市汇总", tmp_path / "市局" / "收件"
    set_superior(office)
    inbox.mkdir()

    class Superior:
        folder = office

        def takes(self, mail, moment):
            arrive(inbox, mail, datetime(2021, *moment))

        def takes_file(self, path):
            shutil.copy(path, inbox)

        def collects(self, moment, *told):
            return bureau.tried(moment, "collect", inbox, "--year", "2021", *told)

        def sheet(self, name):
            return list(read_cells(office / "全市汇总.xlsx")[name].values())

        def receipt(self):
            """The draft that answers a slip."""
            (draft,) = (office / "回执").rglob("*.eml")
            return draft

        def fingerprint(self):
            """What is read out on the telephone when a bureau asks for the key."""
            return fingerprint(office_key(office, SILENT))

    return Superior()


def shares_the_key(copy, bureau):
    """Both folders are the operator's, so he has the key in both."""
    shutil.copy(bureau.folder.parent / KEY_FILE, copy.folder.parent)


def test_move_11_a_second_history_does_not_take_the_place_of_the_first(bureau, superior, tmp_path):
    again = bureau.copied(tmp_path / "原样")
    bureau.frozen()
    first = bureau.drawn()
    superior.takes(bureau.sent(), SENT)
    assert superior.collects((3, 6, 9))[0] == 0
    shares_the_key(again, bureau)
    close_company_of(again.folder)  # the archive is gone, the registry is another, the clock is set back
    again.frozen()
    assert again.drawn().frame_digest != first.frame_digest
    again.sent()
    superior.takes(again.sent(), (3, 7, 9))
    code, said = superior.collects((3, 8, 9))
    assert (code, "抽取日志第1行与先收到的不同" in said, "退回1份，已报送1个" in said) == (1, True, True)
    drawn = {str(one.code) for one in first.sample}
    assert drawn <= set(superior.sheet("台账明细")), "the first pack counts"


@pytest.mark.parametrize("how", ["the folder of before", "the lines cut and the files deleted"])
def test_move_6_an_old_copy_drawn_again_contradicts_what_was_sent(bureau, superior, tmp_path, how):
    superior.takes(bureau.frozen(), LODGED)
    superior.collects((1, 6, 9))
    old = bureau.copied(tmp_path / "备份")
    bureau.drawn()
    superior.takes(bureau.sent(), SENT)
    assert superior.collects((3, 6, 9))[0] == 0
    if how == "the folder of before":
        old.drawn("2 3 4 5 6 7 + 8")
        old.sent()
        superior.takes(old.sent(), (3, 7, 9))
        found = "抽取日志第"
    else:
        old.at((3, 6, 10), "report")
        old.at((3, 6, 10), "send")
        (mail,) = (old.folder / "上报").rglob("*.eml")
        superior.takes(mail, (3, 7, 9))
        found = "抽取日志只有"
    code, said = superior.collects((3, 8, 9))
    assert (code, found in said, "退回1份，已报送1个" in said) == (1, True, True)


def test_move_10_a_name_on_the_page_that_is_sent_is_found_above(bureau, superior):
    superior.takes(bureau.frozen(), LODGED)
    name = bureau.drawn().sample[0].name
    page = bureau.folder / "抽取" / "抽取公开-03号.html"
    page.write_text(page.read_text("utf-8").replace(name, "示例别的公司"), "utf-8", newline="")
    superior.takes(bureau.sent(), SENT)
    code, said = superior.collects((3, 6, 9))
    assert (code, "核验不符" in said, "抽取公开-03号.html" in said) == (1, True, True)


def test_move_12_a_strangers_pack_with_a_high_number_accuses_nobody_and_counts_for_nothing(bureau, superior, tmp_path):
    bureau.frozen()
    bureau.drawn()
    superior.takes(bureau.sent(), SENT)
    assert superior.collects((3, 6, 9))[0] == 0
    (packed,) = (bureau.folder / "上报").glob("*_20210305")
    forged = tmp_path / "伪造" / packed.name
    shutil.copytree(packed, forged)
    forge(forged, number="99", made="2021-03-06 08:00")
    superior.takes_file(zipped(forged, tmp_path / "伪造.zip"))
    code, said = superior.collects((3, 8, 9))
    assert (code, "没有签名，此前收到的由密钥" in said, "没有采用，也不据此认定问题" in said) == (1, True, True)
    assert "示例别的驾校" not in superior.sheet("台账明细")
    assert f"×{SHIPPED}" not in said
    code, said = bureau.tried((3, 8, 9), "verify", tmp_path / "伪造.zip")
    assert (code, "抽取记录-03号.xlsx" in said, "收存单" in said) == (1, True, False)


@pytest.mark.parametrize("how", ["by mail", "by telephone"])
def test_move_16_of_two_freezes_of_one_attempt_the_one_that_was_lodged_first_binds(bureau, superior, tmp_path, how):
    used = bureau.copied(tmp_path / "另一份")
    mail = bureau.frozen()
    shares_the_key(used, bureau)
    close_company_of(used.folder)
    if how == "by mail":
        superior.takes(mail, LODGED)
        superior.collects((1, 6, 9))
    else:
        (slip,) = kept_slips(Desk(bureau.folder))
        code = lodging_code(slip)
        assert superior.collects((1, 6, 9), "--code", f"{SHIPPED}={code}")[0] == 0
    superior.takes(used.frozen((1, 5, 10)), (1, 6, 15))
    used.drawn()
    superior.takes(used.sent(), SENT)
    code, said = superior.collects((3, 6, 9))
    found = "抽取另有一份收存单" if how == "by mail" else "登记的收存码"
    assert (code, found in said, "退回1份" in said) == (1, True, True)


def test_move_16_lodged_late_is_on_the_record_and_on_the_superiors_list(bureau, superior):
    superior.takes(bureau.frozen(), (1, 7, 18))
    superior.collects((1, 7, 20))
    bureau.at((1, 7, 21), "lodge", "--receipt", superior.receipt(), "--key", superior.fingerprint())
    assert bureau.drawn().strength == "公开号码，未收存"
    superior.takes(bureau.sent(), SENT)
    superior.collects((3, 6, 9))
    assert "开奖后收存" in superior.sheet("抽取情况")


def test_move_16_lodged_and_never_drawn_is_asked_for_and_then_an_error(bureau, superior):
    superior.takes(bureau.frozen(), LODGED)
    _, said = superior.collects((1, 20, 9))
    assert "已开奖，还没有收到抽取结果" in said
    bureau.at((1, 20, 9), "report")
    bureau.at((1, 20, 9), "send")
    (mail,) = (bureau.folder / "上报").rglob("*.eml")
    superior.takes(mail, (1, 20, 10))
    code, said = superior.collects((1, 21, 9))
    assert (code, "上报时还没有抽取，也没有放弃" in said) == (1, True)


def test_numbers_that_were_invented_are_found_once_the_published_ones_are_typed(bureau, superior):
    superior.takes(bureau.frozen(), LODGED)
    bureau.drawn("1 2 3 4 5 8 + 7")
    superior.takes(bureau.sent(), SENT)
    assert superior.collects((3, 6, 9))[0] == 0
    code, said = superior.collects((3, 6, 10), "--numbers", f"{ISSUE}={BALLS}")
    assert (code, "我单位登记的官方号码是" in said) == (1, True)


def test_move_20_a_receipt_that_he_signed_himself_is_no_receipt_of_the_superior(bureau, superior, tmp_path):
    superior.takes(bureau.frozen(), LODGED)
    superior.collects((1, 6, 9))
    (kept,) = (bureau.folder / "存档" / "收存").glob("*.json")
    made = write_receipt(tmp_path / "回执.json", slip_from_json(kept.read_text("utf-8")), "2021-01-05 15:00")
    bureau.at((1, 6, 10), "lodge", "--receipt", made, "--key", FINGERPRINT)
    record = bureau.drawn()
    page = "".join(read_cells(bureau.folder / "抽取" / "抽取记录-03号.xlsx")["抽取记录"].values())
    assert record.strength == "甲"
    assert f"2021-0007-{FINGERPRINT}" in page
    assert "这以回执的签名密钥属于上级为前提，本记录不能证明" in page
    superior.takes(bureau.sent(), SENT)
    code, said = superior.collects((3, 6, 9))
    assert (code, f"2021-0007-{FINGERPRINT}，我单位的汇总日志里没有这个编号" in said) == (1, True)


def test_a_receipt_signed_by_the_bureaus_own_key_is_refused__error(bureau, tmp_path):
    bureau.frozen()
    (kept,) = (bureau.folder / "存档" / "收存").glob("*.json")
    key = office_key(bureau.folder.parent, SILENT)
    slip = slip_from_json(kept.read_text("utf-8"))
    made = write_receipt(tmp_path / "回执.json", slip, "2021-01-05 15:00", key=key)
    code, said = bureau.tried((1, 6, 10), "lodge", bureau.folder, "--receipt", made, "--key", fingerprint(key))
    assert (code, "不能作为收存的凭据" in said) == (2, True)
    assert bureau.drawn().strength == "公开号码，未收存"


def test_an_honest_round_is_lodged_answered_and_accused_of_nothing(bureau, superior):
    superior.takes(bureau.frozen(), LODGED)
    superior.collects((1, 6, 9))
    bureau.at((1, 6, 10), "lodge", "--receipt", superior.receipt(), "--key", superior.fingerprint())
    record = bureau.drawn()
    assert (record.strength, record.marks, record.remarks) == ("甲", (), ())
    superior.takes(bureau.sent(), SENT)
    code, said = superior.collects((3, 6, 9), "--numbers", f"{ISSUE}={BALLS}")
    assert (code, "×" in said) == (0, False)
    assert "已收存" in superior.sheet("抽取情况")
