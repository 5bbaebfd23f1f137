"""Which report, of which year: all of it stands in the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from django import forms

LANDELIJK = "landelijk"
SOORTEN = (
    ("jaar", "jaarverslag, voor eigen gebruik"),
    ("openbaar", "jaarverslag, om te publiceren"),
    ("raad", "kort verslag voor de raad, om te publiceren"),
    (LANDELIJK, "landelijk verslag, van alle gemeenten die leverden"),
)


@dataclass(frozen=True)
class Keuze:
    """What was asked for; what is not among the choices is not heard."""

    jaar: int
    soort: str

    @property
    def raad(self) -> bool:
        return self.soort == "raad"

    @property
    def landelijk(self) -> bool:
        return self.soort == LANDELIJK

    @property
    def openbaar(self) -> bool:
        return self.soort in ("openbaar", "raad", LANDELIJK)


class VerslagForm(forms.Form):
    """Year and kind of report. `country`: the years of the national one."""

    jaar = forms.ChoiceField(label="Jaar")
    soort = forms.ChoiceField(label="Verslag", choices=SOORTEN)

    def __init__(self, asked: Mapping[str, str], own: Sequence[int], country: Sequence[int] = ()) -> None:
        chosen = {name: asked.get(name, "") for name in ("jaar", "soort")}
        if not own and country:
            chosen["soort"] = chosen["soort"] or LANDELIJK
        years = sorted({*own, *country}, reverse=True)
        if chosen["soort"] == LANDELIJK and not chosen["jaar"]:
            chosen["jaar"] = str(max(country, default=""))
        if chosen["jaar"] not in map(str, years):
            chosen["jaar"] = str((own or country or ("",))[0])
        if chosen["soort"] not in dict(SOORTEN):
            chosen["soort"] = SOORTEN[0][0]
        super().__init__(chosen)
        cast(forms.ChoiceField, self.fields["jaar"]).choices = [(str(year), str(year)) for year in years]

    def keuze(self) -> Keuze | None:
        """None: there is no year to choose."""
        return Keuze(int(self.data["jaar"]), str(self.data["soort"])) if self.data["jaar"] else None
