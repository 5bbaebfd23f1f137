"""Do the next stage of a long work for what is ready, while the stage before it goes on with the rest."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from types import TracebackType
from typing import Self

from django.db import connection


class Writers[Result]:
    """A few threads that write, in the order of asking; whoever asks waits once too much is under way.

    Each call has its own transaction. What one raised is raised by `results`, which the caller reads to the end.
    """

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="schrijven")
        self._most, self._under_way = threads + 1, deque[Future[Result]]()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=kind is not None)

    def ask(self, write: Callable[[], Result]) -> None:
        self._under_way.append(self._pool.submit(self._on_own_connection, write))

    def results(self, *, all_of_them: bool = False) -> Iterator[Result]:
        """What came of the oldest, as many as are done or must be waited for."""
        while self._under_way and (
            all_of_them or self._under_way[0].done() or len(self._under_way) >= self._most
        ):
            yield self._under_way.popleft().result()

    @staticmethod
    def _on_own_connection(write: Callable[[], Result]) -> Result:
        try:
            return write()
        finally:
            connection.close()


class Alongside[Result]:
    """Runs `work` in a thread of its own, one at a time, each time `every` more are ready.

    For work that may run again and finds by itself what is left to do: it has its own connection and transactions.
    What it raised is raised at the end of the block, unless the block failed itself; after that it runs no more.
    """

    def __init__(self, work: Callable[[], Result], *, every: int) -> None:
        self._work, self._every = work, every
        self._lock, self._thread = Lock(), ThreadPoolExecutor(max_workers=1)
        self._ready, self._busy, self._ended = 0, False, False
        self._error: BaseException | None = None
        self.results: list[Result] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._ended = True
        self._thread.shutdown()
        if kind is None and self._error is not None:
            raise self._error

    def more(self, ready: int) -> None:
        """So many more are ready. They wait while the time before still runs."""
        with self._lock:
            self._ready += ready
            self._start_when_due()

    def _start_when_due(self) -> None:
        if self._ready < self._every or self._busy or self._ended or self._error:
            return
        self._ready, self._busy = 0, True
        self._thread.submit(self._run)

    def _run(self) -> None:
        try:
            self.results.append(self._work())
        except BaseException as error:
            self._error = error
        finally:
            connection.close()
            with self._lock:
                self._busy = False
                self._start_when_due()
