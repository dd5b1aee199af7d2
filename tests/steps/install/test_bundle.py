"""The offline package: the same bytes each time, every file with its digest, and none that staff keep."""

import hashlib
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.steps.helpers import sentence
from xlcheck.steps.desk.desk import Talk
from xlcheck.steps.install import bundle as bundling
from xlcheck.steps.install.bundle import DIGESTS, PINS, ROOT, bundle


@pytest.fixture
def inputs(tmp_path, monkeypatch):
    """A stand-in for the embeddable build, and one wheel with its pin."""
    python = tmp_path / "python.zip"
    with zipfile.ZipFile(python, "w") as package:
        for name in ("python.exe", "python311.dll", "python311._pth"):
            package.writestr(name, name)
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    wheel = wheels / "thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as package:
        for name in ("thing/a.py", "thing/tests/b.py", "thing-1.0.data/purelib/c.py", "thing-1.0.data/scripts/d"):
            package.writestr(name, name)
    pins = tmp_path / "pins.txt"
    pins.write_text(f"thing==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n")
    monkeypatch.setattr(bundling, "PINS", pins)
    return python, wheels


def members(path):
    with zipfile.ZipFile(path) as package:
        return {name.removeprefix(f"{ROOT}/"): package.read(name) for name in package.namelist()}


def test_same_inputs_same_bytes(inputs, tmp_path):
    first, again = bundle(*inputs, tmp_path / "a.zip"), bundle(*inputs, tmp_path / "b.zip")
    assert first.digest == again.digest == hashlib.sha256((tmp_path / "a.zip").read_bytes()).hexdigest()
    assert first.files == len(members(first.path))


def test_packing_tells_how_far_it_is(inputs, tmp_path):
    told = []
    result = bundle(*inputs, tmp_path / "a.zip", Talk(progress=told.append))
    assert told[0] == "取出《thing-1.0-py3-none-any.whl》（1/1）"
    assert told[-1].endswith(f"（{result.files}/{result.files}）")


def test_everything_is_there_and_nothing_that_staff_keep(inputs, tmp_path):
    found = members(bundle(*inputs, tmp_path / "a.zip").path)
    assert {name.split("/")[0] for name in found} == {"app", "workbooks", "使用说明.txt"}
    beside = ("双随机抽查.bat", "使用手册.html", "待检查/说明.txt")
    assert {n for n in found if n.startswith("workbooks/")} == {f"workbooks/{name}" for name in beside}
    assert {"app/lib/thing/a.py", "app/lib/c.py", "app/lib/xlcheck/shipped/workbooks/2021/单位设置.xlsx"} <= set(found)
    assert not any("tests" in name.split("/") or name.endswith((".pyc", "/d")) for name in found)
    assert b"..\\lib" in found["app/python/python311._pth"]
    assert found["使用说明.txt"].startswith(b"\xef\xbb\xbf")
    assert b"\n" not in found["使用说明.txt"].replace(b"\r\n", b"")


def test_digests_are_those_of_the_files(inputs, tmp_path):
    found = members(bundle(*inputs, tmp_path / "a.zip").path)
    listed = found.pop(f"app/{DIGESTS}").decode("utf-8").splitlines()
    assert listed == [f"{hashlib.sha256(found[name]).hexdigest()}  {name}" for name in sorted(found)]


def test_time_of_a_member_follows_from_its_content():
    assert bundling._time_of(b"a") == bundling._time_of(b"a") != bundling._time_of(b"b")


def test_other_wheel_than_the_pinned_one__error(inputs, tmp_path):
    python, wheels = inputs
    (wheels / "thing-1.0-py3-none-any.whl").write_bytes(b"other")
    assert "thing==1.0" in sentence(bundle, python, wheels, tmp_path / "a.zip")
    assert not (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("content", [b"no zip", None])
def test_what_is_no_embeddable_build__error(inputs, tmp_path, content):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("readme", "x")
    if content is not None:
        other.write_bytes(content)
    assert "嵌入式" in sentence(bundle, other, inputs[1], tmp_path / "a.zip")


def test_every_dependency_is_pinned():
    root = Path(__file__).parents[3]
    pinned = {line.split("==")[0] for line in Path(bundling.__file__).with_name(PINS).read_text().splitlines()}
    needed = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {line.split(">")[0].split("=")[0].strip().lower() for line in needed}
    assert names <= pinned
