"""From an understood request to a typed graph of steps."""
