"""核验: records recomputed; log, archive and records of a desk held against each other."""
