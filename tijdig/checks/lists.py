"""The list of doubt: its columns, how it sorts, and as a file without names and addresses."""

from tijdig.accounts.tables import Column, Table
from tijdig.intake.shown import outcome_words

DOUBTFUL = Table(
    name="twijfel",
    ground="wgs.8b",
    on_top=("-vroegsignaal__crisis", "antwoord_op"),  # R-TRM-2, R-BRP-4
    columns=(
        Column(key="naam", label="Aangeleverd als", order=("vroegsignaal__achternaam", "vroegsignaal__bedrijfsnaam")),
        Column(key="referentie", label="Referentie", cell=lambda t: t.vroegsignaal.referentie, shown=False),
        Column(
            key="partner", label="Partner", order=("vroegsignaal__partner__kort",),
            cell=lambda t: t.vroegsignaal.partner.naam,
        ),
        Column(
            key="gevonden", label="Wat er is gevonden", order=("uitkomst", "zekerheid"),
            cell=lambda t: outcome_words(t.uitkomst, t.zekerheid),
        ),
        Column(
            key="gevraagd", label="Gevraagd aan de partner op", shown=False,
            cell=lambda t: t.gevraagd_op,
        ),
        Column(key="antwoord", label="Antwoord van de partner op", cell=lambda t: t.antwoord_op, shown=False),
        Column(key="crisis", label="Crisis", cell=lambda t: "ja" if t.vroegsignaal.crisis else "nee", shown=False),
        Column(
            key="wacht", label="Wacht", order=("vroegsignaal__ontvangen_op",),
            cell=lambda t: t.vroegsignaal.ontvangen_op,
        ),
    ),
)  # fmt: skip
