"""What can be chosen in a comparison; all of it stands in the address (R-MON-7)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from django import forms

from tijdig.monitor.periods import month_after
from tijdig.rules.compared import MONTHS_IN_QUARTER
from tijdig.rules.labels import choices
from tijdig.rules.terms import Vergelijkgroep
from tijdig.rules.vergelijkcijfers import CIJFERS, Cijfersoort, Vergelijkcijfer

from .words import quarter_code, quarter_words

QUARTERS_SHOWN = 4
MOST = 12  # quarters in one comparison
MOST_CHOSEN = 60  # gemeenten
HEADS = {
    Cijfersoort.KETEN: "Van signaal tot hulp", Cijfersoort.PARTNERS: "Naar soort partner",
    Cijfersoort.HULP: "Soort hulp", Cijfersoort.TERMIJN: "Termijnen",
}  # fmt: skip


class VergelijkForm(forms.Form):
    """Which figure, of which quarters, with whom."""

    cijfer = forms.ChoiceField(
        label="Cijfer",
        required=False,
        choices=[
            (HEADS[soort], [(c.id, c.naam) for c in CIJFERS.values() if c.soort is soort])
            for soort in Cijfersoort
        ],
    )
    van = forms.ChoiceField(label="Van", required=False)
    tot = forms.ChoiceField(label="Tot en met", required=False)
    groep = forms.ChoiceField(label="Vergelijk met", required=False, choices=choices(Vergelijkgroep))

    def __init__(self, asked: Mapping[str, str], quarters: Sequence[date]) -> None:
        super().__init__(
            {**_usual(quarters), **{name: asked[name] for name in self.base_fields if asked.get(name)}}
        )
        listed = [(quarter_code(q), quarter_words(q)) for q in quarters]
        for name in ("van", "tot"):
            cast("forms.ChoiceField", self.fields[name]).choices = listed
        self._usual, self._quarters = _usual(quarters), quarters

    def said(self, name: str) -> str:
        """What was chosen; what is not among the choices is not heard."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or self._usual.get(name, ""))

    def cijfer_of(self) -> Vergelijkcijfer:
        return CIJFERS[self.said("cijfer")]

    def groep_of(self) -> Vergelijkgroep:
        return Vergelijkgroep(self.said("groep"))

    def kwartalen_of(self) -> tuple[date, ...]:
        """Both quarters and all between; never more than three years."""
        by_code = {quarter_code(q): q for q in self._quarters}
        if not by_code:
            return ()
        van, tot = sorted((by_code[self.said("van")], by_code[self.said("tot")]))
        found = [van]
        while found[-1] < tot:
            found.append(month_after(found[-1], MONTHS_IN_QUARTER))
        return tuple(found[-MOST:])


def _usual(quarters: Sequence[date]) -> dict[str, str]:
    """The last year there is, with gemeenten of the same size."""
    chosen = {"cijfer": next(iter(CIJFERS)), "groep": str(Vergelijkgroep.INWONERS)}
    if quarters:
        shown = quarters[-QUARTERS_SHOWN:]
        chosen |= {"van": quarter_code(shown[0]), "tot": quarter_code(shown[-1])}
    return chosen
