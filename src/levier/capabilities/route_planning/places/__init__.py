"""Where things are and how far apart: coordinates, addresses, matrices, a road server."""
