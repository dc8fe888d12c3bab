"""Alerts raised on the company's tables, and what people said of them: the memory that teaches a capability."""
