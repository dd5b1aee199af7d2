"""A desk that the commands may write into."""

import shutil

import pytest


@pytest.fixture
def sample_copy(sample, tmp_path):
    """The folder of a desk of its own."""
    folder = tmp_path / "workbooks" / "2021"
    shutil.copytree(sample, folder)
    return folder
