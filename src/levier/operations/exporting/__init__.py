"""Everything a company gave Levier, in one archive of open formats: nobody is held here."""
