"""名录变动: what a draw depends on in a year's books, and what moved in it since the year's opening state; pure."""
