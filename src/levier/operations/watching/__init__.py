"""Capabilities in service: run by the clock, watched, learned again, put back as they were."""
