"""The page « Comptabilité » of a dataset of accounting entries: conformity, results, ages, months, lines, downloads."""
