"""Run the fake NotifyNL in its own process; it writes its base URL on the first line and then keeps silent."""

import argparse
import signal
import sys
import time
from collections.abc import Sequence

from tijdig.connectors.notify_fake.telling import TellingNotify


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tijdig.connectors.notify_fake", description=__doc__)
    parser.add_argument("--callback", required=True, help="adres waar de ontvangstbewijzen heen gaan")
    parser.add_argument("--token", required=True, help="het token dat daarbij hoort")
    parser.add_argument("--na-seconden", type=float, default=3, help="hoe lang een bericht onderweg is")
    parser.add_argument("--komt-terug", type=int, default=0, help="elk zoveelste bericht komt terug; 0: geen")
    parser.add_argument(
        "--antwoordt", type=int, default=0, help="op elke zoveelste sms komt antwoord; 0: geen"
    )
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    fake = TellingNotify(
        callback=given.callback,
        token=given.token,
        after_seconds=given.na_seconden,
        lost_every=given.komt_terug,
        answered_every=given.antwoordt,
    )
    with fake:
        print(fake.base_url, flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main()
