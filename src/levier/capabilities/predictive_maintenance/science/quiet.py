"""One computing thread: on a shared machine, the threads of a small booster wait for one another far longer than they work."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_thread() -> Iterator[None]:
    """OpenMP and BLAS limited to one thread inside the block."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # noqa: PLC0415 - comes with scikit-learn, loaded with it

    with threadpool_limits(limits=1):
        yield


__all__ = ["one_thread"]
