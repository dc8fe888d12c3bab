"""Boards kept by a company: tiles, targets, thresholds and their alerts, shared by role."""
