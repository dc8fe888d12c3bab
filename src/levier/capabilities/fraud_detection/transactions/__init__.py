"""Payment transactions: features of the past only, a model learnt where frauds are known, a budget of alerts a day."""
