"""What the commands ask and show, by capability; imported when a command runs."""
