"""The only place that knows e-mail: messages as they are read and composed, and their delivery."""
