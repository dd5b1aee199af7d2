"""采用改正副本: originals to 旧版, copies in their places; what was changed meanwhile is not replaced."""

import shutil

import openpyxl
import pytest

from tests.cells import cell
from tests.length import STRIDE
from tests.steps.helpers import contents, put, sentence
from tests.steps.killing import Killed, Killer, armed
from xlcheck.messages import Level
from xlcheck.schema.inputs import ENTITIES, ENTITY_BOOK, INSPECTOR_BOOK, INSPECTORS
from xlcheck.steps.check.adopt import adopt
from xlcheck.steps.check.check import check
from xlcheck.steps.desk.desk import Desk, Run
from xlcheck.steps.desk.files import OLD

WRONG, RIGHT = "91140603MAY7YARROC", "91140603MAY7YARR0C"
CODE = cell(ENTITIES, ENTITIES.code)


@pytest.fixture
def wrong(run):
    """The desk with two repairs that are certain, in two workbooks; the workbooks."""
    books = [run.desk.book(book) for book in (ENTITY_BOOK, INSPECTOR_BOOK)]
    put(books[0], {CODE: WRONG})
    put(books[1], {cell(INSPECTORS, INSPECTORS.cert): "晋SL140603-1001号"})
    return run, books


def adopted(run):
    return adopt(run, check(run, with_repairs=True).adoptable)


def value(path, name):
    return openpyxl.load_workbook(path).worksheets[0][name].value


def test_copies_take_the_places_and_originals_are_kept(wrong):
    run, books = wrong
    before = [book.read_bytes() for book in books]
    done = check(run, with_repairs=True)
    copies = [path.read_bytes() for path in done.repaired]
    backups = adopt(run, done.adoptable)
    assert [path.read_bytes() for path in backups] == before
    assert {path.parent for path in backups} == {run.desk.root / OLD}
    assert [book.read_bytes() for book in books] == copies
    assert not any(path.exists() for path in done.repaired)
    assert value(books[0], CODE) == RIGHT
    again = check(run, with_repairs=True)
    assert (again.count(Level.ERROR), again.repairs, again.adoptable) == (0, (), ())


def test_workbook_that_was_adopted_may_be_repaired_again(wrong):
    run, books = wrong
    adopted(run)
    put(books[0], {CODE: WRONG})
    adopted(run)
    assert value(books[0], CODE) == RIGHT
    assert check(run).count(Level.ERROR) == 0


@pytest.mark.parametrize("which", ["original", "copy"])
def test_what_was_changed_since_is_not_adopted__error(wrong, which):
    run, _ = wrong
    copies = check(run, with_repairs=True).adoptable
    put(getattr(copies[1], which), {"A1": "改过"})
    before = contents(run.desk.root)
    assert "改动过，没有采用" in sentence(adopt, run, copies)
    assert contents(run.desk.root) == before


def test_what_is_gone_is_not_adopted__error(wrong):
    run, books = wrong
    copies = check(run, with_repairs=True).adoptable
    books[1].unlink()
    assert "改动过，没有采用" in sentence(adopt, run, copies)
    assert value(books[0], CODE) == WRONG


def test_open_workbook_is_told_and_none_is_replaced__error(wrong):
    run, books = wrong
    copies = check(run, with_repairs=True).adoptable
    books[1].with_name(f"~${books[1].name}").write_bytes(b"")
    assert "可能正在被" in sentence(adopt, run, copies)
    assert value(books[0], CODE) == WRONG


def test_workbook_that_cannot_be_replaced_is_told_and_stays__error(wrong, monkeypatch):
    run, books = wrong
    copies = check(run, with_repairs=True).adoptable
    before = contents(run.desk.root)

    def denied(*_):
        raise PermissionError

    monkeypatch.setattr(shutil, "copy2", denied)
    assert "无法写入" in sentence(adopt, run, copies)
    assert contents(run.desk.root) == before
    assert value(books[0], CODE) == WRONG


def test_copy_in_which_nothing_could_be_repaired_is_not_offered(run):
    put(run.desk.book(ENTITY_BOOK), {CODE: WRONG})
    book = openpyxl.load_workbook(run.desk.book(ENTITY_BOOK))
    book.worksheets[0][CODE] = f'="{WRONG}"'
    book.save(run.desk.book(ENTITY_BOOK))
    assert check(run, with_repairs=True).adoptable == ()


def settled(run):
    return {n: c for n, c in contents(run.desk.root).items() if OLD not in n.split("/")}


@pytest.mark.parametrize("torn", [False, True])
def test_killed_anywhere_the_next_run_adopts_the_rest(wrong, tmp_path, torn):
    run, _ = wrong

    def copied(name):
        root = tmp_path / name / "2021"
        shutil.copytree(run.desk.root, root)
        return Run(Desk(root), run.now)

    def whole(own):
        adopted(own)
        check(own)

    nobody, counter = copied("nobody"), Killer(tmp_path)
    copies = check(nobody, with_repairs=True).adoptable
    with armed(counter):
        adopt(nobody, copies)
    check(nobody)
    for at in range(1, counter.changes + 1, STRIDE):
        own = copied(str(at))
        copies = check(own, with_repairs=True).adoptable
        with pytest.raises(Killed), armed(Killer(own.desk.root, at, torn)):
            adopt(own, copies)
        whole(own)
        assert settled(own) == settled(nobody)
