"""Which column of a file fills which field: names, values, sums between columns, what is known, put together."""
