"""Broken and hostile documents: what a person is told, and that nothing falls."""
