"""Pages and notices on a desk are held against its archive."""

import openpyxl
import pytest

from tests.steps.helpers import put
from tests.steps.verify.test_archive import differing


def edited(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="")


def test_sound_papers__ok(drawn):
    assert differing(drawn[0]) == []


def test_a_name_in_the_page_is_found__error(drawn):
    run, done = drawn
    edited(done.page, done.record.sample[0].name, "示例别的公司")
    (where,) = differing(run)
    assert where.startswith("抽取/抽取公开-03号.html 第 ")


@pytest.mark.parametrize("digest", ["frame_digest", "inspectors_digest", "rules_digest"])
def test_a_fingerprint_in_a_notice_is_found__error(drawn, digest):
    run, done = drawn
    value = getattr(done.record, digest)
    edited(run.desk.draws / "抽取公告-03号.html", value, "0" * 64)
    assert differing(run) == ["抽取/抽取公告-03号.html 指纹"]
    form = run.desk.draws / "抽取公告-03号.xlsx"
    sheet = openpyxl.load_workbook(form).active
    at = next(cell.coordinate for row in sheet.iter_rows() for cell in row if cell.value == value)
    put(form, {at: "0" * 64})
    told, _ = differing(run)
    assert told.startswith(f"抽取/抽取公告-03号.xlsx “抽取公告”工作表 {at}（")


def test_a_page_and_a_notice_that_were_taken_away__ok(drawn):
    run, done = drawn
    done.page.unlink()
    (run.desk.draws / "抽取公告-03号.html").unlink()
    assert differing(run) == []


def test_a_page_cut_off_is_found__error(drawn):
    run, done = drawn
    done.page.write_text(done.page.read_text("utf-8")[:-200], "utf-8", newline="")
    (where,) = differing(run)
    assert "抽取公开-03号.html" in where
