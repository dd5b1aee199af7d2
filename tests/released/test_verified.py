"""Everything that a released version wrote is verified, each file by itself and all together."""

import shutil

import pytest

from tests.released.desks import ARCHIVES, FIRST, KINDS, PRACTICE, packs_of
from xlcheck.draws.formats import format_of
from xlcheck.journal.draw_events import Freeze
from xlcheck.steps.desk.desk import Run
from xlcheck.steps.draw.archive import Archive
from xlcheck.steps.draw.drawn_tasks import drawn_tasks
from xlcheck.steps.draw.web_page import page_path
from xlcheck.steps.send.pack import zipped
from xlcheck.steps.verify.log import walk_desk
from xlcheck.steps.verify.papers import verify_paper
from xlcheck.steps.verify.repair import damages
from xlcheck.steps.verify.verify import verify_record

FILES = {FIRST: (1, 1, 1), KINDS: (10, 5, 2), PRACTICE: (2, 1, 0)}
"""Records, replacement records and packs of each desk."""


@pytest.fixture(params=ARCHIVES)
def desk(request, released):
    return request.param, released(request.param)


def test_each_record_by_itself__ok(desk):
    name, desk = desk
    records, replaced = sorted(desk.draws.glob("抽取记录-*.xlsx")), sorted(desk.draws.glob("补抽记录-*.xlsx"))
    assert (len(records), len(replaced), len(packs_of(desk))) == FILES[name]
    assert [path.name for path in (*records, *replaced) if not verify_record(path).sound] == []


def test_each_page_and_notice_by_itself__ok(desk):
    name, desk = desk
    pages = sorted(desk.draws.glob("抽取公开-*.html"))
    notices = sorted(desk.draws.glob("抽取公告-*"))
    assert len(pages) >= FILES[name][0]
    assert len(notices) == 2 * len(list(desk.journal.draws().of_kind(Freeze)))
    results = [verify_paper(path) for path in (*pages, *notices)]
    assert [result.path.name for result in results if not result.sound] == []
    assert {result.written for result in results[: len(pages)]} == {("0.1.0", "xlcheck-draw/1")}


def test_each_archived_record_by_itself__ok(desk):
    name, desk = desk
    paths = sorted(desk.archive.rglob("*记录.xlsx"))
    assert len(paths) == sum(FILES[name][:2])
    assert [path for path in paths if not verify_record(path).sound] == []


def test_the_desk_and_its_log__ok(desk, xlcheck):
    name, desk = desk
    code, out = xlcheck("verify", desk.root)
    assert code == 0
    assert f"√ 核验 {1 + sum(FILES[name][:2])} 份，全部相符。" in out
    code, out = xlcheck("verify", desk.root, "--log")
    assert (code, "逐行相接" in out) == (0, True)
    assert xlcheck("verify", desk.journal.draw_log)[0] == 0
    assert damages(desk) == []
    assert walk_desk(Run(desk, None)).records == sum(FILES[name][:2])


def test_each_pack_as_folder_and_as_zip__ok(desk, xlcheck, tmp_path):
    _, desk = desk
    packs, archive = packs_of(desk), tmp_path / "上报材料.zip"
    if packs:
        zipped(packs[0], [path for path in sorted(packs[0].rglob("*")) if path.is_file()], archive)
        packs = [archive, *packs[1:], *desk.outbox.glob("*.zip")]
    for path in packs:
        code, out = xlcheck("verify", path)
        assert (code, "全部相符" in out, "√ 上报单.xlsx" in out, "√ 抽取日志.jsonl" in out) == (0, True, True, True)


def test_copies_of_old_records__ok(released, tmp_path, xlcheck):
    root = shutil.copytree(released(PRACTICE).root, tmp_path / "workbooks" / "2021")
    shutil.copy(root / "抽取" / "抽取记录-01号.xlsx", root / "抽取" / "抽取记录-01号-DESKTOP-7Q2.xlsx")
    code, out = xlcheck("verify", root)
    assert (code, "有 1 个副本，与原件完全相同" in out) == (0, True)


def test_each_page_is_what_its_draw_gives(desk):
    _, desk = desk
    archive = Archive(desk)
    tasks = drawn_tasks(archive)
    assert tasks
    for task in tasks.values():
        path = page_path(archive, task.record.request)
        page = format_of(task.record.request).draw_page(task, practice=desk.practice)
        assert path.read_text("utf-8") == page, path.name
