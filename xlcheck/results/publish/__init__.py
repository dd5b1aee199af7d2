"""公示: which inspections go out, to whom, in which words; corrections and withdrawals."""
