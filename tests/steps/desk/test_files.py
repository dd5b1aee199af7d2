"""Writing without losing."""

import hashlib
from datetime import datetime
from pathlib import Path

import pytest

from tests.steps.helpers import sentence
from xlcheck.journal.disk import write_text
from xlcheck.steps.desk.files import copy_into, digest, digest_list, set_aside

NOW = datetime(2021, 1, 5, 9)


def test_existing_file_is_moved_with_its_time(tmp_path):
    path = tmp_path / "校验报告.xlsx"
    path.write_bytes(b"1")
    target = set_aside(path, NOW)
    assert target == tmp_path / "旧版" / "校验报告_20210105-090000.xlsx"
    assert target.read_bytes() == b"1"
    assert not path.exists()


def test_nothing_to_move(tmp_path):
    assert set_aside(tmp_path / "无.xlsx", NOW) is None
    assert list(tmp_path.iterdir()) == []


def test_files_of_one_second_all_stay(tmp_path):
    path = tmp_path / "报告.xlsx"
    for content in (b"1", b"2", b"3"):
        path.write_bytes(content)
        set_aside(path, NOW)
    kept = {p.name: p.read_bytes() for p in (tmp_path / "旧版").iterdir()}
    assert kept == {
        "报告_20210105-090000.xlsx": b"1",
        "报告_20210105-090000-2.xlsx": b"2",
        "报告_20210105-090000-3.xlsx": b"3",
    }


def test_folder_is_moved_whole(tmp_path):
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "a.txt").write_text("x", "utf-8")
    target = set_aside(tmp_path / "材料", NOW)
    assert (target / "a.txt").read_text("utf-8") == "x"


def test_file_that_is_held_open__error(tmp_path, monkeypatch):
    path = tmp_path / "报告.xlsx"
    path.write_bytes(b"1")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(PermissionError))
    assert "报告.xlsx" in sentence(set_aside, path, NOW)
    assert path.read_bytes() == b"1"


def test_text_is_written_whole_in_utf8_with_lf(tmp_path):
    path = tmp_path / "新" / "日志.txt"
    write_text(path, "一\n二\n")
    assert path.read_bytes() == "一\n二\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["日志.txt"]


def test_text_that_cannot_be_moved_into_place_leaves_the_old_one__error(tmp_path, monkeypatch):
    path = tmp_path / "日志.txt"
    write_text(path, "旧")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(PermissionError))
    assert "请关闭文件" in sentence(write_text, path, "新")
    assert path.read_text("utf-8") == "旧"


def test_digest_is_sha256(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    assert digest(path) == hashlib.sha256(b"abc").hexdigest()


def test_digest_list_is_sorted_and_relative(tmp_path):
    (tmp_path / "乙").mkdir()
    for name in ("b.txt", "乙/c.txt", "a.txt"):
        (tmp_path / name).write_bytes(name.encode())
    lines = digest_list([tmp_path / n for n in ("b.txt", "乙/c.txt", "a.txt")], tmp_path).splitlines()
    assert [line[66:] for line in lines] == ["a.txt", "b.txt", "乙/c.txt"]
    assert all(line[64:66] == "  " for line in lines)


def test_copies_are_returned(tmp_path):
    (tmp_path / "a.txt").write_text("x", "utf-8")
    (copy,) = copy_into([tmp_path / "a.txt"], tmp_path / "深" / "处")
    assert copy.read_text("utf-8") == "x"


@pytest.mark.parametrize("name", ["校验报告.xlsx", "没有后缀", "两.个.点.zip"])
def test_suffix_stays_at_the_end(tmp_path, name):
    (tmp_path / name).write_bytes(b"1")
    assert set_aside(tmp_path / name, NOW).suffix == Path(name).suffix
