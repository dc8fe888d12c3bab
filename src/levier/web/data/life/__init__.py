"""« Vie des documents »: what must be read again, what is there twice, how long things are kept, taking everything away."""
