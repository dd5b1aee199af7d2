"""公示: which inspections are published, to whom, in which words; corrections and withdrawals."""
