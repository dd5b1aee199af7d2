"""演练: the shipped year, a guided practice year and the demonstration."""
