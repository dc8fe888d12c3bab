"""Does a decision treat groups of people differently: rates, gaps with intervals, remedies with their cost."""
