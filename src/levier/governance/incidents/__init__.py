"""Incidents: declared by anyone, followed step by step, with the 72-hour clock of article 33 of the RGPD."""
