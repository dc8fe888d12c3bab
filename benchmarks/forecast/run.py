"""Does the sales forecast beat the simple rivals, and do its intervals hold? Real sales, rolling origins.

Prints Markdown. Every forecast sees only what was known before its origin, the choice of the items included.
"""

from benchmarks.forecast import competition, intermittent, retail


def main() -> None:
    """Print the section."""
    retail.main()
    competition.main()
    intermittent.main()


if __name__ == "__main__":
    main()
