"""« Gains »: hours and euros, net of everything; costs; what is followed; the next three years."""
