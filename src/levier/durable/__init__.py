"""Durable runs: the only room that knows the durable-execution library."""
