"""应抽数: exact arithmetic, and what a plan comes to over the year."""
