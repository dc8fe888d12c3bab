"""« Feuille de route »: objectives, projects weighed and ordered, plan, hypotheses."""
