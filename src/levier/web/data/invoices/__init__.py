"""« Factures »: the electronic invoices of the company, each readable and with its report of conformity."""
