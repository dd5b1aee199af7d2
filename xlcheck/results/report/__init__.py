"""统计: figures, lists and summary of a year."""
