"""Registries saved again by another office program: the same fingerprint, the same draw."""

import pytest

from tests.office.office import XLSX, Office, missing
from tests.steps.registries import BOOKS, record_of, rewrite, shuffle_rows, turn_columns

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
