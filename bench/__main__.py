"""`make bench`: measure, and write docs/reference/measurements.md. Ratios within one run, never a pass or fail."""

import sys
import warnings
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django
from django.utils import timezone

import tijdig.embedded  # noqa: F401 (prepares the environment before Django)
from bench.page import page_of

django.setup()
warnings.filterwarnings("ignore", message="No directory at")  # static files are not collected here

TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference" / "measurements.md"


def main() -> None:
    """All measurements; with names on the command line only those, printed and not written."""
    wanted = sys.argv[1:]
    results = {}
    for name in MEASUREMENTS:
        if wanted and name not in wanted:
            continue
        print(f"{name} ...", flush=True)
        results[name] = _in_a_process_of_its_own(name)
        print(results[name], flush=True)
    if not wanted:
        TARGET.write_text(page_of(results, timezone.localdate()), encoding="utf-8")


MEASUREMENTS = (
    "read_and_judge", "from_delivery_to_proposals", "match_again", "pages", "letters", "messages", "visits",
    "visits_best", "cube", "cube_country", "dashboard", "ddas", "ddas_api",
)  # fmt: skip


def _in_a_process_of_its_own(name: str) -> dict[str, Any]:
    """What another measurement loaded would count as memory of this one."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
        return own.submit(_measure, name).result()


def _measure(name: str) -> dict[str, Any]:
    found: dict[str, Any] = import_module(f"bench.{name}").run()
    return found


if __name__ == "__main__":
    main()
