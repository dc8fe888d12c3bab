"""What a project is worth, in money a year: value trees on the company's own figures, with ranges."""
