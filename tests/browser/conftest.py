"""One Chromium for all tests of a module."""

import pytest

from tests.browser.chromium import Chromium


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    return Chromium(tmp_path_factory.mktemp("chromium"))
