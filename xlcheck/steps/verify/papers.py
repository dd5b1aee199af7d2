"""核验一件: whichever paper of a draw a file is, verified from it alone; and what it alone cannot show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.dice import DICE_SHEET
from xlcheck.draws.lodging.printed import SHEET, slip_page
from xlcheck.draws.lodging.slip import slip_from_json
from xlcheck.draws.verification.draw import is_record
from xlcheck.draws.verification.page import is_draw_page, older_page, verify_page
from xlcheck.draws.verification.slip import is_slip, sound_slip, verify_slip, verify_slip_text
from xlcheck.excel.appearance.disguises import disguises
from xlcheck.excel.read.other_formats import is_foreign
from xlcheck.excel.read.workbook import read_cells
from xlcheck.excel.write.page import write_page
from xlcheck.mail.received import read_mail
from xlcheck.model import Difference, Finding, XlcheckError
from xlcheck.schema.outputs.send import DISPATCH_BOOK
from xlcheck.steps.desk.unpack import read_limited, unzip, zip_names
from xlcheck.steps.verify.issued_records import Sheets
from xlcheck.steps.verify.lodged import packed_differences
from xlcheck.steps.verify.notice import is_notice_form, is_notice_page, verify_notice_form, verify_notice_page
from xlcheck.steps.verify.verify import VerifyResult, verify_record
from xlcheck.worker.refused import UnpackError

_RECORD = (
    "号码是不是官方公布的，请与开奖公告核对；冻结的内容是不是在开奖以前收存，请向收存人核对；"
    "冻结以前名录有没有改过，有没有另外抽过，要有年度文件夹或上级收存的日志才能核对"
)
_PAGE = (
    "人员名单的指纹、名录变动、未列入的对象和人员、收存和红字、内容摘要和日志散列，本页没有公布它们的依据，请与签字的抽取记录核对；"
    "号码请与开奖公告核对"
)
_NOTICE = (
    "任务、范围、日期、人数这些没有别处可以对照的各栏，和三个指纹对应的名单和规则，请与抽取记录、抽取公开核对；"
    "公告是不是在期限以前发出，请看张贴、发出的记录"
)
_FORM = "；表单可以由单位改版，版面和各栏的名称没有核对"
_SLIP = (
    "指纹对应的名单和规则不在单上，请与抽取记录核对；是不是在开奖以前收存，由持有人的签名、日期或上级的回执证明；"
    "收存码请与持有人手中的核对"
)


_CODE = re.compile(r"收存码 ([0-9A-Z-]+)）")
"""As the subject of a mail has it."""


def verify_paper(path: Path) -> VerifyResult:
    """Verify a file by itself.

    Raises :class:`XlcheckError`: ``verify.no-paper`` or ``verify.dice-sheet`` where it is none that can be, or what
    reading a workbook raises.
    """
    head = path.read_bytes()[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html")) and path.suffix.lower() in (".html", ".htm"):
        return _page(path)
    if path.suffix.lower() == ".json":
        return _slip_file(path)
    if path.suffix.lower() == ".eml":
        return verify_lodged_mail(path)
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
        return VerifyResult(path, verify_notice_form(sheets), unchecked=_NOTICE + _FORM)
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


def _slip_file(path: Path) -> VerifyResult:
    text = path.read_text("utf-8", "replace")
    if '"slip"' not in text:
        raise XlcheckError("verify.no-paper", file=path.name)
    return VerifyResult(path, verify_slip_text(text), unchecked=_SLIP)


def verify_slip_form(path: Path, sheets: Sheets) -> VerifyResult:
    """Verify a printed slip: its cells, then its look, the QR code too."""
    differences = verify_slip(sheets)
    return VerifyResult(path, differences, () if differences else _slip_disguises(path, sheets), unchecked=_SLIP)


def _slip_disguises(path: Path, sheets: Sheets) -> tuple[Finding, ...]:
    with TemporaryDirectory() as folder:
        fresh, slip = Path(folder) / "收存单.xlsx", sound_slip(sheets[SHEET])
        page = slip_page(slip)
        write_page(fresh, page, practice=slip.practice)
        return disguises(path, fresh, {page.sheet: page.cells})


def is_lodged_zip(path: Path) -> bool:
    """Say whether a zip is what goes to the superior with a slip, and no pack."""
    return _is_lodged(zip_names(path))


def _is_lodged(names: Iterable[str]) -> bool:
    """Say so by the names in it; a pack has the slips of its year too, and 上报单."""
    listed = list(names)
    return any(map(_is_slip_file, listed)) and not any(PurePosixPath(n).name == DISPATCH_BOOK.filename for n in listed)


def _is_slip_file(name: str) -> bool:
    return name.endswith(".json") and "收存单-" in name


def verify_lodged_zip(path: Path) -> VerifyResult:
    """Verify what goes to the superior with a slip: its files against each other.

    Raises :class:`XlcheckError` ``verify.no-pack`` for a zip that cannot be opened without danger.
    """
    try:
        packed = dict(unzip(read_limited(path)))
    except UnpackError as error:
        raise XlcheckError("verify.no-pack", file=path.name, reason=error) from None
    return _of_packed(path, packed)


def verify_lodged_mail(path: Path) -> VerifyResult:
    """Verify the mail that carries a slip: the files of its zip, and 收存码 in its subject.

    Raises :class:`XlcheckError` ``verify.no-paper`` where it carries none, ``verify.no-pack`` where it cannot be opened
    without danger.
    """
    try:
        mail = read_mail(read_limited(path))
        zips = (dict(unzip(content)) for name, content in mail.attachments if name.lower().endswith(".zip"))
        packed = next((files for files in zips if _is_lodged(files)), None)
    except UnpackError as error:
        raise XlcheckError("verify.no-pack", file=path.name, reason=error) from None
    if packed is None:
        raise XlcheckError("verify.no-paper", file=path.name)
    result = _of_packed(path, packed)
    code = _CODE.search(mail.head.subject)
    if result.sound and (code is None or code[1] != lodging_code(slip_from_json(_slip_text(packed)))):
        return replace(result, differences=(Difference("主题中的收存码", mail.head.subject, "附件中收存单的收存码"),))
    return result


def _slip_text(packed: dict[str, bytes]) -> str:
    return next(text for name, text in packed.items() if _is_slip_file(name)).decode("utf-8", "replace")


def _of_packed(path: Path, packed: dict[str, bytes]) -> VerifyResult:
    text = _slip_text(packed)
    wrong = verify_slip_text(text)
    if wrong:
        return VerifyResult(path, wrong, unchecked=_SLIP)
    slip = slip_from_json(text)
    return VerifyResult(
        path, (*packed_differences(packed, slip), *_of_packed_form(packed, lodging_code(slip))), unchecked=_SLIP
    )


def _of_packed_form(packed: dict[str, bytes], code: str) -> tuple[Difference, ...]:
    """Compare the printed slip in a zip with the one for programs."""
    name = next((name for name in packed if name.endswith(".xlsx")), "")
    with TemporaryDirectory() as folder:
        form = Path(folder) / "收存单.xlsx"
        form.write_bytes(packed.get(name, b""))
        try:
            sheets = read_cells(form)
            wrong = verify_slip(sheets)
            own = lodging_code(sound_slip(sheets[SHEET])) if not wrong else code
        except (XlcheckError, LookupError):
            return (Difference(name or "收存单.xlsx", "不能读取", "可以读取"),)
    if own != code:
        return (Difference(f"{name} 收存码", own, code),)
    return tuple(Difference(f"{name} {one.where}", one.found, one.expected) for one in wrong)
