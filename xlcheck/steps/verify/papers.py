"""核验一件: whichever paper of a draw a file is, verified from it alone; and what it alone cannot show."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from xlcheck.draws.lodging.dice import DICE_SHEET
from xlcheck.draws.lodging.printed import SHEET, slip_page
from xlcheck.draws.lodging.receipt import receipt_from_json
from xlcheck.draws.verification.draw import is_record
from xlcheck.draws.verification.notice_cells import unlike_ours
from xlcheck.draws.verification.page import is_draw_page, older_page, verify_page
from xlcheck.draws.verification.slip import is_slip, sound_slip, verify_slip, verify_slip_text
from xlcheck.excel.appearance.disguises import disguises
from xlcheck.excel.forms import NOTICE_FORM
from xlcheck.excel.read.other_formats import is_foreign
from xlcheck.excel.read.workbook import read_cells
from xlcheck.excel.write.page import write_page
from xlcheck.messages import error_text
from xlcheck.model import Difference, Finding, XlcheckError
from xlcheck.steps.desk.files import digest
from xlcheck.steps.verify.issued_records import Sheets
from xlcheck.steps.verify.notice import is_notice_form, is_notice_page, verify_notice_form, verify_notice_page
from xlcheck.steps.verify.verify import VerifyResult, verify_record

_RECORD = (
    "号码是不是官方公布的，请与开奖公告核对；冻结的内容是不是在开奖以前收存，请向收存人核对；"
    "冻结以前名录有没有改过，有没有另外抽过，要有年度文件夹或上级收存的日志才能核对"
)
_PAGE = (
    "任务、事项、范围、日期和比例的原文，人员名单的指纹、名录变动、本年度检查、未列入的对象和人员、收存和红字、内容摘要和日志散列，本页没有公布它们的依据，请与签字的抽取记录核对；"
    "号码请与开奖公告核对"
)
_NOTICE = (
    "任务、范围、日期、人数这些没有别处可以对照的各栏，和三个指纹对应的名单和规则，请与抽取记录、抽取公开核对；"
    "公告是不是在期限以前发出，请看张贴、发出的记录"
)
_FORM = "；表单可以由单位改版，版面没有核对"
_OTHER_LABELS = (
    "有几处文字与程序自带的表单不同：{cells}。单位改过表单的，请与同一次的抽取公告网页核对；"
    "没有改过的，就是有人改动了这份公告"
)
SLIP_ALONE = (
    "指纹对应的名单和规则不在单上，请与抽取记录核对；是不是在开奖以前收存，由持有人的签名、日期或上级的回执证明；"
    "收存码请与持有人手中的核对"
)
"""What a slip alone cannot show."""
_LISTS = ("抽样框-", "检查人员-", "抽取规则-", "名录变动-", "本年度检查-")
"""How the files are called of which papers print the fingerprint."""
_RECEIPT = "签名用的是不是上级的密钥、编号和收到的时间对不对，请按编号（末尾是密钥的指纹）向上级电话核对"


def verify_paper(path: Path) -> VerifyResult:
    """Verify a file by itself.

    Raises :class:`XlcheckError`: ``verify.no-paper``, ``verify.dice-sheet`` or ``verify.list`` where it is none that
    can be, or what reading a workbook raises.
    """
    head = path.read_bytes()[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html")) and path.suffix.lower() in (".html", ".htm"):
        return _page(path)
    if path.suffix.lower() == ".json":
        return _json_file(path)
    if path.name.startswith(_LISTS) and path.suffix.lower() == ".txt":
        raise XlcheckError("verify.list", file=path.name, digest=digest(path))
    sheets = read_cells(path)
    if is_record(sheets):
        return replace(verify_record(path), unchecked=_RECORD)
    if DICE_SHEET in sheets:
        raise XlcheckError("verify.dice-sheet", file=path.name)
    if is_foreign(path) and (is_slip(sheets) or is_notice_form(sheets)):
        raise XlcheckError("verify.old-format", book=path.name)
    if is_slip(sheets):
        return verify_slip_form(path, sheets)
    if is_notice_form(sheets):
        return VerifyResult(path, verify_notice_form(sheets), unchecked=_NOTICE + _FORM, notes=_other_labels(sheets))
    raise XlcheckError("verify.no-record", book=path.name)


def _page(path: Path) -> VerifyResult:
    try:
        html = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return VerifyResult(path, (Difference("网页", "不是 UTF-8 编码", "程序写出的原样"),))
    if is_draw_page(html):
        differences = verify_page(html)
        return VerifyResult(path, differences, written=None if differences else older_page(html), unchecked=_PAGE)
    if is_notice_page(html):
        return VerifyResult(path, verify_notice_page(html), unchecked=_NOTICE)
    raise XlcheckError("verify.no-paper", file=path.name)


def _other_labels(sheets: Sheets) -> tuple[str, ...]:
    """Say where a notice has other words than the program's own form: it is the bureau's to have it so, or forged."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / NOTICE_FORM.filename
        NOTICE_FORM.write(path)
        [ours] = read_cells(path).values()
    [cells] = sheets.values()
    others = unlike_ours(cells, ours)
    return (_OTHER_LABELS.format(cells="；".join(others)),) if others else ()


def _json_file(path: Path) -> VerifyResult:
    text = path.read_text("utf-8", "replace")
    if is_receipt(text):
        return verify_receipt(path, text)
    if '"slip"' not in text:
        raise XlcheckError("verify.no-paper", file=path.name)
    return VerifyResult(path, verify_slip_text(text), unchecked=SLIP_ALONE)


def is_receipt(text: str) -> bool:
    """Say whether a text of JSON calls itself a receipt."""
    return '"format":"xlcheck-receipt/' in text


def verify_receipt(path: Path, text: str) -> VerifyResult:
    """Verify a receipt by its signature."""
    try:
        receipt_from_json(text)
    except XlcheckError as error:
        return VerifyResult(path, (Difference("回执", error_text(error), "程序写出的原样"),), unchecked=_RECEIPT)
    return VerifyResult(path, (), unchecked=_RECEIPT)


def verify_slip_form(path: Path, sheets: Sheets) -> VerifyResult:
    """Verify a printed slip: its cells, then its look, the QR code too."""
    differences = verify_slip(sheets)
    return VerifyResult(path, differences, () if differences else _slip_disguises(path, sheets), unchecked=SLIP_ALONE)


def _slip_disguises(path: Path, sheets: Sheets) -> tuple[Finding, ...]:
    with TemporaryDirectory() as folder:
        fresh, slip = Path(folder) / "收存单.xlsx", sound_slip(sheets[SHEET])
        page = slip_page(slip)
        write_page(fresh, page, practice=slip.practice)
        return disguises(path, fresh, {page.sheet: page.cells})
