"""补抽: who comes instead of an entity or an inspector that drops out after the draw."""
