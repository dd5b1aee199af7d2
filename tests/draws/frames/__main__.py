"""The same at length: ``python -m tests.draws.frames [10000]``; the exit code is 1 where one is drawn otherwise."""

import sys

from tests.draws.frames import LARGEST, disagreeing

frames = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
lines = disagreeing(frames)
print(f"{frames:,} frames of 1 to {LARGEST} codes, {len(lines)} of them in another order than consistent-sampler gives")
for line in lines:
    print(line)
sys.exit(bool(lines))
