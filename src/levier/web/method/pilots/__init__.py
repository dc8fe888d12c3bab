"""« Pilotes »: prepare, measure, run, show and decide."""
