"""« Savoir-faire »."""
