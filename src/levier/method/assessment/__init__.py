"""The assessment: how ready the company is, on its data (measured), its skills and its processes."""
