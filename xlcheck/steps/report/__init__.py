"""统计: the figures, lists and summary of a year."""
