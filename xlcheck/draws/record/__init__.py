"""抽取记录 and its printed page, written and read back."""
