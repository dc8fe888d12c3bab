"""Read every file of a folder with a rival: ``python rival.py kreuzberg|markitdown FOLDER`` prints {name: text}.

Runs in the rivals' own environment: it imports nothing of ours.
"""

import json
import sys
from pathlib import Path


def main(name: str, folder: str) -> None:
    read = _kreuzberg() if name == "kreuzberg" else _markitdown()
    found = {}
    for file in sorted(Path(folder).iterdir()):
        try:
            found[file.name] = read(str(file))
        except Exception:  # a failure is what is counted
            continue
    json.dump(found, sys.stdout)


def _kreuzberg():
    from kreuzberg import ExtractionConfig, extract_file_sync  # noqa: PLC0415 - one rival a process

    config = ExtractionConfig()

    def read(path: str) -> str:
        result = extract_file_sync(path, config=config)
        tables = [table.markdown for table in getattr(result, "tables", []) if getattr(table, "markdown", "")]
        return "\n".join([result.content, *tables])

    return read


def _markitdown():
    from markitdown import MarkItDown  # noqa: PLC0415

    converter = MarkItDown()
    return lambda path: converter.convert(path).text_content


if __name__ == "__main__":
    main(*sys.argv[1:])
