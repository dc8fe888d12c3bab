"""The pages « Réglages »: company, people, models, destinations, my account."""
