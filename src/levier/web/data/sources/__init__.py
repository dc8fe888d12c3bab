"""« Données › Sources »: the connections of the company, from the catalogue to the last fault."""
