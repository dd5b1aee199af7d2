"""签名密钥: made once beside the year folders, by whoever is first, and never thrown away."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import pytest

from xlcheck.steps.desk.desk import SILENT, Desk, Talk
from xlcheck.steps.desk.office_key import KEY_FILE, carry_key, fingerprint, key_of_desk, office_key


def test_key_is_made_once_and_stands_beside_the_years(tmp_path):
    desks = [Desk(tmp_path / year) for year in ("2021", "2022")]
    for desk in desks:
        desk.root.mkdir()
    keys = {key_of_desk(desk, SILENT) for desk in desks}
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [KEY_FILE]
    text = (tmp_path / KEY_FILE).read_text("utf-8-sig")
    assert "不要发给任何人" in text
    assert fingerprint(keys.pop()) not in text


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a file to one account by its folder, not by these bits")
def test_key_is_read_by_this_account_alone(tmp_path):
    office_key(tmp_path, SILENT)
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_practice_signs_nothing(tmp_path):
    desk = Desk(tmp_path / "2021")
    desk.root.mkdir()
    desk.mark_practice()
    assert key_of_desk(desk, SILENT) == ""
    assert fingerprint("") == ""
    assert not (tmp_path / KEY_FILE).exists()


def test_many_at_once_make_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: office_key(tmp_path, SILENT), range(24)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_disk_without_links_has_a_key_as_well(tmp_path):
    with patch("os.link", side_effect=OSError(1, "no links")):
        key = office_key(tmp_path, SILENT)
        assert office_key(tmp_path, SILENT) == key
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", ("0" * 64 + "\n" + "1" * 64).encode()])
def test_damaged_key_stays_under_another_name_and_a_new_one_is_told_of(tmp_path, content):
    (tmp_path / KEY_FILE).write_bytes(content)
    said = []
    key = office_key(tmp_path, Talk(said.append))
    assert key == office_key(tmp_path, Talk(said.append))
    assert (tmp_path / "签名密钥（损坏）.txt").read_bytes() == content
    assert len(said) == 1
    assert "请把新的指纹用电话告诉上级" in said[0]


def test_key_goes_along_to_a_year_that_is_made_elsewhere(tmp_path):
    (tmp_path / "旧" / "2021").mkdir(parents=True)
    (tmp_path / "新").mkdir()
    desk = Desk(tmp_path / "旧" / "2021")
    carry_key(desk, tmp_path / "新")
    assert not list((tmp_path / "新").iterdir())
    key = key_of_desk(desk, SILENT)
    carry_key(desk, tmp_path / "新")
    assert office_key(tmp_path / "新", SILENT) == key
    other = office_key(tmp_path, SILENT)
    carry_key(desk, tmp_path)
    assert office_key(tmp_path, SILENT) == other != key
