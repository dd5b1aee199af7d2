"""抽取: tasks chosen, frozen, announced and drawn; the archive of every draw."""
