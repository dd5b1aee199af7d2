"""汇总: the superior bureau takes the packs of many bureaus."""
