"""Run the fake BRP in its own process; it writes its base URL on the first line and then keeps silent."""

import argparse
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tijdig.connectors.brp_fake.register import load_persons
from tijdig.connectors.brp_fake.server import FakeBrp


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tijdig.connectors.brp_fake", description=__doc__)
    parser.add_argument("--persons", type=Path, required=True, help="JSON-bestand met personen in API-vorm")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 kiest een vrije poort")
    parser.add_argument("--api-key", default="")
    parser.add_argument("--delay-ms", type=int, default=0, help="hoe lang elk antwoord duurt")
    parser.add_argument("--today", type=date.fromisoformat, help="de dag waarop leeftijden worden berekend")
    given = parser.parse_args(arguments)
    brp = FakeBrp(
        load_persons(given.persons),
        api_key=given.api_key,
        delay_seconds=given.delay_ms / 1000,
        today=given.today,
        host=given.host,
        port=given.port,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        brp.serve_forever(lambda base_url: print(base_url, flush=True))
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
