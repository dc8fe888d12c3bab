"""Indicators: what is measured to know whether something helped."""
