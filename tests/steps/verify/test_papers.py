"""Each paper of a draw alone, without its desk: sound, forged, or none that can be verified."""

import json
import re
import shutil
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
import segno
from openpyxl.styles import Font
from openpyxl.utils.cell import coordinate_to_tuple

from tests import journals
from tests.conftest import JANUARY
from tests.steps.helpers import edited, put, sentence
from tests.steps.receipts import write_receipt
from xlcheck.cli.dialogues.verify import show_verification
from xlcheck.draws.lodging.code import ALPHABET
from xlcheck.draws.verification.slip import verify_slip
from xlcheck.excel.read.workbook import read_cells
from xlcheck.journal.chain import event_line
from xlcheck.model import ProofKind, column_letters
from xlcheck.schema.outputs.draw import NOTICE_LABELS
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.draw.archive import NOTICE_NAME
from xlcheck.steps.draw.draw import Attendance, draw_task
from xlcheck.steps.draw.freeze import freeze_task
from xlcheck.steps.draw.lodge import kept_slips, note_lodged, write_slips
from xlcheck.steps.draw.source import DICE_SOURCE, game_source_of
from xlcheck.steps.draw.tasks import ready_books, tasks_of
from xlcheck.steps.send.send import send
from xlcheck.steps.verify.log import walk_log
from xlcheck.steps.verify.mailed import is_lodged_zip, verify_lodged_zip, verify_mail
from xlcheck.steps.verify.pack import verify_pack
from xlcheck.steps.verify.papers import verify_paper
from xlcheck.steps.verify.verify import verify_desk

PAGE, NOTICE, FORM = "抽取公开-03号.html", "抽取公告-03号.html", "抽取公告-03号.xlsx"
SLIP, PACKED, MAIL = (f"收存/冻结收存单-2021-01{suffix}" for suffix in (".xlsx", ".zip", ".eml"))
BALLS = {"ssq-2021003": "1 2 3 4 5 6 + 7"}
NIGHT = datetime(2021, 1, 7, 22, 30)


@pytest.fixture(scope="session")
def lodged(sample, tmp_path_factory):
    """A desk's folder, not to be written into: 03号 and 05号 frozen in one run, lodged with a witness, 03号 drawn."""
    folder = tmp_path_factory.mktemp("lodged") / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    run = Run(Desk(folder), JANUARY)
    books = ready_books(run)
    declared = game_source_of(run, "双色球2021003期", books.settings)
    frozen = [freeze_task(run, books, row, declared) for row in tasks_of(books, ["03号", "05号"])]
    write_slips(run, books.settings)
    note_lodged(run, 1, ProofKind.WITNESS, "示例监督人")
    draw_task(replace(run, now=NIGHT), frozen[0], BALLS, Attendance())
    return folder


@pytest.fixture
def alone(lodged, tmp_path):
    """Gives a copy of a paper, with nothing beside it."""

    def copied(name, suffix=""):
        path = tmp_path / (suffix or name.split("/")[-1])
        shutil.copy(lodged / "抽取" / name, path)
        return path

    return copied


@pytest.fixture
def run(lodged, tmp_path):
    """A run on a copy of that desk."""
    folder = tmp_path / "workbooks" / "2021"
    shutil.copytree(lodged, folder)
    return Run(Desk(folder), NIGHT)


def where(result):
    return [difference.where for difference in result.differences]


def typed(path, old, new, count=1):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), "utf-8", newline="")
    return path


@pytest.mark.parametrize("name", [PAGE, NOTICE, FORM, SLIP, "抽取记录-03号.xlsx"])
def test_each_paper_alone_is_sound_and_says_what_it_cannot_show(alone, capsys, name):
    result = verify_paper(alone(name))
    assert (result.sound, result.written) == (True, None)
    assert show_verification([result]) == 0
    shown = capsys.readouterr().out
    assert "相符" in shown
    assert "只凭本件不能核对的" in shown


def test_the_slip_for_programs_and_the_zip_for_the_superior_are_sound(lodged, alone):
    assert verify_paper(lodged / "存档" / "收存" / "冻结收存单-2021-01.json").sound
    packed = alone(PACKED)
    assert is_lodged_zip(packed)
    assert verify_lodged_zip(packed).sound


def test_the_mail_that_carries_the_slip_is_sound(alone):
    (result,) = verify_mail(alone(MAIL))
    assert (result.sound, result.path.name) == (True, "冻结收存单-2021-01.eml")


def resubjected(path, change):
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    mail.replace_header("Subject", change(str(mail["Subject"])))
    path.write_bytes(bytes(mail))
    return path


def test_another_code_in_the_subject_of_the_mail__error(alone):
    (result,) = verify_mail(resubjected(alone(MAIL), lambda subject: subject[:-3] + "22）"))
    assert where(result) == ["主题中的收存码"]


@pytest.mark.parametrize(
    "change", [lambda _: "材料", lambda subject: f"转发：{subject}"], ids=["own words", "forwarded"]
)
def test_who_writes_the_subject_of_the_mail_himself_is_not_accused(alone, change):
    (result,) = verify_mail(resubjected(alone(MAIL), change))
    assert result.sound


def mail_with(path, *attached):
    mail = EmailMessage()
    mail["Subject"] = "示例"
    mail.set_content("见附件")
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(bytes(mail))
    return path


def test_the_mail_of_a_pack_is_verified_as_the_pack_is(run, tmp_path):
    (mail,) = send(replace(run, now=datetime(2021, 1, 8, 9))).drafts.glob("*.eml")
    shutil.copy(mail, tmp_path / "第1封.eml")
    results = verify_mail(tmp_path / "第1封.eml")
    assert {result.path.name for result in results} >= {"上报单.xlsx", "抽取日志.jsonl", "抽取记录-03号.xlsx"}
    assert [where(result) for result in results if not result.sound] == []
    (pack,) = run.desk.outbox.glob("*.zip")
    with ZipFile(pack) as original, ZipFile(tmp_path / "另一份.zip", "w") as forged:
        for info in original.infolist():
            content = original.read(info)
            forged.writestr(info, content + b"\n" if info.filename.endswith(PAGE) else content)
    told = verify_mail(mail_with(tmp_path / "改过.eml", ("tcmime.1771.bin", (tmp_path / "另一份.zip").read_bytes())))
    assert f"抽取/{PAGE}" in where(told[0])


def test_a_part_of_a_pack_is_not_accused_but_the_whole_is_asked_for__error(run, tmp_path, monkeypatch):
    monkeypatch.setattr("xlcheck.steps.send.drafts.MB", 60_000)
    drafts = send(replace(run, now=datetime(2021, 1, 8, 9)), limit=1).drafts
    first, *_, last = sorted(drafts.glob("*.zip"))
    assert "只是上报材料的一部分" in sentence(verify_pack, first)
    assert "收齐附件，解压到一个文件夹" in sentence(verify_pack, last)
    for mail in sorted(drafts.glob("*.eml")):
        assert "解压到一个文件夹，再核验这个文件夹" in sentence(verify_mail, mail)
    for part in (first, *_, last):
        ZipFile(part).extractall(tmp_path / "收齐")
    (whole,) = (tmp_path / "收齐").iterdir()
    assert [where(result) for result in verify_pack(whole) if not result.sound] == []


def test_a_receipt_is_sound_as_file_and_in_its_mail_and_says_whom_to_ask(lodged, tmp_path):
    (slip,) = kept_slips(Desk(lodged))
    receipt = write_receipt(tmp_path / "回执-示例.json", slip, "2021-01-05 10:00")
    mail = mail_with(tmp_path / "回执.eml", (receipt.name, receipt.read_bytes()))
    for result in (verify_paper(receipt), *verify_mail(mail)):
        assert (result.sound, "向上级电话核对" in result.unchecked) == (True, True)
    typed(receipt, "10:00", "11:00")
    mail = mail_with(tmp_path / "回执.eml", (receipt.name, receipt.read_bytes()))
    for result in (verify_paper(receipt), *verify_mail(mail)):
        assert where(result) == ["回执"]
        assert "签名与内容不符" in result.differences[0].found


@pytest.mark.parametrize("attached", [(), (("照片.jpg", b"\xff\xd8"),), (("别的.zip", b"PK"), ("说明.json", b"{}"))])
def test_a_mail_with_nothing_to_verify_says_to_save_what_it_brought__error(tmp_path, attached):
    told = sentence(verify_mail, mail_with(tmp_path / "别的.eml", *attached))
    assert "《别的.eml》没有附冻结收存单、上报材料或回执" in told
    assert "把附件另存" in told


def test_the_frozen_lists_give_the_fingerprint_to_compare__error(lodged, tmp_path):
    for kept in sorted((lodged / "存档" / "03号" / "第1次").glob("*-202103.txt")):
        told = sentence(verify_paper, kept)
        assert f"它的指纹是 {sha256(kept.read_bytes()).hexdigest()}" in told
    assert kept.name == "检查人员-202103.txt"


# the page


def name_of_sample(lodged):
    data = (lodged / "抽取" / PAGE).read_text("utf-8").partition('id="data">')[2].partition("</script>")[0]
    return json.loads(data.replace("\\u003c", "<"))["entities"][0]


PAGES = {
    "a name in the list": (">{name}</td>", ">示例改动</td>", "“检查对象名称”"),
    "a name in the data": (',"{name}",', ',"示例改动",', ""),
    "a code in the data": ('["{code}"', '["91140603MA0K999999"', "本页的数据（抽样框）的指纹"),
    "the seed line": ("|frame=", "|frames=", "“种子行”"),
    "the script": ("function examine(data, again) {", "function examine() { return [];", "脚本"),
    "the style": ("<style>", "<style>td{display:none}", "行"),
    "the policy": ("default-src 'none'", "default-src *", "行"),
    "the strength": ("甲·监督人留存。", "甲。", "“强度”"),
    "who kept the slip, as a receipt": ("监督人留存：示例监督人", "上级回执：示例监督人", "“强度”"),
    "a lodging that was too late": (
        "示例监督人，2021-01-05 09:00",
        "示例监督人，2021-01-07 19:00",
        "收存（监督人留存）的时间",
    ),
    "the day of the numbers": ("2021-01-07（按", "2021-01-10（按", "双色球2021003期的开奖日"),
    "a part that is hidden": ("<section><h2>八", "<section hidden><h2>八", "行"),
    "a part more": ("</main>", "<p>示例</p></main>", "行"),
    "the rules in the data": ("每户检查人数|2", "每户检查人数|3", ""),
    "the ratio": (">30%</dd>", ">35%</dd>", "“抽查比例”"),
    "a note in red taken out": ("</h1>", "</h1><!-- -->", "行"),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_forged_page_is_found(lodged, alone, case):
    old, new, place = PAGES[case]
    code, name, _ = name_of_sample(lodged)
    path = typed(alone(PAGE), old.replace("{name}", name).replace("{code}", code), new)
    found = where(verify_paper(path))
    assert found
    assert place in found[0]


def test_a_page_whose_lines_end_otherwise_is_sound(alone):
    path = alone(PAGE)
    path.write_text(path.read_text("utf-8"), "utf-8", newline="\r\n")
    assert verify_paper(path).sound


@pytest.mark.parametrize("data", ["", "{}", "[]", "null", '{"format":"xlcheck-draw/9"}', '{"format":"xlcheck-draw/2"}'])
def test_a_page_without_its_data_is_told(alone, data):
    path = alone(PAGE)
    text = path.read_text("utf-8")
    head, _, rest = text.partition('id="data">')
    path.write_text(f'{head}id="data">{data}</script>{rest.partition("</script>")[2]}', "utf-8")
    assert where(verify_paper(path)) == ["本页的数据"]


# the notice

NOTICES = {
    "a digit of a fingerprint less": ("抽样框指纹</th><td>", "抽样框指纹</th><td>0", "“抽样框指纹”"),
    "the size of the frame": ("抽样框户数</th><td>5", "抽样框户数</th><td>6", "“抽样框户数”"),
    "the quota": ("→ 2 户", "→ 1 户", "“应抽数算式”"),
    "another attempt": ("抽取次数</th><td>1", "抽取次数</th><td>2", "“再次抽取原因”"),
    "the day": ("2021-01-07 开奖", "2021-01-10 开奖", "“说明”"),
    "the issue": ("双色球2021003期", "双色球2021004期", "“说明”"),
    "a game that is none": ("双色球2021003期", "本局摇奖2021003期", "“名称”"),
    "what kind of source": ("公开彩票开奖号码", "现场掷骰", "“来源”"),
    "the deadline": ("1月7日18:00前", "1月9日18:00前", "“发出期限”"),
    "when it was made": ("2021-01-05 09:00", "2021-01-07 21:00", "“制作时间”"),
    "the promise": ("不再改动；", "可以改动；", "行"),
    "a row that is hidden": ("<tr><th scope=\"row\">抽样框指纹", "<tr hidden><th scope=\"row\">抽样框指纹", "行"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOTICES)
def test_a_notice_that_contradicts_itself_is_found(alone, case):
    old, new, place = NOTICES[case]
    found = where(verify_paper(typed(alone(NOTICE), old, new)))
    assert found
    assert place.strip("“”") in found[0]


def test_each_label_of_a_notice_as_a_page_is_compared(alone):
    path = alone(NOTICE)
    text = path.read_text("utf-8")
    labels = re.findall('<th scope="row">(.*?)</th>', text)
    assert labels == [*NOTICE_LABELS]
    for number, label in enumerate(labels, start=1):
        path.write_text(text.replace(f">{label}</th>", f">{label}（改）</th>"), "utf-8", newline="")
        assert f"第 {number} 栏的名称" in where(verify_paper(path)), label


def test_a_label_put_before_the_others_is_found(alone):
    row = '<table class="facts"><tbody>'
    path = typed(alone(NOTICE), row, f'{row}<tr><th scope="row">说明</th><td>本公告作废</td></tr>')
    assert "第 1 栏的名称" in where(verify_paper(path))


def test_a_label_of_a_form_alone_is_told_and_accuses_nobody_who_has_it_so(alone, capsys):
    path = alone(FORM)
    assert not verify_paper(path).notes
    put(path, {"A7": "企业户数"})
    result = verify_paper(path)
    assert result.sound
    assert "：A7“企业户数”（程序自带的是“抽样框户数”）。" in result.notes[0]
    assert show_verification([result]) == 0
    assert "有几处文字与程序自带的表单不同" in "".join(capsys.readouterr().out.split())


def test_a_form_that_a_bureau_laid_out_anew_has_no_labels_to_be_told_of(alone):
    path = alone(FORM)
    edited(path, lambda sheet: sheet.insert_rows(4, 2))
    result = verify_paper(path)
    assert (result.sound, result.notes) == (True, ())


def cell_of(path, label):
    """The cell at the right of a label in the form of a notice."""
    sheet = openpyxl.load_workbook(path).active
    held = next(cell for row in sheet.iter_rows() for cell in row if cell.value == label)
    filled = [c for c in sheet[held.row] if c.column > held.column and c.value is not None]
    return filled[0].coordinate


FORMS = {
    "抽样框指纹": "0" * 63,
    "抽样框户数": "6 户",
    "应抽数": "5 × 30% = 1.5 → 3 户",
    "抽取次数": "第 2 次",
    "发出期限": "请于1月9日18:00前张贴、发出或报上级收存。",
}


@pytest.mark.parametrize("label", FORMS)
def test_a_form_of_a_notice_that_contradicts_itself_is_found_by_its_cell(alone, label):
    path = alone(FORM)
    at = cell_of(path, label)
    put(path, {at: FORMS[label]})
    found = where(verify_paper(path))
    assert found
    if label != "抽取次数":  # what is missing then is the reason
        assert f" {at}（{label}）" in found[0]


# the slip


def cell_with(path, words):
    """The first cell of a slip that has these words, and its text."""
    cells = sorted(read_cells(path)["冻结收存单"].items())
    (row, column), text = next((at, text) for at, text in cells if words in text)
    return f"{column_letters(column)}{row}", text


def digests_of(path):
    """The cell with the three fingerprints of the first task, and its text."""
    return cell_with(path, "\n规　则")


def test_each_cell_of_a_slip_is_held_against_the_others(alone):
    path = alone(SLIP)
    cells = read_cells(path)["冻结收存单"]
    for at, text in {at: text for at, text in cells.items() if at[0] > 1}.items():
        book = {"冻结收存单": {**cells, at: f"{text}改"}}
        assert verify_slip(book), at


def test_a_fingerprint_of_a_slip_is_found_by_its_cell(alone):
    path = alone(SLIP)
    at, text = digests_of(path)
    put(path, {at: text.replace(text[5:13], "00000000")})
    assert where(verify_paper(path))[0] == f"“冻结收存单”工作表 {at}（03号 第1次 202103）"


def test_a_code_of_a_slip_is_found_by_its_cell(alone):
    path = alone(SLIP)
    cells = read_cells(path)["冻结收存单"]
    (row,) = [row for (row, column), text in cells.items() if len(text.split()) == 7 and "\n" in text]
    code = cells[row, 1]
    put(path, {f"A{row}": ALPHABET[ALPHABET.index(code[0]) - 1] + code[1:]})
    assert where(verify_paper(path)) == [f"“冻结收存单”工作表 A{row}"]


def test_what_only_the_code_tells_of_is_not_laid_on_the_code(alone):
    path = alone(SLIP)
    at, text = digests_of(path)
    put(path, {at: text[:-1] + ("0" if text[-1] != "0" else "1")})
    (difference,) = verify_paper(path).differences
    assert "无法指明" in difference.where
    assert difference.expected.startswith("收存码 ")


def with_another_code(path):
    """The slip with the QR code of another text."""
    out = BytesIO()
    segno.make_qr("示例", error="m").save(out, kind="png", scale=8, border=4)
    whole = path.read_bytes()
    with ZipFile(BytesIO(whole)) as source, ZipFile(path, "w") as target:
        for part in source.namelist():
            target.writestr(part, out.getvalue() if part.startswith("xl/media/") else source.read(part))


@pytest.mark.parametrize("change", ["hidden", "white", "another code"])
def test_a_disguised_slip_is_found(alone, change):
    path = alone(SLIP)
    at, _ = digests_of(path)
    if change == "hidden":
        edited(path, lambda sheet: setattr(sheet.row_dimensions[sheet[at].row], "hidden", True))
    elif change == "white":
        edited(path, lambda sheet: setattr(sheet[at], "font", Font(color="FFFFFF")))
    else:
        with_another_code(path)
    result = verify_paper(path)
    assert (where(result), len(result.disguises) > 0) == ([], True)


# the log


def lines_of(desk):
    return desk.journal.draw_log.read_text("utf-8").splitlines()


def chained(events):
    lines = []
    for event in events:
        event.pop("previous", None)
        lines.append(event_line(lines[-1] if lines else None, event))
    return lines


LOGS = {
    "a line exchanged": (lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]], "第 3 行"),
    "a line cut": (lambda lines: [*lines[:3], *lines[4:]], "第 4 行"),
}


@pytest.mark.parametrize("case", LOGS)
def test_a_forged_log_is_found_by_its_line(run, case):
    change, place = LOGS[case]
    log = run.desk.journal.draw_log
    log.write_text("".join(f"{line}\n" for line in change(lines_of(run.desk))), "utf-8")
    assert place in walk_log(log).broken.where


ANEW = {
    "a fingerprint in the freeze": (("freeze", "frame", "0" * 64), "种子行 frame"),
    "the numbers": (("reveal", "numbers", {"ssq-2021003": "1 2 3 4 5 6 + 8"}), "种子行"),
    "numbers that cannot be": (("reveal", "numbers", {"ssq-2021003": "1 2 3"}), "号码"),
    "a seed of another attempt": (("reveal", "seed", "xlcheck-draw/2|202103#2|"), "种子行"),
    "the day, earlier": (("freeze", "day", "2021-01-05"), "开奖日"),
    "a code of a slip": (("slip", "code", "0000-0000-0000-0000-0000-0000-1"), "收存码"),
    "a slip of a draw that never was": (("slip", "tasks", ["202199#1"]), "收存单"),
    "a lodging of a slip that never was": (("lodged", "slip", 7), "收存单"),
}


@pytest.mark.parametrize("case", ANEW)
def test_a_log_that_is_chained_anew_contradicts_itself(run, case):
    (kind, key, value), what = ANEW[case]
    events = journals.events(run.desk)
    next(event for event in events if event["event"] == kind)[key] = value
    log = run.desk.journal.draw_log
    log.write_text("".join(f"{line}\n" for line in chained(events)), "utf-8")
    assert what in walk_log(log).broken.where


# none of these


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "网页.html",
            b"<!DOCTYPE html><html><h1>\xe7\xa4\xba\xe4\xbe\x8b</h1></html>",
            "不是抽取公开、抽取公告或冻结收存单",
        ),
        ("示例.json", b"{}", "不是抽取公开、抽取公告或冻结收存单"),
        ("示例.txt", b"text", "是文本文件，不是工作簿"),
        ("空.html", b"", "文件是空的"),
    ],
)
def test_what_is_no_paper_is_refused(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    said = sentence(verify_paper, path)
    assert words in said
    assert name in said


def test_a_dice_sheet_is_refused_with_what_to_verify_instead(sample, tmp_path):
    folder = tmp_path / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    run = Run(Desk(folder), JANUARY)
    books = ready_books(run)
    freeze_task(run, books, *tasks_of(books, ["03号"]), DICE_SOURCE)
    (papers,) = write_slips(run, books.settings)
    assert "掷骰记录单" in sentence(verify_paper, papers.printed[1])
    assert verify_paper(papers.printed[0]).sound
    assert all(result.sound for result in verify_desk(run))


# on the desk


def differing(run):
    return [d.where for result in verify_desk(run) for d in result.differences]


def test_a_desk_with_a_slip_is_sound(run):
    assert differing(run) == []


def with_json(run, old, new):
    (path,) = (run.desk.archive / "收存").glob("*.json")
    typed(path, old, new)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('"attempt":1', '"attempt":2', "任务"),
        ('"year":2021', '"year":2022', "收存码"),
        ('"draw_day":"2021-01-07"', '"draw_day":"2021-01-10"', "开奖日"),
    ],
)
def test_a_kept_slip_that_was_altered_is_found(run, old, new, what):
    with_json(run, old, new)
    (place, *_) = differing(run)
    assert place.startswith("存档/收存/冻结收存单-")
    assert place.endswith(what)


def test_a_kept_slip_that_is_gone_is_found(run):
    (path,) = (run.desk.archive / "收存").glob("*.json")
    path.unlink()
    assert differing(run)[0] == "存档/收存 第 1 号冻结收存单"


def test_a_printed_slip_that_is_another_is_found(run):
    path = run.desk.draws / SLIP
    at, text = digests_of(path)
    put(path, {at: text.replace(text[5:13], "00000000")})
    assert f"抽取/{SLIP}" in "、".join(differing(run))


def test_a_zip_with_another_log_is_found(run):
    log = run.desk.journal.draw_log
    events = journals.events(run.desk)
    events[0]["time"] = "2021-01-05 08:59"
    log.write_text("".join(f"{line}\n" for line in chained(events)), "utf-8")
    assert "抽取日志" in "、".join(differing(run))


@pytest.mark.parametrize(
    "name", ["冻结收存单-2021-01 - 副本.xlsx", "冻结收存单-2021-01-DESKTOP-7Q2.xlsx", "冻结收存单-2021-01(1).xlsx"]
)
def test_a_copy_of_a_slip_is_no_forgery(run, name):
    shutil.copy(run.desk.draws / SLIP, run.desk.draws / "收存" / name)
    assert differing(run) == []
    at, _ = cell_with(run.desk.draws / SLIP, "+08:00")
    put(run.desk.draws / "收存" / name, {at: "2021-01-01 09:00 +08:00"})
    assert differing(run) == [f"抽取/收存/{name}"]


def test_a_slip_of_which_the_log_knows_nothing_is_found(run):
    shutil.copy(run.desk.draws / SLIP, run.desk.draws / "收存" / "冻结收存单-2021-02.xlsx")
    assert differing(run) == ["抽取/收存/冻结收存单-2021-02.xlsx"]


NOTICED = {
    "the scope": ("抽查对象范围</th><td>", "抽查对象范围</th><td>改"),
    "the team": ("每户 2 人", "每户 3 人"),
    "what moved": ("名录变动</th><td>", "名录变动</th><td>改"),
}


@pytest.mark.parametrize("case", NOTICED)
def test_what_only_the_freeze_tells_of_a_notice_is_found_on_the_desk(run, case):
    path = typed(run.desk.draws / NOTICE, *NOTICED[case])
    assert verify_paper(path).sound
    (place,) = differing(run)
    assert place.startswith(f"抽取/{NOTICE} ")


def test_a_cell_of_a_notice_is_held_against_the_freeze(run):
    path = run.desk.draws / FORM
    at = cell_of(path, "检查组")
    put(path, {at: "每户 3 人"})
    (place,) = differing(run)
    assert f" {at}（检查组）" in place


FORM_CELLS = {
    "a digit before": ("检查人员数", "1{}"),
    "a digit in the name of the task": ("抽查任务", "1{}"),
    "another number of entities": ("抽样框户数", "1{}"),
    "a further ratio": ("抽查比例（原文）", "{}（不低于2%）"),
    "another fingerprint": ("人员名单指纹", "0{}"),
}


@pytest.mark.parametrize("case", FORM_CELLS)
def test_a_cell_of_a_form_that_holds_more_than_its_fact_is_found_on_the_desk(run, case):
    path, (label, pattern) = run.desk.draws / FORM, FORM_CELLS[case]
    at = cell_of(path, label)
    put(path, {at: pattern.format(read_cells(path)["抽取公告"][coordinate_to_tuple(at)])})
    (place,) = differing(run)
    assert f" {at}（{label}）" in place


@pytest.mark.parametrize("at", ["A2", "A7", "D7", "A8", "A17", "C17", "A19"])
def test_a_label_or_sentence_of_a_form_is_found_on_the_desk_by_its_cell(run, at):
    put(run.desk.draws / FORM, {at: "改过的文字"})
    (place,) = differing(run)
    assert place.startswith(f"抽取/{FORM} “抽取公告”工作表 {at}")


def test_a_form_that_was_signed_and_dated_by_typing_is_as_it_was(run):
    path = run.desk.draws / FORM
    put(path, {"C22": "示例甲", "E22": "示例乙", "D24": "　　　2021年 1月 5日"})
    assert differing(run) == []
    put(path, {"D24": "　　　2021年 1月 5日，作废"})
    assert differing(run) == [f"抽取/{FORM} “抽取公告”工作表 D24"]


def test_a_sheet_that_was_put_into_a_form_is_found(run):
    path = run.desk.draws / FORM
    edited(path, lambda sheet: sheet.parent.create_sheet("更正").append(["抽样框户数", "6 户"]))
    assert differing(run) == [f"抽取/{FORM} “更正”工作表"]


def test_a_form_that_cannot_be_read_is_told(run):
    (run.desk.draws / FORM).write_bytes(b"PK broken")
    assert differing(run) == [f"抽取/{FORM}"]


def test_the_form_that_was_archived_is_bound_by_the_log(run):
    kept = run.desk.archive / "03号" / "第1次" / NOTICE_NAME
    put(kept, {"A7": "企业户数"})
    shutil.copy(kept, run.desk.draws / FORM)
    assert {place.partition(" ")[0] for place in differing(run)} == {"存档/03号/第1次/抽取公告.xlsx"}
    assert len(differing(run)) == 1  # though the list of digests beside it says so as well


@pytest.fixture
def sent(run):
    """The folder of a pack with the notices of the desk."""
    return send(run).folder


def differing_in_log(folder):
    return [one.where for result in verify_pack(folder) if result.path.suffix == ".jsonl" for one in result.differences]


def test_a_label_of_a_form_is_found_in_a_pack_which_has_it_as_it_was_filled(sent):
    assert differing_in_log(sent) == []
    put(sent / "抽取" / FORM, {"A7": "企业户数"})
    assert differing_in_log(sent) == [f"抽取/{FORM} “抽取公告”工作表 A7"]


def test_the_form_that_a_pack_has_as_it_was_filled_is_bound_by_the_log(sent):
    kept = sent / "存档" / "03号" / "第1次" / NOTICE_NAME
    put(kept, {"A7": "企业户数"})
    shutil.copy(kept, sent / "抽取" / FORM)
    assert differing_in_log(sent) == ["存档/03号/第1次/抽取公告.xlsx"]


def test_a_pack_of_before_without_the_filled_form_is_sound(sent):
    for kept in sent.rglob(NOTICE_NAME):
        kept.unlink()
    assert differing_in_log(sent) == []


def test_papers_of_two_tasks_exchanged_are_found(run):
    one, other = run.desk.draws / NOTICE, run.desk.draws / "抽取公告-05号.html"
    text = one.read_text("utf-8")
    one.write_text(other.read_text("utf-8"), "utf-8", newline="")
    other.write_text(text, "utf-8", newline="")
    assert {place.partition(" ")[0] for place in differing(run)} == {f"抽取/{NOTICE}", "抽取/抽取公告-05号.html"}


def test_a_mail_of_another_slip_in_the_place_of_ones_own_is_found_on_the_desk(sample, tmp_path):
    run = Run(Desk(shutil.copytree(sample, tmp_path / "2021")), JANUARY)
    books = ready_books(run)
    for task in ("03号", "01号"):
        (row,) = tasks_of(books, [task])
        freeze_task(run, books, row, game_source_of(run, "双色球2021003期", books.settings))
        write_slips(run, books.settings)
    assert all(result.sound for result in verify_desk(run))
    shutil.copy2(run.desk.draws / "收存" / "冻结收存单-2021-02.eml", run.desk.draws / MAIL)
    told = [one.where for result in verify_desk(run) for one in result.differences]
    assert "主题中的收存码" in told[0]
    assert any("冻结收存单-2021-01.eml" in where and ".zip" in where for where in told)
