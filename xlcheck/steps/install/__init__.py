"""The program on a computer: the offline package, the first start, the self-test."""
