"""Search the documents from a page, the command line or a program: filters, pages of results, their words highlighted."""
