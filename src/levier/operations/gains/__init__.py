"""What Levier brought, net of everything it cost: counted from real runs, timed tasks, costs and model calls."""
