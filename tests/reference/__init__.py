"""Slow, obvious second implementations that the queries are compared with."""
