"""Workbooks read, whoever made them: guarded, streamed, typed."""
