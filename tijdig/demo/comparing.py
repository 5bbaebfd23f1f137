"""An invented country to compare with, so that the pages have others to show. Every page says that it is invented."""

import random
from collections.abc import Container, Iterable, Iterator, Sequence

from tijdig.accounts.actors import SYSTEM
from tijdig.accounts.context import working_for
from tijdig.monitor.actions.deliver import take_cijfers
from tijdig.monitor.comparing.layout import Kubusregel
from tijdig.monitor.comparing.reading import Bestandsinhoud, published_of_the_project
from tijdig.rules.compared import AANGELEVERD
from tijdig.rules.indicators import Dimensie
from tijdig.rules.terms import Cijferbron

from .country import Maandtelling, invent_country
from .country_beside import beside_of
from .country_cells import cells_of

ATTEMPTS = 1.7  # per tried melding; our own guess
SLOPPY = 0.08  # so many gemeenten record badly, to show what the gate does


def load_country(
    code: str,
    *,
    years: Sequence[int] = (2023, 2024),
    seed: int = 1,
    whole: bool = False,
    only: Container[str] | None = None,
) -> int:
    """Two years of an invented Netherlands, and the figures that were published of the real one.

    `whole`: with all a national report is written from, and the other cuts that are compared; else only the way from
    signaal to help, which is a fifth of it. `only`: of these gemeenten.
    """
    land = [t for t in invent_country(seed=seed, years=years) if only is None or t.code in only]
    regels = [*(regel for regel in cells_of(land) if whole or _is_compared(regel)), *_registration(land)]
    regels += beside_of(land, amounts_from=max(years)) if whole else ()
    with working_for(code):
        published = Bestandsinhoud(gepubliceerd=published_of_the_project())
        take_cijfers(inhoud=published, bron=Cijferbron.GEPUBLICEERD, by=SYSTEM)
        return take_cijfers(
            inhoud=Bestandsinhoud(regels=tuple(regels)), bron=Cijferbron.SYNTHETISCH, by=SYSTEM
        )


def _is_compared(regel: Kubusregel) -> bool:
    return regel.dimensie is Dimensie.GEEN and regel.indicator in AANGELEVERD


def _registration(land: Iterable[Maandtelling]) -> Iterator[Kubusregel]:
    """How well this gemeente records: attempts without result, meldingen without end result."""
    for t in land:
        draw = random.Random(f"{t.code}{t.maand}")  # noqa: S311 (an invented country, no secret)
        sloppy = random.Random(t.code).random() < SLOPPY  # noqa: S311
        unknown, left_open = (0.35, 0.25) if sloppy else (0.06, 0.03)
        attempts = round(ATTEMPTS * t.geprobeerd)
        for name, share, whole in (("C7", unknown, attempts), ("K3", left_open, t.meldingen)):
            yield Kubusregel(
                gemeente=t.code, maand=t.maand, indicator=name, teller=draw.binomialvariate(whole, share), noemer=whole
            )  # fmt: skip
