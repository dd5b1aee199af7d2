"""核验: records recomputed; log, archive and records of a desk compared with each other."""
