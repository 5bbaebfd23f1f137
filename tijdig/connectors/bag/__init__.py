"""Where an address lies, asked of the BAG through a service that speaks as the PDOK Locatieserver v3.1 does.

A gemeente sets its own gateway and key: which addresses are asked about says who is visited, so nothing goes to a
service that nobody chose. Source: PDOK Locatieserver v3.1, `free`; `centroide_ll` is WGS 84, east before north.
"""

import json
import logging
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import httpx

from tijdig.rules.address import Adres
from tijdig.rules.visits import Plaats

log = logging.getLogger("tijdig.bag")

POINT = re.compile(r"POINT\((-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)\)")
LARGEST_ANSWER_BYTES = 1_000_000
ROWS = 10


class BagUnavailable(Exception):
    """No usable answer, also not after trying again; never the same as *not found*. Holds no address."""


@dataclass(frozen=True, kw_only=True)
class BagConfig:
    """`base_url`: without `/free`. `pause_seconds`: the first pause, which doubles; `parallel`: questions at once."""

    base_url: str
    api_key: str = field(default="", repr=False)
    api_key_header: str = "X-Api-Key"
    timeout_seconds: float = 5.0
    attempts: int = 3
    pause_seconds: float = 0.5
    parallel: int = 4

    def __post_init__(self) -> None:
        if not self.base_url.startswith(("https://", "http://")):
            raise ValueError("Het adres van de BAG moet met https:// of http:// beginnen.")


class BagClient:
    """Asks for places. Use it as a context manager."""

    def __init__(self, config: BagConfig, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._config, self._sleep = config, sleep
        key = {config.api_key_header: config.api_key} if config.api_key else {}
        self._http = httpx.Client(timeout=config.timeout_seconds, trust_env=False, headers=key)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._http.close()

    def place_of(self, adres: Adres) -> Plaats | None:
        """The place of exactly this address, or None when the BAG does not know it. Errors: BagUnavailable."""
        for attempt in range(self._config.attempts):
            if attempt:
                self._sleep(self._config.pause_seconds * 2 ** (attempt - 1))
            answer = self._ask(adres)
            if answer is not None:
                return _place_in(answer, adres)
        log.warning("BAG gives no answer, %s attempts", self._config.attempts)
        raise BagUnavailable("De BAG antwoordt niet.")

    def places_of(self, adressen: Iterable[Adres]) -> dict[Adres, Plaats | None]:
        """The places of many, at most `parallel` questions at once; what got no answer is left out."""

        def one(adres: Adres) -> tuple[Adres, Plaats | None, bool]:
            try:
                return adres, self.place_of(adres), True
            except BagUnavailable:
                return adres, None, False

        with ThreadPoolExecutor(self._config.parallel, thread_name_prefix="bag") as pool:
            found = list(pool.map(one, dict.fromkeys(adressen)))
        return {adres: place for adres, place, answered in found if answered}

    def _ask(self, adres: Adres) -> list[dict[str, Any]] | None:
        """The addresses that the service gives, or None when this is no answer."""
        number = f"{adres.huisnummer}{adres.huisletter}{'-' + adres.toevoeging if adres.toevoeging else ''}"
        query = {
            "q": f"{adres.postcode} {number}", "rows": str(ROWS),
            "fq": ["type:adres", f"postcode:{adres.postcode}", f"huisnummer:{adres.huisnummer}"],
            "fl": "postcode,huisnummer,huisletter,huisnummertoevoeging,centroide_ll",
        }  # fmt: skip
        try:
            received = self._http.get(f"{self._config.base_url.rstrip('/')}/free", params=query)
            if received.status_code != httpx.codes.OK or len(received.content) > LARGEST_ANSWER_BYTES:
                return None
            docs = json.loads(received.content)["response"]["docs"]
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return None
        return docs if isinstance(docs, list) and all(isinstance(doc, dict) for doc in docs) else None


def _place_in(docs: list[dict[str, Any]], adres: Adres) -> Plaats | None:
    """The document of this very address: the service also gives neighbours that look like it."""
    wanted = (adres.postcode, adres.huisnummer, _tail(adres.huisletter, adres.toevoeging))
    for doc in docs:
        tail = _tail(str(doc.get("huisletter") or ""), str(doc.get("huisnummertoevoeging") or ""))
        point = POINT.fullmatch(str(doc.get("centroide_ll", "")))
        if point and (doc.get("postcode"), doc.get("huisnummer"), tail) == wanted:
            return Plaats(lat=float(point[2]), lon=float(point[1]))
    return None


def _tail(letter: str, addition: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", f"{letter}{addition}".upper())
