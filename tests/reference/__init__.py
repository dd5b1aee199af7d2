"""docs/reference.md, made from the schema."""
