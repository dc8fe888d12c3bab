"""« Alertes »: what capabilities found odd, and the verdict of people."""
