"""From a question to the passages and sentences that answer it, with the probability that they do."""
