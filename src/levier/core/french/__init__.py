"""French as business people write it: numbers, dates, periods, identifiers, stems."""
