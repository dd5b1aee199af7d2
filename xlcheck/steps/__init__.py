"""What staff do, one module a step: the only place with a clock, randomness and paths."""
