"""What the review says, one topic a file."""
