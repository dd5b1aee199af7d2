"""What another office program saved again: the same registries, the same draw, the same records."""

import pytest

from tests.office.office import XLSX, Office, missing
from tests.steps.helpers import sentence
from tests.steps.registries import BOOKS, record_of, rewrite, shuffle_rows, turn_columns
from xlcheck.steps.desk.desk import Desk
from xlcheck.steps.verify.issued_records import issued_paths
from xlcheck.steps.verify.verify import verify_record

pytestmark = [pytest.mark.office, pytest.mark.skipif(bool(missing()), reason=missing())]


def save_again(run, form, folder):
    """The registries of a desk opened and saved in another form, in the place of the old files."""
    files = [run.desk.book(book) for book in BOOKS]
    Office(folder).save_as(files, form, folder / "saved")
    for file in files:
        file.unlink()
        (saved,) = (folder / "saved").glob(f"{file.stem}.*")
        saved.rename(file.with_suffix(saved.suffix))


@pytest.mark.parametrize("form", [XLSX, "ods", "xls"])
def test_saved_again_it_gives_the_same_draw(run, form, tmp_path):
    usual = record_of(run)
    rewrite(run, shuffle_rows, turn_columns)
    save_again(run, form, tmp_path)
    assert {run.desk.book(book).suffix for book in BOOKS} == {f".{form.split(':')[0]}"}
    assert record_of(run) == usual


def test_records_saved_again_are_accepted(whole_year, tmp_path):
    paths = issued_paths(Desk(whole_year.folder))
    Office(tmp_path).save_as(paths, XLSX, tmp_path / "saved")
    saved = sorted((tmp_path / "saved").iterdir())
    assert len(saved) == len(paths) > 15
    assert [path.name for path in saved if not verify_record(path).sound] == []


def test_record_in_a_format_that_may_hide_rows__error(whole_year, tmp_path):
    Office(tmp_path).save_as([whole_year.folder / "抽取" / "抽取记录-01号.xlsx"], "ods", tmp_path / "saved")
    assert "另存为 .xlsx" in sentence(verify_record, tmp_path / "saved" / "抽取记录-01号.ods")
