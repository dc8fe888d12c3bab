"""« Chercher »: the documents the person may read, filtered, with the words found highlighted."""
