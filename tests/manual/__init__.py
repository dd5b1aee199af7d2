"""使用手册: its text, the screens and pictures in it, and what makes it; ``python -m tests.manual``."""
