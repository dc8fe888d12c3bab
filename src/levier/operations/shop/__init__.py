"""What a company lets its own web shop propose: learned here at night, published without a word of any customer."""
