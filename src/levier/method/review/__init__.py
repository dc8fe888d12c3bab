"""The quarterly review: what moved, measured; what people conclude; the assessment and the roadmap opened again."""
