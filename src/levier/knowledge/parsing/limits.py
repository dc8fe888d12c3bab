"""How much of a file is read. Each bound is said to the person when it is reached."""

MOST_PAGES = 2_000
"""Pages of a PDF, slides, sheets, images of a TIFF."""
MOST_CHARACTERS = 20_000_000
MOST_TEXT = 16_000_000
"""Bytes of a text file: six thousand pages."""
MOST_HTML = 24_000_000
"""Bytes of a web page, which may carry its pictures; its tree takes twenty times that."""
MOST_SECONDS = 40
"""Processor seconds for one document; what was read until then is kept."""
MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_CELLS = 100_000
"""Of a workbook read as a document: beyond, it is data, and belongs to the tables."""
MOST_PIXELS = 120_000_000
"""Of an image: an A3 page at 600 dots per inch is 70 million."""
MOST_OCR_PAGES = 300
"""Pages whose text is recognised, at 2 to 4 seconds each."""

MOST_ENTRIES = 2_000
"""Files of an archive, messages of a mailbox, attachments of a mail."""
MOST_UNPACKED = 500 * 1024 * 1024
MOST_PART = 120 * 1024 * 1024
"""One file of an archive, one part of an Office document."""
MOST_RATIO = 150
"""An entry that grows more than this is a bomb; plain text reaches 10 to 20, an empty spreadsheet 60."""
RATIO_FROM = 4 * 1024 * 1024
"""Entries smaller than this once unpacked may have any ratio."""
MOST_DEPTH = 3
"""An archive in a mail in an archive: no deeper."""
MOST_NESTED_MAILS = 5
