"""One measurement in a process of its own: what another one loaded would count as memory of this one."""

import warnings
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from typing import Any

import django


def apart(name: str) -> dict[str, Any]:
    """What `bench.<name>` measures, measured in a fresh process. Errors: whatever it raises."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
        return own.submit(_measure, name).result()


def _measure(name: str) -> dict[str, Any]:
    django.setup()
    warnings.filterwarnings("ignore", message="No directory at")  # static files are not collected here
    found: dict[str, Any] = import_module(f"bench.{name}").run()
    return found
