"""Forecasts of smooth series (months, quarters, years): seven opinions and the mean of those in the middle."""
