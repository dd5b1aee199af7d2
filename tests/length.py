"""How much the tests repeat: a part of it by default, all of it with ``XLCHECK_TESTS=long``, as ``.ci/full`` has it."""

import os

LONG = os.environ.get("XLCHECK_TESTS") == "long"
STRIDE = 1 if LONG else 3
"""Of the writes of a step, at each of which it is killed, every third is taken."""


def examples(count: int) -> int:
    """Return how many examples a property is tried with, of those that the long form has."""
    return count if LONG else max(20, count // 8)
