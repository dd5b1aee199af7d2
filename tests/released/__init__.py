"""Desks as released versions wrote them; every later version reads, verifies and continues them."""
