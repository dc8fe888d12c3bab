"""From the company's tables to what replenishment works on; what cannot be trusted is set aside with its reason."""
