"""Electronic invoices: Factur-X, ZUGFeRD, CII and UBL read exactly, checked against EN 16931, kept as tables."""
