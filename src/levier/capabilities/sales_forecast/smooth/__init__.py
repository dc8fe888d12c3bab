"""Forecasts of smooth series (months, quarters, years): eight opinions and the mean of those in the middle."""
