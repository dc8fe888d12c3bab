"""A searcher as a process: a pickled task on standard input, what it found on standard output.

PyVRP holds Python's lock while it searches, so two searchers need two processes.
"""

import pickle
import sys

from levier.capabilities.route_planning.search.running import Task, run


def main() -> None:
    """Read a task, write what was found. Both ends are Levier's own processes: nothing else is ever unpickled."""
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the parent process
    sys.stdout.buffer.write(pickle.dumps(run(task)))


if __name__ == "__main__":
    main()
