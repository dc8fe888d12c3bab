"""Office documents (Word, Excel, PowerPoint, LibreOffice, RTF), read without their programs, macros never run."""
