"""Inboxes with a hostile mail or file beside an honest pack, made by a seeded generator."""
