"""The commands by capability: each parses, calls one step and prints.

A docstring is the help text, with an example, whose lines stay as they are after ``\\b``. A step is imported when
its command runs, so that the program starts fast.
"""
