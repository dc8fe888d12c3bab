"""« Mesures »: every figure Levier can compute, with its definition; a company's own measures, defined in a form."""
