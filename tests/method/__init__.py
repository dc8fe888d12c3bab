"""The method, step by step."""
