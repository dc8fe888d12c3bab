"""« Bilan du trimestre »: what moved, what people conclude, what opens again."""
