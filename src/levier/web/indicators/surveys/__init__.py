"""« Enquêtes »: make one, send it, read it; and the open page where customers answer."""
