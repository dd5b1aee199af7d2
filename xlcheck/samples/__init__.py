"""Invented sample data, and the published plan of 2021: for the example desk, the practice run and benchmarks."""
