"""The demo company: its data, its documents, its people."""
