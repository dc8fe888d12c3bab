"""Which projects pass, in what order, and how much the order depends on the weights."""
