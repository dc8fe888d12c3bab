"""What the people concerned are told: why a result concerns them, and what is done with their data."""
