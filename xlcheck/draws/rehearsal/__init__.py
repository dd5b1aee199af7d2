"""全年预演: every draw of the year with a seed that is thrown away, so that January sees what cannot work; pure."""
