"""自检: what is said of a computer, by what was found on it."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from xlcheck.messages import problem
from xlcheck.model import Finding
from xlcheck.steps.install import probe as probing
from xlcheck.steps.install.machine import FONTS, Machine, judge

FIT = Machine(
    folder=Path("workbooks/2021"),
    refusal="",
    fonts=frozenset({"SimSun & NSimSun (TrueType)", "SimHei (TrueType)", "FangSong (TrueType)", "方正小标宋简体"}),
    offices=("WPS",),
    now=datetime(2021, 3, 5, 9),
    offset=timedelta(hours=8),
    latest=("抽取日志", datetime(2021, 3, 5, 8)),
    paper="A4",
    python="3.11.9",
    pandas="2.2.3",
    short_paths=True,
)


def wrong(machine):
    return {title: outcome.code for title, outcome in judge(machine) if isinstance(outcome, Finding)}


def test_computer_that_is_fit__ok():
    assert wrong(FIT) == {}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"refusal": "没有权限"}, {"写入": "machine.read-only"}),
        ({"folder": Path("d" * 150)}, {"写入": "machine.long-path"}),
        ({"fonts": None}, {"字体": "machine.fonts-unknown"}),
        ({"fonts": frozenset()}, {"字体": "machine.fonts"}),
        ({"offices": ()}, {"办公软件": "machine.no-office"}),
        ({"offset": timedelta(0)}, {"时区": "machine.time-zone"}),
        ({"now": datetime(2021, 3, 5, 7)}, {"时钟": "machine.clock-behind"}),
        ({"paper": ""}, {"纸张": "machine.paper-unknown"}),
        ({"paper": "Letter"}, {"纸张": "machine.paper"}),
        ({"pandas": ""}, {"程序": "machine.old-pandas"}),
        ({"pandas": "1.5.3"}, {"程序": "machine.old-pandas"}),
    ],
)
def test_computer_that_lacks_something__error(change, found):
    assert wrong(replace(FIT, **change)) == found


def test_long_path_matters_where_the_system_takes_none__ok():
    assert wrong(replace(FIT, folder=Path("d" * 150), short_paths=False)) == {}


@pytest.mark.parametrize("name", FONTS)
def test_missing_font_is_named__error(name):
    left = frozenset(aliases[-1] for known, aliases in FONTS.items() if known != name)
    (outcome,) = [o for title, o in judge(replace(FIT, fonts=left)) if title == "字体"]
    assert problem(outcome).startswith(f"没有安装{name}，")


def test_probe_finds_out_without_leaving_anything(run):
    before = sorted(run.desk.root.rglob("*"))
    machine = probing.probe(run.desk, datetime.now().astimezone())
    assert sorted(run.desk.root.rglob("*")) == before
    assert machine.refusal == ""
    assert machine.latest is not None
    assert len(judge(machine)) == 7


class Registry:
    """Windows' registry, as far as it is asked."""

    HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER = "machine", "user"

    def __init__(self, keys):
        self.keys = keys

    def OpenKey(self, root, key):
        if (root, key) not in self.keys:
            raise FileNotFoundError(key)
        return Opened(self.keys[root, key])

    def QueryValueEx(self, opened, name):
        if name not in opened.values:
            raise FileNotFoundError(name)
        return opened.values[name], 1

    def QueryInfoKey(self, opened):
        return 0, len(opened.values), 0

    def EnumValue(self, opened, number):
        name = list(opened.values)[number]
        return name, opened.values[name], 1


class Opened:
    def __init__(self, values):
        self.values = values

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def test_probe_asks_the_registry_of_windows(run, monkeypatch):
    keys = {
        ("machine", probing._FONTS_KEY): {"SimSun & NSimSun (TrueType)": "simsun.ttc"},
        ("user", rf"{probing._PROGRAMS_KEY}\et.exe"): {"": "et.exe"},
        ("user", r"Control Panel\International"): {"iPaperSize": "1"},
    }
    monkeypatch.setattr(probing, "_registry", Registry(keys))
    machine = probing.probe(run.desk, datetime.now().astimezone())
    assert machine.fonts == {"SimSun & NSimSun (TrueType)"}
    assert (machine.offices, machine.paper, machine.short_paths) == (("WPS",), "Letter", True)
