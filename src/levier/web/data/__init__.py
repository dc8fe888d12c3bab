"""The pages « Données »: tables and documents of the company."""
