"""Do many things at once, but never more than allowed."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor


def map_bounded[Item, Result](
    function: Callable[[Item], Result], items: Iterable[Item], parallel: int
) -> list[Result]:
    """The results in the order of the items, with at most `parallel` calls under way.

    The first exception is raised, and what has not begun then is not done; a caller that wants all answers
    lets `function` return its failures. The calls run in other threads: they must not touch the database.
    """
    with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="brp") as pool:
        return list(pool.map(function, items))
