"""Boards: breaks, exactness, and the time from an import to the page."""
