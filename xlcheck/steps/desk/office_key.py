"""签名密钥: the key by which an office signs what it sends, kept beside its year folders and in nothing that is sent.

It is made once. Whoever receives what it signs hears its fingerprint on the telephone, so a new one costs a call: a
file that cannot be read any more stays where it was, under another name.
"""

from __future__ import annotations

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from xlcheck.draws.lodging.signature import fingerprint_of, public_key_of
from xlcheck.journal.disk import write_bytes
from xlcheck.steps.desk.desk import Desk, Talk
from xlcheck.steps.desk.files import for_notepad

KEY_FILE = "签名密钥.txt"
_WORDS = (
    "本文件是本单位的签名密钥，上级凭它认定收存单和上报材料由本单位发出。\n"
    "请不要删除、改动，不要发给任何人；换电脑时与各年度文件夹一起复制。\n"
)
_KEY = re.compile(r"^[0-9a-f]{64}$", re.MULTILINE)
_FOR_US_ALONE = 0o600


def key_of_desk(desk: Desk, talk: Talk) -> str:
    """Return the private key of a desk's office, in hex, made where there is none; empty for a practice desk."""
    return "" if desk.practice else office_key(desk.root.parent, talk)


def office_key(folder: Path, talk: Talk) -> str:
    """Return the private key that is kept in a folder, in hex, made where there is none."""
    path = folder / KEY_FILE
    is_there = path.exists()  # asked once: another process may make it at any moment
    if is_there and (key := _key_in(path)):
        return key
    if is_there:
        aside = _free(path)
        path.rename(aside)
        talk.say(f"《{KEY_FILE}》读不出密钥，已改名为《{aside.name}》，另作了新密钥。请把新的指纹用电话告诉上级")
    _write(path, for_notepad(f"{_WORDS}{secrets.token_hex(32)}\n"))
    return _key_in(path)


def carry_key(desk: Desk, folder: Path) -> None:
    """Copy the key of a desk's office to where a new year is made apart from it; one that is there stays."""
    path = desk.root.parent / KEY_FILE
    if path.is_file() and not desk.practice and not (folder / KEY_FILE).exists():
        _write(folder / KEY_FILE, path.read_bytes())


def own_fingerprint(desk: Desk) -> str:
    """Return the fingerprint of the key of a desk's office, which is not made here; empty where there is none."""
    path = desk.root.parent / KEY_FILE
    return fingerprint(_key_in(path)) if path.is_file() and not desk.practice else ""


def fingerprint(private_key: str) -> str:
    """Return the fingerprint of a private key, as it is held against what the other office sees; empty for none."""
    return fingerprint_of(public_key_of(private_key)) if private_key else ""


def _key_in(path: Path) -> str:
    found = _KEY.findall(path.read_text("utf-8-sig", "replace"))
    return found[0] if len(found) == 1 else ""


def _write(path: Path, content: bytes) -> None:
    """Write a key whole, unless another process was first: then that one's counts."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    write_bytes(draft, content)
    with suppress(OSError):  # a disk without permissions
        draft.chmod(_FOR_US_ALONE)
    try:
        _put(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _put(draft: Path, path: Path) -> None:
    """Give a file its name without taking that of another; renaming does where the disk knows no links."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:
        if not path.exists():
            draft.rename(path)


def _free(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}（损坏{n or ''}）{path.suffix}") for n in range(1000))
    return next(name for name in names if not name.exists())
