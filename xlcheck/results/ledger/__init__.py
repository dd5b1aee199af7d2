"""检查台账: the rows that a draw gives, what is checked of them, copies merged, visits shared."""
