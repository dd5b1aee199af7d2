"""Each way of a district, by itself: the superior says what it must, and accuses nobody who kept his word."""

from dataclasses import replace

import pytest

from tests.steps.collect.campaign import play
from tests.steps.collect.campaign.accidents import ACCIDENTS
from tests.steps.collect.campaign.ways import DISHONEST, HONEST

SHORT = [*HONEST, *ACCIDENTS[::5], *DISHONEST]
"""Every fifth accident; all of them are played by ``python -m tests.steps.collect.campaign``, in .ci/full."""


@pytest.mark.parametrize("way", SHORT, ids=lambda way: way.name)
def test_what_a_district_does_is_seen_by_its_superior(way, sample, tmp_path):
    ((_, missed),) = play([way], tmp_path, sample)
    assert missed == []


def test_superior_that_says_nothing_is_found(sample, tmp_path):
    """The campaign itself can fail: the honest way does not show what a dishonest one must."""
    (dishonest,) = (way for way in DISHONEST if "held.log-forked" in way.codes)
    honest = next(way for way in HONEST if not way.codes)
    ((_, missed),) = play([replace(dishonest, play=honest.play)], tmp_path, sample)
    assert any("没有指出 held.log-forked" in one for one in missed)
