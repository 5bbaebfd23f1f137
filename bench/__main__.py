"""`make bench`: measure, and write docs/reference/measurements.md. Ratios within one run, never a pass or fail."""

import sys
from pathlib import Path

import django
from django.utils import timezone

import tijdig.embedded  # noqa: F401 (prepares the environment before Django)
from bench.measuring import apart
from bench.page import page_of

django.setup()

TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference" / "measurements.md"


def main() -> None:
    """All measurements; with names on the command line only those, printed and not written."""
    wanted = sys.argv[1:]
    results = {}
    for name in MEASUREMENTS:
        if wanted and name not in wanted:
            continue
        print(f"{name} ...", flush=True)
        results[name] = apart(name)
        print(results[name], flush=True)
    if not wanted:
        TARGET.write_text(page_of(results, timezone.localdate()), encoding="utf-8")


MEASUREMENTS = (
    "read_and_judge", "from_delivery_to_proposals", "brp_check", "match_again", "pages", "letters", "messages",
    "visits", "visits_best", "cube", "cube_country", "dashboard", "ddas", "ddas_api",
)  # fmt: skip


if __name__ == "__main__":
    main()
