"""From what the steps said to one validated answer in Markdown."""
