"""核验: everything is recomputed, and every cell is compared."""
