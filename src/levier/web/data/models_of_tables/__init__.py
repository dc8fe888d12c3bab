"""« Modèles de tableaux »: what each kind of table holds, an empty one to download, and what was learned of your files."""
