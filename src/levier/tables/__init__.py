"""The company's tables: imported, profiled, asked through measures and dimensions."""
