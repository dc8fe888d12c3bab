"""Training: a plan in four tiers, sessions, a quiz made of the tools in use, attestations, budget and coverage."""
