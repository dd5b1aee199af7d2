"""How everything of a practice desk is marked, so that nobody takes it for real."""

PRACTICE = "【演练】"
"""Above every page, and before every title and subject."""

PRACTICE_NOTICE = "演练数据，不作为公示依据"
"""On web pages."""
