"""Orders are those of consistent-sampler; ``python -m tests.draws.frames`` compares 10,000 frames."""

from random import Random

from tests.draws.frames import LARGEST, disagreeing, frame


def test_random_frames_are_drawn_as_consistent_sampler_does():
    assert disagreeing(300) == []


def test_frames_are_of_all_sizes():
    random = Random(1)
    sizes = {len(frame(random)[0]) for _ in range(1000)}
    assert {1, LARGEST} <= sizes
