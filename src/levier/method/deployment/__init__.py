"""Deployment: what to install where and at what cost, what to plug, and capabilities in service with their upkeep."""
