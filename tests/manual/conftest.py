"""Everything that the manual shows, played once."""

import pytest

from tests.manual.played import play


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    return play(tmp_path_factory.mktemp("manual") / "双随机抽查")
