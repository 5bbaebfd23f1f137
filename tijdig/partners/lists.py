"""The list of partners: its columns, how it sorts, and as a file."""

from datetime import date

from tijdig.accounts.tables import Column, Table
from tijdig.rules.labels import label
from tijdig.rules.terms import PartnerType

from .forms import STAND_IN_WORDS
from .queries import PartnerLine


def _last_day(line: PartnerLine) -> date:
    """Without an end, or without an agreement, it comes last."""
    return (line.overeenkomst.einde if line.overeenkomst else None) or date.max


PARTNERS = Table(
    name="partners",
    ground="leidraad.2.4",
    columns=(
        Column(key="naam", label="Partner", by=lambda x: x.partner.naam.casefold(), cell=lambda x: x.partner.naam),
        Column(key="kvk", label="KvK", cell=lambda x: x.partner.kvk_nummer, shown=False),
        Column(
            key="soort", label="Soort", by=lambda x: label(PartnerType(x.partner.soort)),
            cell=lambda x: label(PartnerType(x.partner.soort)),
        ),
        Column(
            key="stand", label="Overeenkomst", by=lambda x: STAND_IN_WORDS[x.stand],
            cell=lambda x: STAND_IN_WORDS[x.stand],
        ),
        Column(
            key="einde", label="Laatste dag", by=_last_day, cell=lambda x: x.overeenkomst and x.overeenkomst.einde
        ),
        Column(key="incasso", label="Stap ontbrak", by=lambda x: x.incasso, cell=lambda x: x.incasso, numeric=True),
    ),
)  # fmt: skip
