"""待发送: a pack as mails that no server finds too large, with the text to paste and a draft of each."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from xlcheck.journal.disk import write_bytes
from xlcheck.journal.mail_events import Mail
from xlcheck.mail.message import MailContent, composed, is_address, shortened
from xlcheck.model import Settings, XlcheckError
from xlcheck.model.practice import PRACTICE
from xlcheck.reading.dates import in_words
from xlcheck.reading.folding import split_list
from xlcheck.schema.outputs.send import DISPATCH_BOOK, UNLISTED_FILES
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.desk.files import digest, for_notepad
from xlcheck.steps.send.pack import files_of, zipped

FOLDER, TEXT = "待发送", "邮件正文.txt"
MB = 1_000_000
_ROOM = 6_000
"""Bytes that headers and body of a mail take, encoded."""
_ENTRY = 76
"""Bytes of a zip that a file takes beside its content and, twice, its name."""


@dataclass(frozen=True, slots=True)
class MailDrafts:
    """The folder of one pack's mails, and what the log is to say of each."""

    folder: Path
    mails: tuple[Mail, ...]


def recipients_of(settings: Settings) -> tuple[str, ...]:
    """Return the addresses in 上级邮箱; raises :class:`XlcheckError` ``send.address``."""
    return _addresses(settings.superior_mail, "上级邮箱")


def sender_of(settings: Settings) -> str:
    """Return the address in 发件邮箱, or none; raises :class:`XlcheckError` ``send.address``."""
    return "".join(_addresses(settings.mail.sender, "发件邮箱")[:1])


def _addresses(text: str, item: str) -> tuple[str, ...]:
    addresses = split_list(text)
    for value in addresses:
        if not is_address(value):
            raise XlcheckError("send.address", item=item, value=value)
    return addresses


def eml_of(folder: Path, mail: int) -> Path:
    """Return where the draft of a mail stands."""
    return folder / f"第{mail}封.eml"


def draft_mails(run: Run, settings: Settings, pack: Path, folder: Path, number: int, limit: int) -> MailDrafts:
    """Write the mails of a pack into a folder of their own; ``limit`` is in MB of encoded mail.

    Raises :class:`XlcheckError` ``send.address``, ``send.file-too-large``.
    """
    recipients, sender = recipients_of(settings), sender_of(settings)
    parts = list(_parts(pack, limit))
    mark = PRACTICE.strip("【】") if run.desk.practice else ""
    folder.mkdir(parents=True)
    mails, texts = [], []
    for no, files in enumerate(parts, start=1):
        archive = folder / shortened(f"{mark}{_plain(settings.short_name)}", f"{settings.year}双随机{no}.zip")
        zipped(pack, files, archive)
        count = f"（第{no}封，共{len(parts)}封）" if len(parts) > 1 else ""
        what = f"{settings.year}年度“双随机、一公开”材料第{number}次上报{count}"
        subject = f"{PRACTICE if mark else ''}{settings.bureau}{what}"
        body = _body(run, settings, archive, len(files), count)
        content = composed(
            MailContent(sender, recipients, subject, body, [(archive.name, archive.read_bytes())], run.now)
        )
        write_bytes(eml_of(folder, no), content)
        to = "、".join(recipients)
        mail_digest = sha256(content).hexdigest()
        mails.append(Mail(number, no, len(parts), to, subject, archive.name, len(content), mail_digest))
        superior = f"{settings.superior}　" if settings.superior else ""
        texts.append(f"收件人：{superior}{to or '（请填写）'}\n主题：{subject}\n附件：{archive.name}\n正文：\n\n{body}")
    text = f"\n{'—' * 30}\n\n".join(texts)
    write_bytes(folder / TEXT, for_notepad(text))
    return MailDrafts(folder, tuple(mails))


def _plain(name: str) -> str:
    return "".join(sign for sign in name if sign.isalnum())


def _body(run: Run, settings: Settings, archive: Path, files: int, count: str) -> str:
    """Return the text of the mail in official Chinese, with the digests of its attachment."""
    practice = "本邮件为演练，内容均为虚构。\n" if run.desk.practice else ""
    rest = f"本次材料分几封发送，本封为其中之一{count}，请收齐后一并解压。\n" if count else ""
    return (
        f"{settings.superior or '上级单位'}：\n"
        f"　　现报送我单位{settings.year}年度“双随机、一公开”监管材料，请查收。"
        "附件解压后，《上报单》列有全部文件及其摘要，可据以核对。\n"
        f"{rest}{practice}"
        f"附件：{archive.name}（{files} 个文件，{archive.stat().st_size} 字节）\n"
        f"　　SHA-256：{digest(archive)}\n"
        f"　　SM3：{digest(archive, 'sm3')}\n\n"
        f"{settings.bureau}\n"
        f"{in_words(run.now)}\n"
    )


def _parts(pack: Path, limit: int) -> Iterator[list[Path]]:
    """Yield the files of a pack, so many to a mail as the limit admits; 上报单 is in the first.

    An encoded line holds 57 bytes and takes 78.
    """
    most = (limit * MB - _ROOM) * 57 // 78
    part: list[Path] = []
    size = 0
    for path in _in_order(pack):
        needs = _zipped_size(pack, path)
        if needs > most:
            raise XlcheckError("send.file-too-large", file=path.name, limit=limit)
        if part and size + needs > most:
            yield part
            part, size = [], 0
        part.append(path)
        size += needs
    yield part


def _in_order(pack: Path) -> Sequence[Path]:
    named = (pack / name for name in (DISPATCH_BOOK.filename, *UNLISTED_FILES))
    first = [path for path in named if path.is_file()]  # a practice signs nothing
    return [*first, *(path for path in files_of(pack) if path not in first)]


def _zipped_size(pack: Path, path: Path) -> int:
    content = path.read_bytes()
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    name = f"{pack.name}/{path.relative_to(pack).as_posix()}".encode()
    return len(packer.compress(content)) + len(packer.flush()) + _ENTRY + 2 * len(name) + 22
