"""Decisions: rights, data classes and destinations, budgets; the journal of what was done."""
