"""An invented country to compare with, so that the pages have others to show. Every page says that it is invented."""

import random
from collections.abc import Iterator, Sequence

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.monitor.actions.deliver import take_cijfers
from tijdig.monitor.comparing.reading import Bestandsinhoud, Cel, published_of_the_project
from tijdig.rules.indicators import ALLE
from tijdig.rules.terms import Cijferbron

from .country import Maandtelling, invent_country

ATTEMPTS = 1.7  # per tried melding; our own guess
SLOPPY = 0.08  # so many gemeenten record badly, to show what the gate does


def load_country(code: str, *, years: Sequence[int] = (2023, 2024), seed: int = 1) -> int:
    """Two years of an invented Netherlands, and the figures that were published of the real one."""
    cells = tuple(cell for telling in invent_country(seed=seed, years=years) for cell in cells_of(telling))
    with working_for(code):
        published = Bestandsinhoud(gepubliceerd=published_of_the_project())
        take_cijfers(inhoud=published, bron=Cijferbron.GEPUBLICEERD, by=SYSTEM)
        return take_cijfers(inhoud=Bestandsinhoud(cellen=cells), bron=Cijferbron.SYNTHETISCH, by=SYSTEM)


def cells_of(telling: Maandtelling) -> Iterator[Cel]:
    """What this gemeente would deliver about this month."""
    draw = random.Random(f"{telling.code}{telling.maand}")  # noqa: S311 (an invented country, no secret)
    sloppy = random.Random(telling.code).random() < SLOPPY  # noqa: S311
    signals, attempts = sum(telling.signalen.values()), round(ATTEMPTS * telling.geprobeerd)
    unknown, left_open = (0.35, 0.25) if sloppy else (0.06, 0.03)
    found: dict[str, tuple[int, int | None]] = {
        "S1": (signals, None), "M1": (telling.meldingen, None), "C4": (telling.geprobeerd, telling.meldingen),
        "C5A": (telling.bereikt, telling.meldingen), "H1A": (telling.hulp, telling.meldingen),
        "H1G": (telling.hulp, telling.geprobeerd), "H1C": (telling.hulp, telling.bereikt),
        "C7": (draw.binomialvariate(attempts, unknown), attempts),
        "K3": (draw.binomialvariate(telling.meldingen, left_open), telling.meldingen),
    }  # fmt: skip
    for indicator, (teller, noemer) in found.items():
        yield Cel(
            code=telling.code,
            maand=telling.maand,
            indicator=indicator,
            definitie=ALLE,
            teller=teller,
            noemer=noemer,
        )
