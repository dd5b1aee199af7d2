"""退回回复: a letter for each bureau, whatever is wrong with what it sent."""

from datetime import datetime

from xlcheck.model import CityTotals, Pack, Place, finding
from xlcheck.model.held import BureauHoldings, BureauVerdict
from xlcheck.steps.collect.replies import write_replies

NOW = datetime(2021, 3, 6, 9)
BUREAU = "示例区交通运输局"


def refused(source, bureau=BUREAU, number=1):
    missing = finding("pack.missing-files", Place(source), count=1, files="台账.xlsx")
    return Pack(source, None, "", bureau=bureau, year=2021, number=number, findings=(missing,))


def not_drawn(bureau=BUREAU):
    due = finding("held.not-drawn", Place(bureau), draw="03号第1次", day="2021-01-07", due="2021-01-14")
    return BureauVerdict(BureauHoldings(bureau), None, (), (due,), (), ())


def written(folder, *packs, verdicts=()):
    totals = CityTotals(2021, (), packs, (), is_listed=True, verdicts=verdicts)
    return {path.name: path.read_text("utf-8-sig") for path in write_replies(folder, totals, NOW)}


def test_a_bureau_with_a_refused_pack_and_other_errors_has_one_letter(tmp_path):
    letters = written(tmp_path / "退", refused("a.eml"), verdicts=(not_drawn(),))
    (text,) = letters.values()
    lines = text.splitlines()
    assert lines[0] == f"{BUREAU}："
    assert lines[1].startswith("　　你单位第 1 次上报")
    assert lines[2].startswith("1．缺少上报单列出的 1 个文件")
    assert lines[3].startswith("　　另外，你单位收存、上报的材料")
    assert lines[4].startswith("2．03号第1次抽取 2021-01-07 开奖")


def test_a_name_that_is_spelled_otherwise_is_the_same_bureau(tmp_path):
    other = refused("b.eml", f" {BUREAU[:3]} {BUREAU[3:]}", 2)
    assert list(written(tmp_path / "退", refused("a.eml"), other)) == [f"01－{BUREAU}.txt"]


def test_senders_of_whom_nobody_knows_have_letters_of_their_own(tmp_path):
    packs = (refused("A b.eml", "", 0), refused("b.eml", "", 0), refused("c.eml"))
    assert list(written(tmp_path / "退", *packs)) == ["01－A－b.eml.txt", "02－b.eml.txt", f"03－{BUREAU}.txt"]
