"""The company's documents: parsed, indexed, searched under the reader's rights."""
