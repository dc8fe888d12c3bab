"""« Vos entreprises »: the companies one person follows, side by side."""
