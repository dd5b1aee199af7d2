"""核验一起送来的: a zip with a slip, or a mail, and all that it brought; each thing alone, and against the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from xlcheck.draws.lodging.code import lodging_code
from xlcheck.draws.lodging.printed import SHEET
from xlcheck.draws.lodging.slip import slip_from_json
from xlcheck.draws.verification.slip import sound_slip, verify_slip, verify_slip_text
from xlcheck.excel.read.workbook import read_cells
from xlcheck.mail.received import read_mail
from xlcheck.model import Difference, XlcheckError
from xlcheck.schema.outputs.send import DISPATCH_BOOK
from xlcheck.steps.desk.desk import SILENT, Talk
from xlcheck.steps.desk.unpack import read_limited, unzip, zip_names
from xlcheck.steps.verify.lodged import SUBJECT_CODE, packed_differences
from xlcheck.steps.verify.pack import verify_pack
from xlcheck.steps.verify.papers import SLIP_ALONE, is_receipt, verify_receipt
from xlcheck.steps.verify.verify import VerifyResult
from xlcheck.worker.refused import UnpackError


def is_lodged_zip(path: Path) -> bool:
    """Say whether a zip is what goes to the superior with a slip, and no pack."""
    return _is_lodged(zip_names(path))


def _is_lodged(names: Iterable[str]) -> bool:
    """Say so by the names in it; a pack has the slips of its year too."""
    listed = list(names)
    return any(map(_is_slip_file, listed)) and not _is_packed(listed)


def _is_packed(names: Iterable[str]) -> bool:
    return any(PurePosixPath(name).name == DISPATCH_BOOK.filename for name in names)


def _is_slip_file(name: str) -> bool:
    """Say whether a file is a slip that was lodged; those in a part of a pack are none."""
    return name.endswith(".json") and "收存单-" in name and "存档" not in PurePosixPath(name).parts


def verify_lodged_zip(path: Path) -> VerifyResult:
    """Verify what goes to the superior with a slip: its files against each other.

    Raises :class:`XlcheckError` ``verify.no-pack`` for a zip that cannot be opened without danger.
    """
    try:
        packed = dict(unzip(read_limited(path)))
    except UnpackError as error:
        raise XlcheckError("verify.no-pack", file=path.name, reason=error) from None
    return _of_packed(path, packed)


def verify_mail(path: Path, talk: Talk = SILENT) -> list[VerifyResult]:
    """Verify what a mail brought: a slip with its files and 收存码 in the subject, packs, receipts.

    Raises :class:`XlcheckError`: ``verify.no-mail`` where it brought none of these, ``verify.no-pack`` where it, or
    what it brought, cannot be opened without danger, and as :func:`.verify_pack`.
    """
    try:
        mail = read_mail(read_limited(path))
    except UnpackError as error:
        raise XlcheckError("verify.no-pack", file=path.name, reason=error) from None
    results = [result for one in mail.attachments for result in _of_attachment(path, mail.head.subject, *one, talk)]
    if not results:
        raise XlcheckError("verify.no-mail", file=path.name)
    return results


def _of_attachment(path: Path, subject: str, name: str, content: bytes, talk: Talk) -> Iterator[VerifyResult]:
    """Yield what is to be said of an attachment, by what it holds: systems of mail give names of their own."""
    if content.startswith(b"{"):
        text = content.decode("utf-8", "replace")
        if is_receipt(text):
            yield verify_receipt(path, text)
    elif content.startswith(b"PK"):
        with TemporaryDirectory() as place:
            packed = Path(place) / f"{PurePosixPath(name).stem or '附件'}.zip"
            packed.write_bytes(content)
            yield from _of_zip(path, subject, packed, talk)


def _of_zip(path: Path, subject: str, packed: Path, talk: Talk) -> Iterator[VerifyResult]:
    names = zip_names(packed)
    if _is_packed(names):
        yield from verify_pack(packed, talk)
    elif _is_lodged(names):
        yield _of_code(replace(verify_lodged_zip(packed), path=path), subject, packed)


def _of_code(result: VerifyResult, subject: str, packed: Path) -> VerifyResult:
    """Hold the code in the subject of a mail against a sound slip; who wrote a subject of his own said nothing."""
    told = SUBJECT_CODE.search(subject)
    if not result.sound or told is None:
        return result
    text = _slip_text(dict(unzip(packed.read_bytes())))
    if told[1] == lodging_code(slip_from_json(text)):
        return result
    return replace(result, differences=(Difference("主题中的收存码", subject, "附件中收存单的收存码"),))


def _slip_text(packed: dict[str, bytes]) -> str:
    return next(text for name, text in packed.items() if _is_slip_file(name)).decode("utf-8", "replace")


def _of_packed(path: Path, packed: dict[str, bytes]) -> VerifyResult:
    text = _slip_text(packed)
    wrong = verify_slip_text(text)
    if wrong:
        return VerifyResult(path, wrong, unchecked=SLIP_ALONE)
    slip = slip_from_json(text)
    return VerifyResult(
        path, (*packed_differences(packed, slip), *_of_packed_form(packed, lodging_code(slip))), unchecked=SLIP_ALONE
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
