"""Two steps at once, and steps that are killed: nothing is lost."""
