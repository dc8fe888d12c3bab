"""Watching Levier in use: health now; drift, retraining and alerts later."""
