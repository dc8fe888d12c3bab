"""Imports that people start from a page: files are kept at once, then read one by one by a durable run."""
