"""The first start: owner, company, first file."""
