"""What must be done each night, and after a deletion, so that the rules people chose are kept."""
