"""检查对象档案: each entity over the years."""
