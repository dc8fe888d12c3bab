"""The registers: processing of personal data (RGPD, art. 30), AI systems, vendors — filled by what really runs."""
