"""Electronic invoices: exact fields, faulty files found, agreement with the official schematrons, speed."""
