"""Statements drawn from the ledger: the « soldes intermédiaires de gestion », turnover, lines of the tax forms."""
