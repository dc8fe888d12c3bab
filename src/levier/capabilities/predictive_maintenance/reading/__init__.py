"""Tables of any company → checked readings, failures and lives."""
