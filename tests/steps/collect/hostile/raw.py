"""Mails and archives byte by byte, as no library would write them."""

from __future__ import annotations

import base64
import io
import struct
import tarfile
import zipfile
from functools import cache

SERVER = b"Received: from a by b; Fri, 10 Dec 2021 09:00:00 +0800\r\n"
FROM = b"From: stranger@example.invalid\r\nMIME-Version: 1.0\r\n"


def attached(content: bytes, name: bytes = b"a.zip", kind: bytes = b"application/octet-stream") -> bytes:
    """A part with a file."""
    head = b"Content-Type: " + kind + b"\r\nContent-Transfer-Encoding: base64\r\n"
    head += b'Content-Disposition: attachment; filename="' + name + b'"\r\n\r\n'
    return head + base64.encodebytes(content).replace(b"\n", b"\r\n")


def mixed(*parts: bytes, head: bytes = SERVER, boundary: bytes = b"b") -> bytes:
    """A mail with parts."""
    start = head + FROM + b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n'
    return (
        start + b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"
    )


def text(words: str, kind: bytes = b"text/plain") -> bytes:
    """A part that is read."""
    head = b"Content-Type: " + kind + b"; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head + base64.encodebytes(words.encode())


def zip_of(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as pack:
        for name, content in files:
            pack.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    """A zip that says of each member that it has a password."""
    data = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(signature, place + 4)
    return bytes(data)


def lying(data: bytes, size: int) -> bytes:
    """A zip whose directory says another size of its first member."""
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + struct.pack("<I", size) + data[at + 4 :]


@cache
def zeros(megabytes: int) -> bytes:
    """A zip of one file that is large once it is unpacked, and nothing but zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack, pack.open("0.bin", "w", force_zip64=True) as member:
        for _ in range(megabytes):
            member.write(bytes(1 << 20))
    return out.getvalue()


def tar_gz(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "__properties_version1.0".encode("utf-16-le") + bytes(512)
TNEF = b"\x78\x9f\x3e\x22" + bytes(200)
RAR = b"Rar!\x1a\x07\x01\x00" + bytes(100)
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c" + bytes(100)
