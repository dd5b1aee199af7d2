"""补抽: the drawn order read further, its record and printed page."""
