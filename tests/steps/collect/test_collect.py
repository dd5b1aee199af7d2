"""全市汇总: many districts' packs, whole and broken, late and twice; the merged workbook is right to the row."""

import shutil
import zipfile
from collections import Counter
from datetime import date, datetime

import openpyxl
import pytest

from tests.cells import HEADER, cell, number
from tests.steps.collect.packs import book, mailed, pack, write_dispatch, zipped
from tests.steps.helpers import contents, edited, put, rows_of, sentence
from xlcheck.excel.read.workbook import read_cells, read_sheets
from xlcheck.messages import problem
from xlcheck.schema.outputs.collect import COLLECTED_UNITS, UNITS
from xlcheck.schema.outputs.send import EXTRACT
from xlcheck.steps.collect.collect import collect as step
from xlcheck.steps.collect.packs import EXTRACT_FILE, PROGRESS_FILE
from xlcheck.steps.collect.statements import Statements
from xlcheck.steps.desk.desk import SILENT

NOW = datetime(2021, 12, 20, 9)
REGIONS = [f"1406{n:02d}" for n in range(2, 12)]


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "收件"
    folder.mkdir()
    return folder


@pytest.fixture
def made(tmp_path):
    """Where packs are made before they are sent."""
    return tmp_path / "打包"


def collect(inbox, **more):
    return step(inbox, NOW, SILENT, **more)


def list_units(inbox, *regions, due=date(2021, 12, 15)):
    folder = inbox.parent / "全市汇总"
    folder.mkdir()
    rows = [{"bureau": f"示例区{region}交通运输局", "region": region, "due": due} for region in regions]
    book(folder / "报送单位.xlsx", (UNITS, rows))


def table(done, sheet):
    """The rows of a sheet of 全市汇总.xlsx by title, without the sum and the notes."""
    lines = [cells for _, cells in next(s for s in read_sheets(done.book) if s.name == sheet).rows]
    rows = (dict(zip(lines[1], cells, strict=False)) for cells in lines[2:])
    return [row for row in rows if str(row.get("单位名称", "")).startswith("示例区") or row.get("级别")]


def codes(done):
    refused = Counter(f.code for pack in done.totals.refused for f in pack.findings)
    return refused + Counter(f.code for f in done.totals.notes)


def states(done):
    return {report.unit.region: report.state for report in done.totals.units}


def test_ten_districts_two_broken_one_late_one_sent_twice(inbox, made):
    list_units(inbox, *REGIONS)
    for n, region in enumerate(REGIONS[:9]):
        root = pack(made, region, rows=1 + n % 3)
        if region == REGIONS[0]:
            (root / "公示" / "说明.txt").write_text("打包后改动", "utf-8")
        without = "台账摘要" if region == REGIONS[1] else ""
        at = datetime(2021, 12, 16, 0, 5) if region == REGIONS[2] else datetime(2021, 12, 15, 8)
        mailed(inbox / f"{region}.eml", zipped(root, made / f"{region}.zip", without=without), at=at)
    again = pack(made, REGIONS[3], number=2, rows=1)
    mailed(inbox / "补正.eml", zipped(again, made / "again.zip"))
    before = contents(inbox)
    done = collect(inbox)
    assert contents(inbox) == before
    assert states(done) == dict(zip(REGIONS, ["已退回", "已退回", "迟报", *["已报送"] * 6, "逾期未报"], strict=True))
    assert codes(done) == Counter(
        {"pack.changed-files": 1, "pack.missing-files": 1, "pack.late": 1, "pack.replaced": 1}
    )
    whole = dict(zip(REGIONS[2:9], (3, 1, 2, 3, 1, 2, 3), strict=True))
    by_unit = Counter(row["单位名称"] for row in table(done, "台账明细"))
    assert by_unit == {f"示例区{region}交通运输局": count for region, count in whole.items()}
    for row in table(done, "台账明细"):
        assert row["单位名称"][3:9] == row["检查对象名称"][4:10]
        assert (row["检查日期"], row["抽查任务编号"]) == (datetime(2021, 3, int(row["序号"])), "01号")
    tasks = table(done, "任务进度")
    assert [(row["单位名称"][3:9], int(row["已抽"]), row["对象类别"]) for row in tasks] == [
        (region, count, "道路货物运输") for region, count in whole.items()
    ]
    units = table(done, "报送情况")
    assert {row["行政区划代码"]: int(row["台账行数"]) for row in units if row.get("台账行数")} == whole
    cells = read_cells(done.book)["报送情况"]
    (sums,) = [row for (row, column), text in cells.items() if text == "合计"]
    assert int(cells[sums, number(COLLECTED_UNITS, COLLECTED_UNITS.column("drawn"))]) == sum(whole.values())
    assert int(cells[sums, number(COLLECTED_UNITS, COLLECTED_UNITS.rows)]) == sum(whole.values())


def test_replies_say_what_is_wrong_and_what_to_do(inbox, made):
    root = pack(made)
    mailed(inbox / "一.eml", zipped(root, made / "a.zip", without="说明"))
    done = collect(inbox)
    (reply,) = done.replies
    text = reply.read_bytes().decode("utf-8-sig")
    assert reply.name == "01－示例区140603交通运输局.txt"
    assert "示例区140603交通运输局：\r\n" in text
    assert "缺少上报单列出的 1 个文件：公示/说明.txt。请补发缺少的附件" in text
    assert "2021年12月20日" in text


class OldName(zipfile.ZipInfo):
    """A member as Windows' own zip folder names it in China."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


@pytest.mark.parametrize("way", ["folder", "zip", "mail", "parts", "windows"])
def test_a_pack_is_whole_however_it_comes(inbox, made, way):
    root = pack(made)
    if way == "folder":
        shutil.copytree(root, inbox / root.name)
    elif way == "zip":
        zipped(root, inbox / "材料.zip")
    elif way == "mail":
        mailed(inbox / "一.eml", zipped(root, made / "a.zip"))
    elif way == "parts":
        for name, choice in (("1.eml", {"only": "台账"}), ("2.eml", {"without": "台账"})):
            mailed(inbox / name, zipped(root, made / f"{name}.zip", **choice))
    else:
        with zipfile.ZipFile(inbox / "材料.zip", "w") as out:
            for file in (p for p in root.rglob("*") if p.is_file()):
                out.writestr(OldName(f"{root.name}/{file.relative_to(root).as_posix()}"), file.read_bytes())
    done = collect(inbox)
    assert (codes(done), states(done)) == (Counter(), {"140603": "已报送"})
    assert len(table(done, "台账明细")) == 3


def test_same_pack_twice_counts_once_as_it_came_first(inbox, made):
    list_units(inbox, "140603")
    sent = zipped(pack(made), made / "a.zip")
    mailed(inbox / "a.eml", sent, at=datetime(2021, 12, 18, 9))
    mailed(inbox / "b.eml", sent, at=datetime(2021, 12, 14, 9))
    done = collect(inbox)
    assert (codes(done), states(done)) == (Counter({"pack.repeated": 1}), {"140603": "已报送"})
    assert done.totals.units[0].pack.received.day == 14
    assert len(table(done, "台账明细")) == 3


def test_two_of_one_number_the_one_made_later_counts_and_it_is_said(inbox, made):
    zipped(pack(made / "1", made="2021-12-03 09:00", rows=2), inbox / "甲.zip")
    zipped(pack(made / "2", made="2021-12-02 09:00", rows=3), inbox / "乙.zip")
    done = collect(inbox)
    assert codes(done) == Counter({"pack.same-number": 1})
    assert len(table(done, "台账明细")) == 2


def test_broken_pack_does_not_replace_a_whole_one(inbox, made):
    zipped(pack(made, number=1), inbox / "甲.zip")
    zipped(pack(made, number=2, rows=2), inbox / "乙.zip", without="台账")
    done = collect(inbox)
    assert (codes(done), states(done)) == (Counter({"pack.missing-files": 1}), {"140603": "已报送"})
    assert done.totals.units[0].pack.number == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"practice": "是"}, "pack.practice"),
        ({"year": "2020"}, "pack.year"),
        ({"region": "140999"}, "pack.unknown-unit"),
        ({"made": ""}, "pack.dispatch"),
        ({"year": "二〇二一"}, "pack.dispatch"),
        ({"bureau": ""}, "pack.dispatch"),
        ({"format": "xlcheck-pack/9", "version": "9.1.0"}, "pack.dispatch"),
    ],
)
def test_what_the_dispatch_says_may_refuse_it__error(inbox, made, said, code):
    list_units(inbox, "140603")
    zipped(pack(made, **said), inbox / "a.zip")
    done = collect(inbox, year=2021)
    assert codes(done) == Counter({code: 1})
    known = code in ("pack.practice", "pack.year")
    assert states(done) == {"140603": "已退回" if known else "逾期未报"}
    assert table(done, "台账明细") == []


def test_other_name_than_listed_is_pointed_out(inbox, made):
    list_units(inbox, "140603")
    zipped(pack(made, bureau="示例区交通局"), inbox / "a.zip")
    assert codes(collect(inbox)) == Counter({"pack.name-differs": 1})


def test_a_bureau_with_the_region_of_another_does_not_accuse_that_one(inbox, made):
    list_units(inbox, "140603", "140605")
    zipped(pack(made / "1", "140603"), inbox / "甲.zip")
    zipped(pack(made / "2", "140603", number=2, bureau="示例区140605交通运输局"), inbox / "乙.zip")
    done = collect(inbox)
    assert codes(done) == Counter({"pack.other-region": 1})
    assert states(done) == {"140603": "已报送", "140605": "逾期未报"}
    assert [refused.source for refused in done.totals.refused] == ["乙.zip"]


CATEGORY = cell(EXTRACT, EXTRACT.category)


def spoil_extract(root):
    path = put(root / EXTRACT_FILE, {CATEGORY: None})
    assert openpyxl.load_workbook(path).active[cell(EXTRACT, EXTRACT.category, HEADER)].value == "对象类别"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_extract, f"《台账摘要.xlsx》台账摘要 {CATEGORY}"),
        (lambda root: (root / EXTRACT_FILE).write_bytes(b"PK"), "《台账摘要.xlsx》"),
        (lambda root: edited(root / PROGRESS_FILE, lambda sheet: sheet.delete_rows(1, 9)), "《进度与统计.xlsx》"),
    ],
)
def test_table_that_cannot_be_read__error(inbox, made, spoil, words):
    root = pack(made)
    spoil(root)
    said = {"bureau": "示例区", "region": "140603", "year": "2021", "number": "1", "made": "2021-12-01 09:00"}
    write_dispatch(root, said | {"practice": "否", "version": "0.1.0"})
    zipped(root, inbox / "a.zip")
    (refused,) = collect(inbox).totals.refused
    (told,) = refused.findings
    assert told.code == "pack.table"
    assert words in problem(told)
    assert "." not in problem(told).replace(".xlsx", "")


def bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a.txt", b"0" * (1 << 27))


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("a.zip", lambda path: path.write_bytes(b"PK\x03\x04 broken"), "pack.unsafe"),
        ("a.zip", bomb, "pack.unpacked"),
        ("a.eml", lambda path: path.write_bytes(b"\xff\x00 no mail"), "pack.none"),
        ("a.eml", lambda path: path.write_bytes(b""), "pack.none"),
        ("照片.jpg", lambda path: path.write_bytes(b"x"), "pack.none"),
        ("a.zip", lambda path: zipfile.ZipFile(path, "w").close(), "pack.none"),
    ],
)
def test_what_is_no_pack_is_named_and_the_others_count__error(inbox, made, name, make, code):
    make(inbox / name)
    zipped(pack(made), inbox / "好.zip")
    done = collect(inbox)
    assert codes(done) == Counter({code: 1})
    assert done.totals.refused[0].source == name
    assert states(done) == {"140603": "已报送"}
    assert len(done.replies) == 1


def test_broken_attachment_of_a_mail_is_named_beside_what_is_missing__error(inbox, made):
    root = pack(made)
    (made / "b.zip").write_bytes(b"PK broken")
    mailed(inbox / "a.eml", zipped(root, made / "a.zip", without="台账"), made / "b.zip")
    assert codes(collect(inbox)) == Counter({"pack.unsafe": 1, "pack.missing-files": 1})


def test_names_in_a_zip_lead_nowhere_else(inbox, made, tmp_path):
    with zipfile.ZipFile(inbox / "a.zip", "w") as out:
        out.writestr("../../逃出.txt", "x")
        out.writestr("/tmp/逃出.txt", "x")
    collect(inbox)
    assert list(tmp_path.rglob("逃出*")) == []


def test_file_that_no_dispatch_lists_is_pointed_out(inbox, made):
    root = pack(made)
    (root / "另附.txt").write_text("示例", "utf-8")
    (root / "文件摘要SM3.txt").write_text("示例", "utf-8")
    zipped(root, inbox / "a.zip")
    done = collect(inbox)
    (told,) = done.totals.notes
    assert (told.code, "另附.txt" in problem(told)) == ("pack.spare-files", True)


def test_without_a_list_a_blank_one_is_written_and_never_again(inbox, made):
    zipped(pack(made), inbox / "a.zip")
    done = collect(inbox)
    assert [path.name for path in done.blank_books] == ["报送单位.xlsx", "汇总设置.xlsx"]
    kept = [path.read_bytes() for path in done.blank_books]
    again = collect(inbox)
    assert again.blank_books == ()
    assert [path.read_bytes() for path in done.blank_books] == kept
    assert any("不能判断还有哪些单位没有报送" in text for text in read_cells(again.book)["报送情况"].values())


def test_two_listed_bureaus_of_one_region_are_two(inbox, made):
    transport, markets = "示例区交通运输局", "示例区市场监督管理局"
    rows = [{"bureau": name, "region": "140603"} for name in (transport, markets, "示例区应急管理局")]
    (inbox.parent / "全市汇总").mkdir()
    book(inbox.parent / "全市汇总" / "报送单位.xlsx", (UNITS, rows))
    for times, name in enumerate((markets, transport), start=1):
        zipped(pack(made, number=times, bureau=name), inbox / f"{times}.zip")
    zipped(pack(made, number=3, bureau="示例区水利局"), inbox / "3.zip")
    done = collect(inbox)
    assert [(one.unit.bureau, one.state, one.pack.number if one.pack else 0) for one in done.totals.units] == [
        (transport, "已报送", 2),
        (markets, "已报送", 1),
        ("示例区应急管理局", "未报送", 0),
    ]
    assert codes(done) == Counter({"pack.which-unit": 1})
    assert "不能认定是哪个单位的。请核对“单位设置”" in done.replies[0].read_bytes().decode("utf-8-sig")
    shutil.rmtree(inbox)  # what is held counts without its mails, each its own bureau's
    inbox.mkdir()
    assert [one.pack.number for one in collect(inbox).totals.units if one.pack] == [2, 1]


def test_code_of_a_region_with_two_bureaus_asks_for_the_name__error(inbox, made):
    rows = [{"bureau": name, "region": "140603"} for name in ("甲局", "乙局")]
    (inbox.parent / "全市汇总").mkdir()
    book(inbox.parent / "全市汇总" / "报送单位.xlsx", (UNITS, rows))
    said = Statements(codes=[("140603", "1234")])
    assert "登记的有甲局、乙局" in sentence(collect, inbox, said=said)


def test_list_with_a_mistake__error(inbox, made):
    list_units(inbox, "140603", "140603")
    zipped(pack(made), inbox / "a.zip")
    assert "《报送单位.xlsx》" in sentence(collect, inbox)


def test_earlier_results_are_set_aside(inbox, made):
    zipped(pack(made), inbox / "a.zip", without="说明")
    first = collect(inbox)
    kept = first.book.read_bytes(), first.replies[0].read_bytes()
    zipped(pack(made / "2"), inbox / "a.zip")
    second = collect(inbox)
    assert second.replies == ()
    folder = second.book.parent / "旧版"
    assert (folder / "全市汇总_20211220-090000.xlsx").read_bytes() == kept[0]
    assert [p.read_bytes() for p in (folder / "退回回复_20211220-090000").iterdir()] == [kept[1]]


def test_inbox_that_is_not_there_or_empty__error(inbox):
    assert "没有邮件" in sentence(collect, inbox)
    assert "找不到收件文件夹" in sentence(collect, inbox / "没有")


def test_reading_again_gives_the_same_workbook(inbox, made):
    zipped(pack(made), inbox / "a.zip")
    assert collect(inbox).book.read_bytes() == collect(inbox).book.read_bytes()


def test_rows_of_folder_and_notes(inbox, made):
    zipped(pack(made), inbox / "a.zip")
    assert len(rows_of(collect(inbox).book, 1)) == 1
