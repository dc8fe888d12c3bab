"""What a table is worth, measured: the profile kept on each version, read by the assessment and by feasibility.

``shape`` is light; ``measuring`` loads polars.
"""
