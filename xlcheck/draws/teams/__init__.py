"""检查组: who inspects whom."""
