"""A forgery in what a released version wrote is found, by its cell or line."""

import json
import shutil
import zipfile
from io import BytesIO

import openpyxl
import pytest
import segno
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font
from PIL import Image

from tests.released.desks import KINDS, WAITING, at, packs_of
from tests.steps.helpers import edited, put
from xlcheck.journal.chain import event_line
from xlcheck.model import XlcheckError
from xlcheck.schema.outputs.send import DISPATCH, DISPATCH_BOOK
from xlcheck.steps.desk.files import digest_list
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.send.pack import files_of
from xlcheck.steps.verify.log import walk_desk
from xlcheck.steps.verify.pack import verify_pack
from xlcheck.steps.verify.verify import verify_desk, verify_record

JOINT, REPLACED, PAGE = "抽取记录-02号.xlsx", "补抽记录-01号-1.xlsx", "抽取公开-02号.html"
CELLS = {
    "a drawn name, by group": (JOINT, "分组", "C3", "示例改动公司", "“分组”工作表 C3（检查对象名称）"),
    "a drawn name, as printed": (JOINT, "抽取记录", "B27", "示例改动公司", "“抽取记录”工作表 B27"),
    "a drawn name, by ticket": (JOINT, "签号", "C3", "示例改动公司", "“签号”工作表 C3（检查对象名称）"),
    "a team": (JOINT, "分组", "G3", "SL140603-0005、SL140603-0009", "“分组”工作表 G3（执法证号）"),
    "a team, as printed": (JOINT, "抽取记录", "I27", "示例员01（SL140603-0001）", "“抽取记录”工作表 I27"),
    "a try for a team": (JOINT, "分组", "E3", "7", "“分组”工作表 E3（尝试号）"),
    "a ticket": (JOINT, "签号", "G3", "0.03768397869306595726061435043044767367315699077883281750542979574308035502693",
                 "“签号”工作表 G3（签号）"),
    "a hash": (JOINT, "签号", "F4", "24eceae53bc7937731b1c4e0612ca3e103b16b56cbf3a41fa11b224575a5aba9",
               "“签号”工作表 F4（散列值（SHA-256））"),
    "who is drawn": (JOINT, "签号", "E7", "抽中", "“签号”工作表 E7（抽取结果）"),
    "a digit of the seed": (JOINT, "数据", "B53", "xlcheck-draw/1|202102#2|", "“数据”工作表 B53（随机种子行）"),
    "a number of the lottery": (JOINT, "数据", "B42", "3、12、17、21、29、33、8", "“数据”工作表 B42（随机源1 数字）"),
    "the fingerprint of the frame": (JOINT, "数据", "B54", "0" * 64, "“数据”工作表 B54（抽样框指纹）"),
    "the quota": (JOINT, "数据", "B51", "5", "“数据”工作表 B51（应抽数1 户数）"),
    "a rejected team": (JOINT, "未采用", "D3", "示例", "“未采用”工作表 D3（未采用的原因）"),
    "who comes instead": (REPLACED, "补抽", "B13", "示例改动", "“补抽”工作表 B13（补抽1 补入的检查对象）"),
    "the title of a replacement": (REPLACED, "补抽记录", "A1", "示例改动", "“补抽记录”工作表 A1"),
}  # fmt: skip


def places(result):
    return [difference.where for difference in result.differences]


def differing(run):
    return [difference.where for result in verify_desk(run) for difference in result.differences]


@pytest.mark.parametrize("case", CELLS)
def test_forged_cell_is_found(released, tmp_path, case):
    name, sheet, cell, value, where = CELLS[case]
    path = tmp_path / name
    shutil.copy(released(KINDS).draws / name, path)
    assert str(openpyxl.load_workbook(path)[sheet][cell].value or "") != value
    put(path, {cell: value}, sheet)
    assert where in places(verify_record(path))


@pytest.mark.parametrize("name", [JOINT, REPLACED])
def test_forged_record_is_found_on_the_desk(kinds, name):
    put(kinds.draws / name, {"B5": "示例改动"}, "数据")
    found = differing(at(kinds, 3, 18))
    assert any(place.startswith(f"抽取/{name} ") for place in found)
    assert any(place.startswith("“数据”工作表 B") for place in found)


def with_another_code(path):
    """The record with the QR code of another text."""
    out = BytesIO()
    segno.make_qr("xlcheck-draw/1|202102#2|", error="m").save(out, kind="png", scale=8, border=4)
    whole = path.read_bytes()
    with zipfile.ZipFile(BytesIO(whole)) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, out.getvalue() if part.startswith("xl/media/") else source.read(part))


def with_a_picture(path):
    out = BytesIO()
    Image.new("RGB", (300, 40), "white").save(out, "PNG")
    edited(path, lambda sheet: sheet.add_image(SheetImage(out), "B27"))


def in_white(path):
    edited(path, lambda sheet: setattr(sheet["B27"], "font", Font(color="FFFFFF")))


def with_a_hidden_row(path):
    edited(path, lambda sheet: setattr(sheet.row_dimensions[28], "hidden", True))


def shown_otherwise(path):
    edited(path, lambda sheet: setattr(sheet["B27"], "number_format", '0;0;0;"示例"'))


LOOKS = {
    "another code": (with_another_code, "record.symbol"),
    "a white picture": (with_a_picture, "record.added"),
    "white type": (in_white, "record.faint"),
    "a hidden row": (with_a_hidden_row, "record.rows-hidden"),
    "a format that shows something else": (shown_otherwise, "record.shown-otherwise"),
}


@pytest.mark.parametrize("case", LOOKS)
@pytest.mark.parametrize("name", [JOINT, "抽取记录-06号.xlsx"])
def test_disguised_record_is_found(released, tmp_path, name, case):
    change, code = LOOKS[case]
    path = tmp_path / name
    shutil.copy(released(KINDS).draws / name, path)
    change(path)
    result = verify_record(path)
    assert (places(result), [disguise.code for disguise in result.disguises]) == ([], [code])


def lines_of(desk):
    return desk.journal.draw_log.read_text("utf-8").splitlines()


def write_lines(desk, lines):
    desk.journal.draw_log.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def chained(events):
    lines = []
    for event in events:
        event.pop("previous", None)
        lines.append(event_line(lines[-1] if lines else None, event))
    return lines


def replaced(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def in_log(old, new):
    return lambda desk: replaced(desk.journal.draw_log, old, new)


def in_archive(task, attempt, name, old, new):
    return lambda desk: replaced(desk.archive / task / attempt / name, old, new)


LOGS = {
    "a line cut": (lambda desk: write_lines(desk, lines_of(desk)[:4] + lines_of(desk)[5:]), "抽取日志第 5 行"),
    "a line that a record prints cut": (lambda desk: write_lines(desk, lines_of(desk)[:-6]), "抽取日志"),
    "a digit of a seed": (in_log("xlcheck-draw/1|202102#1|", "xlcheck-draw/1|202102#2|"), "抽取日志第 8 行"),
    "a number of a witness": (in_log('"witness1":"480213"', '"witness1":"480214"'), "抽取日志第 6 行"),
}


@pytest.mark.parametrize("case", LOGS)
def test_forged_log_is_found_by_its_line(kinds, case):
    change, where = LOGS[case]
    change(kinds)
    assert walk_desk(at(kinds, 3, 18)).broken.where.startswith(where)


def test_lines_cut_of_what_waits_are_found(kinds):
    write_lines(kinds, lines_of(kinds)[:-5])
    assert differing(at(kinds, 3, 18)) == [f"存档/{task}/第1次" for task in WAITING[KINDS]]


def test_list_of_a_draw_forged_in_a_log_that_is_chained_anew_is_found(kinds):
    events = [json.loads(line) for line in lines_of(kinds)]
    next(e for e in events if (e["event"], e["task_no"]) == ("draw", "09号")).update(drawn=[])
    write_lines(kinds, chained(events))
    assert differing(at(kinds, 3, 18)) == ["抽取日志"]


FILES = {
    "存档/11号/第1次/冻结.json": in_archive("11号", "第1次", "冻结.json", "示例", "改动"),
    "存档/12号/第1次/抽样框-202112.txt": in_archive("12号", "第1次", "抽样框-202112.txt", "9114", "9115"),
    "存档/06号/第2次/检查人员-202106.txt": in_archive("06号", "第2次", "检查人员-202106.txt", "-0001", "-0099"),
    "存档/03号/第1次/补抽1/证据1.jpg": lambda desk: (desk.archive / EVIDENCE).write_bytes(b"other"),
    "存档/05号/第1次/输入/单位设置.xlsx": lambda desk: put(desk.archive / SETTINGS, {"B3": "示例改动"}),
    "存档/08号/第1次/抽取记录.xlsx": lambda desk: put(desk.archive / RECORD, {"C3": "示例改动"}, "签号"),
    f"抽取/{JOINT}": lambda desk: (desk.draws / JOINT).unlink(),
    "抽取/抽取记录-06号-第2次.xlsx 内容摘要": lambda desk: shutil.copy(desk.draws / PLAIN, desk.draws / AGAIN),
    "抽取/抽取记录-07号-第2次 - 副本.xlsx": lambda desk: shutil.copy(desk.draws / PLAIN, desk.draws / COPY),
}
EVIDENCE, SETTINGS, RECORD = "03号/第1次/补抽1/证据1.jpg", "05号/第1次/输入/单位设置.xlsx", "08号/第1次/抽取记录.xlsx"
PLAIN, AGAIN, COPY = "抽取记录-06号.xlsx", "抽取记录-06号-第2次.xlsx", "抽取记录-07号-第2次 - 副本.xlsx"


def test_each_forged_file_is_found(kinds):
    for change in FILES.values():
        change(kinds)
    assert set(FILES) <= set(differing(at(kinds, 3, 18)))


def test_what_waits_is_not_drawn_once_it_is_forged(kinds):
    replaced(kinds.archive / "11号" / "第1次" / "冻结.json", "示例", "改动")
    with pytest.raises(XlcheckError) as caught:
        Archive(kinds).frozen("11号", 1)
    assert caught.value.code == "archive.changed"


def listed_anew(pack):
    """The lists of a pack made again, as one who knows the format would; 上报单 stays."""
    for name, algorithm in (("文件摘要SHA256.txt", "sha256"), ("文件摘要SM3.txt", "sm3")):
        (pack / name).write_text(digest_list(files_of(pack), pack, algorithm), "utf-8")


PACKED = {
    f"抽取/{PAGE}": lambda pack: (pack / "抽取" / PAGE).write_text("示例"),
    "台账摘要.xlsx": lambda pack: (pack / "台账摘要.xlsx").unlink(),
    "抽取/示例.txt": lambda pack: (pack / "抽取" / "示例.txt").write_text("示例"),
    "文件摘要SM3.txt": lambda pack: (pack / "文件摘要SM3.txt").unlink(),
    f"抽取/{JOINT}": lambda pack: (pack / "抽取" / JOINT).unlink(),
    f"抽取/{REPLACED}": lambda pack: (pack / "抽取" / REPLACED).unlink(),
    "存档/03号/第1次/抽样框-202103.txt": lambda pack: replaced(pack / "存档" / FRAME, "9114", "9115"),
    "抽取/抽取记录-15号.xlsx": lambda pack: shutil.copy(pack / "抽取" / PLAIN, pack / "抽取" / "抽取记录-15号.xlsx"),
}
FRAME = "03号/第1次/抽样框-202103.txt"


def found_in(pack):
    return [place for result in verify_pack(pack) for place in places(result)]


def test_pack_of_a_later_version_is_refused_by_name__error(kinds):
    pack = packs_of(kinds)[1]
    form = pack / DISPATCH_BOOK.filename
    edited(form, lambda sheet: sheet.append(["格式", "xlcheck-pack/9"]), DISPATCH.sheet)
    with pytest.raises(XlcheckError) as refused:
        verify_pack(pack)
    assert (refused.value.code, refused.value.params["format"]) == ("book.later-format", "xlcheck-pack/9")


def test_each_forged_file_of_a_pack_is_found(kinds):
    pack = packs_of(kinds)[1]
    for change in PACKED.values():
        change(pack)
    assert set(PACKED) <= set(found_in(pack))


def test_forged_record_of_a_pack_is_found_though_its_lists_are_made_anew(kinds):
    pack = packs_of(kinds)[1]
    put(pack / "抽取" / JOINT, {"C3": "示例改动"}, "分组")
    listed_anew(pack)
    assert {"“分组”工作表 C3（检查对象名称）", f"抽取/{JOINT}"} <= set(found_in(pack))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PAGE, "检查对象名称", "检查对象"),
        (PAGE, "function examine(data, again) {", "function examine(data, again) { return [];"),
        ("抽取公告-02号.html", "抽样框指纹</th><td>", "抽样框指纹</th><td>0"),
        ("抽取公告-02号.html", "不再改动", "可以改动"),
    ],
)
def test_forged_page_or_notice_of_a_pack_is_found_though_its_lists_are_made_anew(kinds, name, old, new):
    pack = packs_of(kinds)[1]
    replaced(pack / "抽取" / name, old, new)
    listed_anew(pack)
    assert [place.partition(" ")[0] for place in found_in(pack)] == [f"抽取/{name}"] * 2
    assert found_in(pack)[1].startswith(f"抽取/{name} ")


def test_log_of_a_pack_that_is_cut_is_found_though_its_lists_are_made_anew(kinds):
    pack = packs_of(kinds)[1]
    log = pack / "存档" / "抽取日志.jsonl"
    log.write_text("".join(log.read_text("utf-8").splitlines(keepends=True)[:-4]), "utf-8")
    listed_anew(pack)
    assert found_in(pack) == ["存档/抽取日志.jsonl", "抽取日志"]


@pytest.mark.parametrize("name", ["../示例.txt", "C:/示例.txt", "a\\..\\示例.txt"])
def test_zip_that_would_write_elsewhere_is_not_opened(tmp_path, xlcheck, name):
    path = tmp_path / "示例.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(name, "示例")
        out.writestr("包/上报单.xlsx", "示例")
    assert xlcheck("verify", path)[0] == 2
    assert not (tmp_path / "示例.txt").exists()


@pytest.mark.parametrize("content", [b"", b"no zip", None])
def test_zip_that_is_no_pack_is_2(tmp_path, xlcheck, content):
    path = tmp_path / "示例.zip"
    if content is None:
        with zipfile.ZipFile(path, "w") as out:
            out.writestr("示例.txt", "示例")
    else:
        path.write_bytes(content)
    assert xlcheck("verify", path)[0] == 2
