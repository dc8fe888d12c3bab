"""Legal facts and rules as dated, sourced data: what a text says, where it was read, when it must be read again."""
