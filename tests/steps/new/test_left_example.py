"""The example that 0.1.0 put among the years: known by its entities, carried over by nobody, and no year before."""

import shutil
from dataclasses import replace
from datetime import datetime

import pytest

import tests
from tests.released.desks import copied, unpacked
from tests.steps.helpers import contents, edited, set_unit
from xlcheck.model import BureauNames, XlcheckError
from xlcheck.schema.inputs import ENTITY_BOOK
from xlcheck.steps.desk import own_years
from xlcheck.steps.desk.desk import Desk, Run, shipped
from xlcheck.steps.desk.own_years import is_anothers_example, is_untouched_example, left_example
from xlcheck.steps.history.history import history
from xlcheck.steps.install.years_folder import is_first_start
from xlcheck.steps.new.new import new_desk
from xlcheck.steps.report.year_before import year_before

BUREAU = "朔州市平鲁区交通运输局"
OWN = BureauNames(BUREAU, "平鲁区交通运输局", "140603")


@pytest.fixture(autouse=True)
def _as_the_program_counts(monkeypatch):
    monkeypatch.setattr(own_years, "invented_entities", tests.invented_entities)


@pytest.fixture
def home(tmp_path):
    """The folder of the years as 0.1.0 left it at its first start."""
    folder = tmp_path / "workbooks"
    shutil.copytree(shipped("workbooks") / "2021", folder / "2021")
    return folder


@pytest.fixture
def left(home):
    return Desk(home / "2021")


def own_entities(desk, real=0):
    """Type over the invented codes and names, as far as row ``real``; without it over all."""

    def change(sheet):
        for number, cells in enumerate(sheet.iter_rows(min_row=3), start=1):
            if not real or number <= real:
                cells[1].value = f"本地企业{number:04d}"

    edited(desk.book(ENTITY_BOOK), change)


def carried(home, year=2022):
    return new_desk(home / str(year), year, Run(Desk(home / "2021"), datetime(2022, 1, 5, 9)))


def test_example_is_not_carried_over__error(home, left):
    before = contents(home)
    with pytest.raises(XlcheckError) as error:
        carried(home)
    assert (error.value.code, int(error.value.params["count"])) == ("desk.left-example", 582)
    assert contents(home) == before


def test_example_with_some_rows_deleted_and_added_is_one_still__error(home, left):
    edited(left.book(ENTITY_BOOK), lambda sheet: sheet.delete_rows(3, 200))
    own_entities(left, real=100)
    with pytest.raises(XlcheckError, match="left-example"):
        carried(home)


def test_desk_that_0_1_0_wrote_and_drew_on_invented_entities_is_one__error(tmp_path):
    desk = copied(unpacked("0.1.0", tmp_path), tmp_path)
    assert left_example(desk) == 582
    assert not is_untouched_example(desk)
    with pytest.raises(XlcheckError, match="left-example"):
        carried(tmp_path / "workbooks")


def test_real_year_of_that_very_bureau_is_carried_over(home, left):
    own_entities(left)
    assert left_example(left) == 0
    notes = carried(home).notes
    assert any(line.startswith("抽查工作计划：15 个任务") for line in notes.carried)


def test_real_year_that_still_has_fewer_invented_entities_than_own_ones_is_carried_over(home, left):
    own_entities(left, real=300)
    assert carried(home).desk.root.is_dir()


@pytest.mark.parametrize("item", [{"bureau": "示例市示例区交通运输局"}, {"document_no": "平交字〔2021〕1号"}])
def test_year_that_a_bureau_has_made_its_own_is_carried_over(home, left, item):
    set_unit(left.root, **item)
    assert carried(home).desk.root.is_dir()


def test_registry_that_is_blank_or_cannot_be_read_makes_no_example(home, left):
    edited(left.book(ENTITY_BOOK), lambda sheet: sheet.delete_rows(3, 600))
    assert left_example(left) == 0
    left.book(ENTITY_BOOK).write_bytes(b"PK broken")
    assert left_example(left) == 0


def test_practice_year_is_carried_over_for_practice(home, left):
    left.mark_practice()
    assert carried(home).desk.practice


def test_example_is_no_year_before_of_its_own_bureau_either(home, left):
    own = new_desk(home / "2022", 2022, names=OWN, trade="交通运输").desk
    assert is_anothers_example(left, BUREAU)
    before = year_before(Run(own, datetime(2022, 3, 1)), 2022)
    assert (before.whole, "是程序附带的示例" in before.note) == (None, True)
    own_entities(left)
    assert not is_anothers_example(left, BUREAU)


def test_example_is_in_no_history_but_has_its_own(home, left):
    own = new_desk(home / "2022", 2022, names=OWN, trade="交通运输").desk
    run = Run(own, datetime(2022, 3, 1))
    assert 2021 not in history(run).years
    assert history(replace(run, desk=left)).years[0] == 2021


def test_folder_with_nothing_but_the_example_is_at_its_first_start(home, left):
    assert is_first_start(home)
    assert not is_first_start(left.root)
    own_entities(left)
    assert not is_first_start(home)
