"""The world of the races, made once; not to be written into."""

import pytest

from tests.races.desk import World, make_world


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> World:
    return make_world(tmp_path_factory.mktemp("world"))
