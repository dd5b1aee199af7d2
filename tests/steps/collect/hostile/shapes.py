"""What strangers and broken programs send: each shape is a function of random numbers that returns name and bytes."""

from __future__ import annotations

import random
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from tests.steps.collect.hostile import raw
from tests.steps.collect.hostile.raw import attached, mixed, zip_of
from tests.steps.collect.hostile.workbooks import hostile_dispatch, hostile_record, hostile_table
from tests.steps.collect.packs import mailed, pack, usual, write_dispatch, zipped
from tests.steps.helpers import edited
from xlcheck.steps.collect.packs import EXTRACT_FILE, PROGRESS_FILE

Sent = tuple[str, bytes]
Shape = Callable[[random.Random], Sent]
STRANGER = "140602"
"""The region of packs that hostile mails carry, which is not that of the honest one."""
_JUNK = b"nothing that anybody listed"


def packed(rows: int = 1, **said: str) -> bytes:
    """A zip with a whole pack of which 上报单 says something else."""
    with tempfile.TemporaryDirectory() as folder:
        root = pack(Path(folder), STRANGER, rows=rows)
        write_dispatch(root, usual(STRANGER) | said)
        return zipped(root, Path(folder) / "a.zip").read_bytes()


@cache
def whole_mail() -> bytes:
    """A mail as a district sends it."""
    with tempfile.TemporaryDirectory() as folder:
        sent = Path(folder) / "a.zip"
        sent.write_bytes(packed())
        return mailed(Path(folder) / "a.eml", sent).read_bytes()


def absurd_arrival(rng: random.Random) -> Sent:
    times = (b"31 Dec 9999 23:59:59 -1200", b"1 Jan 1 00:00 +9999", b"Fri, 99999999999999999999 Dec 2021 09:00 +0800")
    more = (b"10 Dec 2021 99999999999999999999:00:00 +0800", b"10 Dec 2021 09:00:00 +" + b"9" * 5000, b"1" * 5000)
    head = b"Received: from a by b; " + rng.choice(times + more) + b"\r\n"
    return "a.eml", mixed(attached(_JUNK), head=head)


def absurd_date(rng: random.Random) -> Sent:
    head = raw.SERVER + b"Date: 31 Dec 9999 23:59:59 -1200\r\nSubject: =?" + b"?" * rng.randrange(3000) + b"\r\n"
    return "a.eml", mixed(attached(_JUNK), head=head)


def nested_multiparts(rng: random.Random) -> Sent:
    depth = rng.randrange(60, 2500)
    parts = (f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode() for n in range(depth))
    return "a.eml", raw.SERVER + b"".join(parts) + b"\r\nx"


def nested_mails(rng: random.Random) -> Sent:
    return "a.eml", raw.SERVER + b"Content-Type: message/rfc822\r\n\r\n" * rng.randrange(60, 3000) + b"\r\nx"


def nested_zips(rng: random.Random) -> Sent:
    data = zip_of(("a.txt", _JUNK))
    for _ in range(rng.randrange(8, 40)):
        data = zip_of(("a.zip", data))
    return "a.zip", data


def mails_in_mails(rng: random.Random) -> Sent:
    data = mixed(attached(_JUNK))
    for _ in range(rng.randrange(8, 16)):
        data = mixed(attached(data, b"a.eml"))
    return "a.eml", data


def odd_names(rng: random.Random) -> Sent:
    names = (
        b"a\0.zip",
        b"../../a.zip",
        "\u202egpj.zip".encode(),
        b"\xff\xfe.zip",
        b"n" * 100_000,
        b"CON",
        b"=?UTF-8?B?/w==?=",
    )
    return "a.eml", mixed(attached(_JUNK, rng.choice(names)))


def endless_subject(rng: random.Random) -> Sent:
    words = b"=?UTF-8?B?56S65L6L?= " * rng.randrange(4_000, 9_000)
    return "a.eml", mixed(attached(_JUNK), head=raw.SERVER + b"Subject: " + words + b"\r\n")


def many_lines(rng: random.Random) -> Sent:
    return "a.eml", mixed(attached(_JUNK), head=raw.SERVER * rng.randrange(1_000, 100_000))


def many_parts(rng: random.Random) -> Sent:
    return "a.eml", mixed(*[b"\r\nx"] * rng.randrange(1_001, 50_000))


def many_parameters(rng: random.Random) -> Sent:
    names = "".join(f"; filename*{n}*=%E6%9D{n}" for n in range(rng.randrange(9_000)))
    return "a.eml", mixed(f"Content-Disposition: attachment{names}\r\n\r\nx".encode())


def unknown_charsets(rng: random.Random) -> Sent:
    charset = rng.choice((b"x" * 5000, b"\0", b"idna", b"utf-7", b"base64", b"unicode_escape"))
    return "a.eml", mixed(b"Content-Type: text/html; charset=" + charset + b"\r\n\r\n\xff\\x\\u" + b"+AAA" * 99)


def lines_that_begin_like_boundaries(rng: random.Random) -> Sent:
    return "a.eml", mixed(b"\r\n" + b"--bb\n" * rng.randrange(200_000))


def two_large_zips(_: random.Random) -> Sent:
    return "a.eml", mixed(attached(raw.zeros(900), b"a.zip"), attached(raw.zeros(900), b"b.zip"))


def zip_that_lies(rng: random.Random) -> Sent:
    return "a.zip", raw.lying(raw.zeros(80), rng.randrange(1, 1000))


def zip_of_everything(rng: random.Random) -> Sent:
    return "a.zip", zip_of(*((f"{n}", b"") for n in range(rng.randrange(5_001, 20_000))))


def zip_with_password(_: random.Random) -> Sent:
    return "a.eml", mixed(attached(raw.encrypted(packed())))


def zip_of_another_method(rng: random.Random) -> Sent:
    return "a.zip", zip_of(("a.txt", _JUNK), method=rng.choice((zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)))


def broken_zip(rng: random.Random) -> Sent:
    data = packed()
    return "a.eml", mixed(attached(data[: rng.randrange(10, len(data) - 30)]))


def broken_base64(rng: random.Random) -> Sent:
    return "a.eml", mixed(attached(packed()).replace(b"A", b"" if rng.random() < 0.5 else b"=", 7))


def other_archive(rng: random.Random) -> Sent:
    kinds = (
        (b"a.rar", raw.RAR),
        (b"a.7z", raw.SEVEN_ZIP),
        (b"a.tar.gz", raw.tar_gz("a", _JUNK)),
        (b"a.exe", b"MZ" + bytes(99)),
    )
    name, content = rng.choice((*kinds, (b"a.msg", raw.OUTLOOK), (b"winmail.dat", raw.TNEF)))
    return "a.eml", mixed(attached(content, name if rng.random() < 0.5 else b"tcmime.1.2.3.bin"))


def loose_archive(rng: random.Random) -> Sent:
    return rng.choice((("a.rar", raw.RAR), ("a.7z", raw.SEVEN_ZIP), ("a.msg", raw.OUTLOOK), ("a.zip", raw.RAR)))


def link_only(rng: random.Random) -> Sent:
    words = rng.choice(
        ("从QQ邮箱发来的超大附件", "https://mail.qq.com/cgi-bin/ftnExs_download?k=1", "见百度网盘", "中转站")
    )
    return "a.eml", mixed(raw.text(words, rng.choice((b"text/plain", b"text/html"))))


def absurd_numbers(rng: random.Random) -> Sent:
    key = rng.choice(("year", "number"))
    value = rng.choice(
        ("9" * 5_000, "99999", "0", "-1", "２０２１", "二〇二一", "1e9", "2021.5", "\u0662\u0660\u0662\u0661")
    )
    return "a.zip", packed(**{key: value})


_ABSURD = (
    "9" * 5_000,
    10**300,
    1e308,
    -1,
    0.5,
    datetime(9999, 12, 31, 23, 59, 59),
    datetime(1900, 1, 1),
    "9999-12-31",
    "0000-00-00",
    "2021-13-45 99:99",
    "",
    " ",
    "=1+1",
    "@SUM(1)",
    "字" * 32_767,
    "a\nb\rc\t",
    "\u202e\u200b\ufeff",
    "_x0000_",
    "\U0001f600",
    "NaN",
    "inf",
    True,
    "nan",
    "/../..",
)
"""What may stand in a cell that somebody else filled."""


def absurd_statement(rng: random.Random) -> Sent:
    """Of a pack in which all is as listed, 上报单 says something odd of the whole."""
    key = rng.choice(("bureau", "region", "made", "practice", "version", "format"))
    return "a.zip", packed(**{key: str(rng.choice(_ABSURD))})


def absurd_cells(rng: random.Random) -> Sent:
    """A pack in which all is as listed, and cells of its tables hold what nobody would write."""
    with tempfile.TemporaryDirectory() as folder:
        root = pack(Path(folder), STRANGER, rows=3)
        for _ in range(rng.randrange(1, 6)):
            edited(root / rng.choice((EXTRACT_FILE, PROGRESS_FILE)), lambda sheet: _spoil(sheet, rng))
        write_dispatch(root, usual(STRANGER))
        return "a.zip", zipped(root, Path(folder) / "a.zip").read_bytes()


def absurd_list(rng: random.Random) -> Sent:
    """A pack whose 上报单 lists something odd."""
    with tempfile.TemporaryDirectory() as folder:
        root = pack(Path(folder), STRANGER)
        for _ in range(rng.randrange(1, 4)):
            edited(root / "上报单.xlsx", lambda sheet: _spoil(sheet, rng), sheet="文件清单")
        return "a.zip", zipped(root, Path(folder) / "a.zip").read_bytes()


def _spoil(sheet: Worksheet, rng: random.Random) -> None:
    cell = sheet.cell(rng.randrange(2, sheet.max_row + 2), rng.randrange(1, sheet.max_column + 1))
    if not isinstance(cell, MergedCell):
        cell.value = rng.choice(_ABSURD)


def nothing(rng: random.Random) -> Sent:
    return rng.choice(("a.eml", "a.zip", "a.xlsx", "a")), bytes(rng.randrange(3))


def dispatch_that_is_no_workbook(rng: random.Random) -> Sent:
    contents = (
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9999),
        rng.randbytes(5_000),
        raw.zeros(80),
    )
    return "a.zip", zip_of(("材料/上报单.xlsx", rng.choice(contents)))


def spoilt_pack(rng: random.Random) -> Sent:
    """A pack with bytes of one of its workbooks changed, though not what 上报单 says of it."""
    data = bytearray(packed(rows=3))
    for _ in range(rng.randrange(1, 30)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return "a.zip", bytes(data)


def mutated_mail(rng: random.Random) -> Sent:
    """A real mail cut, doubled, shuffled or flipped in places; its head more often than its zip."""
    data = bytearray(whole_mail())
    for _ in range(rng.randrange(1, 12)):
        end = rng.choice((600, len(data)))
        at, length = rng.randrange(min(end, len(data))), rng.randrange(1, 200)
        match rng.randrange(5):
            case 0:
                data[at] = rng.randrange(256)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * rng.randrange(1, 50)
            case 3:
                data[at:at] = rng.choice((b"\r\n", b"\0", b"\r\n\r\n", b'"', b"=?", b"--", b"\xff", b";", b"\t" * 99))
            case 4:
                other = rng.randrange(len(data))
                data[at:at] = data[other : other + length]
    return "a.eml", bytes(data)


SHAPES: tuple[Shape, ...] = (
    absurd_arrival,
    absurd_date,
    nested_multiparts,
    nested_mails,
    nested_zips,
    mails_in_mails,
    odd_names,
    endless_subject,
    many_lines,
    many_parts,
    many_parameters,
    unknown_charsets,
    lines_that_begin_like_boundaries,
    two_large_zips,
    zip_that_lies,
    zip_of_everything,
    zip_with_password,
    zip_of_another_method,
    broken_zip,
    broken_base64,
    other_archive,
    loose_archive,
    link_only,
    absurd_numbers,
    *[absurd_statement, absurd_cells, absurd_list] * 2,
    nothing,
    dispatch_that_is_no_workbook,
    spoilt_pack,
    *[hostile_table, hostile_dispatch, hostile_record] * 2,
    *[mutated_mail] * 8,
)
