"""Work on files from outside, done by a process of its own that may hang, crash or run out of memory."""
