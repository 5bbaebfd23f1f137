"""Do the next stage of a long work for what is ready, while the stage before it goes on with the rest."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from django.db import connection


class Alongside[Result]:
    """Runs `work` in a thread of its own, one at a time, each time `every` more are ready.

    For work that may run again and finds by itself what is left to do: it has its own connection and transactions.
    What it raised is raised at the end of the block, unless the block failed itself.
    """

    def __init__(self, work: Callable[[], Result], *, every: int) -> None:
        self._work, self._every, self._started_at = work, every, 0
        self._running: list[Future[Result]] = []
        self._thread = ThreadPoolExecutor(max_workers=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(cancel_futures=kind is not None)
        if kind is None:
            self.results = [future.result() for future in self._running]

    def so_far(self, ready: int) -> None:
        """So many are ready now. Starts nothing while the time before still runs."""
        if ready - self._started_at < self._every or any(not future.done() for future in self._running):
            return
        self._started_at = ready
        self._running.append(self._thread.submit(self._on_own_connection))

    def _on_own_connection(self) -> Result:
        try:
            return self._work()
        finally:
            connection.close()
