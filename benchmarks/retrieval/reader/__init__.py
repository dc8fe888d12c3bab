"""How the reader (``inference/reading``) is trained: ``prepare`` writes the rows, ``train`` learns, both from the shared data."""
