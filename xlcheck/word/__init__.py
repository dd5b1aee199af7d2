"""Documents of a text processor: the only place that knows python-docx."""
