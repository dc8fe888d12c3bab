"""Models and their cost: embeddings, language models, the ledger."""
