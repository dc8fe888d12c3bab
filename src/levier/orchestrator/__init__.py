"""The way of a request: understand, plan, run, compose, validate, answer."""
