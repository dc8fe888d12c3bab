"""Plain numpy: periods compared, exact decompositions, breaks of a series. Neither web nor database."""
