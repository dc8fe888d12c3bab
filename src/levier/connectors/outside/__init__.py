"""The way out: which addresses a connection may reach, checked at each step."""
