"""Following one company, or several: what is known of the method, for a question in words and for a page over companies."""
