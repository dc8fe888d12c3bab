"""What all connectors share: bounds, documents, tables, progress, faults, schedules."""
