"""Do many things at once, but never more than allowed."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock


def map_bounded[Item, Result](
    function: Callable[[Item], Result], items: Iterable[Item], parallel: int
) -> list[Result]:
    """The results in the order of the items, with at most `parallel` calls under way.

    The first exception is raised, and what has not begun then is not done; a caller that wants all answers
    lets `function` return its failures. The calls run in other threads: they must not touch the database.
    """
    given = list(items)
    if min(len(given), parallel) <= 1:  # a thread for one question costs more than the question
        return [function(item) for item in given]
    waiting = iter(enumerate(given))
    found: dict[int, Result] = {}
    lock, failed = Lock(), False

    def take() -> tuple[int, Item] | None:
        with lock:
            return None if failed else next(waiting, None)

    # A worker takes one thing after the other by itself: handing each to a pool costs more than a quick answer does.
    def work() -> None:
        nonlocal failed
        while (taken := take()) is not None:
            number, item = taken
            try:
                found[number] = function(item)
            except BaseException:
                failed = True
                raise

    with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="brp") as pool:
        for worker in [pool.submit(work) for _ in range(min(len(given), parallel))]:
            worker.result()
    return [found[number] for number in range(len(found))]
