"""Anomalies without labels: the ensemble of detectors, and the features of accounting entries it looks at."""
