"""校验: the desk's workbooks, and workbooks that others have sent (待检查)."""
