"""Where the numbers of a draw come from: public games and their calendar, dice, and the hours of the day; pure."""
