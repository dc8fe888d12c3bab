"""The life of documents: what must be read again, what is there twice, how long it is kept, how it changed."""
