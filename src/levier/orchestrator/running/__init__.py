"""Run a plan: durable steps, independent ones together, each recorded and told as it goes."""
