"""Do the next stage of a long work for what is ready, while the stage before it goes on with the rest."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from types import TracebackType
from typing import Self

from django.db import connection


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
        except BaseException as error:  # noqa: BLE001 (raised again where the block ends)
            self._error = error
        finally:
            connection.close()
            with self._lock:
                self._busy = False
                self._start_when_due()
