"""A company's own measures: defined in a form from what exists, never in SQL; kept by version, journalled, deletable."""
