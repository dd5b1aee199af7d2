"""The world of the races, made once; not to be written into."""

import pytest

from tests.races.desk import World, make_world
from tests.races.mail import open_office


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> World:
    with open_office() as office:
        yield make_world(tmp_path_factory.mktemp("world"), office)
