"""How many false sentences validation lets through, how many true ones it refuses, beside simpler checks."""
