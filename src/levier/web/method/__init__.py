"""« Méthode »: the landing page and the line of its steps; each step has its own room beside."""
