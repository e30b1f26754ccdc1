"""Benchmarks: each module named bench_* has a `measure()` that yields rows."""
