"""What a firm reuses from one of its companies to another: named templates of its own, structure only, never data."""
