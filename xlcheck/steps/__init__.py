"""What staff do, a folder a capability: the only place with a clock, randomness and paths."""
