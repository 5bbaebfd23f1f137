"""What can be chosen on a page of the monitor. All of it stands in the address (R-MON-7)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from django import forms
from django.forms import BoundField

from tijdig.rules.indicators import Dimensie

from .answers import Vraag
from .answers.model import CHOOSABLE
from .definitions import definities, newest
from .periods import Periode
from .words import NAMES, in_order, month_words, value_words

NAAST = (("", "niets"), ("ervoor", "de periode ervoor"), ("jaar", "een jaar eerder"))


class KeuzeForm(forms.Form):
    """The choices of one question; what a question cannot be split by is not there."""

    van = forms.ChoiceField(label="Van", required=False)
    tot = forms.ChoiceField(label="Tot en met", required=False)
    naar = forms.ChoiceField(label="Uitgesplitst naar", required=False)
    partnertype = forms.ChoiceField(label="Type partner", required=False)
    definitie = forms.ChoiceField(label="Definitie", required=False)
    soort = forms.ChoiceField(label="Soort achterstand", required=False)
    aanpak = forms.ChoiceField(label="Aanpak", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    wijk = forms.ChoiceField(label="Wijk", required=False)
    cijfer = forms.ChoiceField(label="Cijfer", required=False)
    naast = forms.ChoiceField(label="Vergelijk met", required=False, choices=NAAST)

    def __init__(
        self,
        vraag: Vraag,
        asked: dict[str, str],
        months: Sequence[date],
        periode: Periode,
        values: Mapping[Dimensie, Sequence[str]],
    ) -> None:
        chosen = {
            "definitie": newest().versie,
            "cijfer": vraag.usual,
            **asked,
            "van": f"{periode.van:%Y-%m}",
            "tot": f"{periode.tot:%Y-%m}",
        }
        if vraag.naar and chosen.get("naar") not in vraag.naar:
            chosen["naar"] = vraag.naar[0]
        super().__init__(chosen)
        listed = sorted({*months, *periode.months()})
        for name in ("van", "tot"):
            self._choose(name, [(f"{month:%Y-%m}", month_words(month, short=True)) for month in listed])
        self._choose("naar", [(str(d), NAMES[d]) for d in vraag.naar])
        for dimensie in CHOOSABLE:
            listed_values = (
                in_order(dimensie, list(values.get(dimensie, ()))) if dimensie in vraag.alleen else []
            )
            known = [(value, value_words(dimensie, value)) for value in listed_values]
            self._choose(str(dimensie), [("", "alle"), *known] if known else [])
        versions = [(d.versie, d.versie) for d in reversed(definities())]
        self._choose("cijfer", vraag.cijfers)
        if vraag.zonder_maanden:
            for name in ("van", "tot", "naast"):
                del self.fields[name]
        by_kind = chosen.get("naar") == Dimensie.SOORT_MELDING
        self._choose("definitie", versions if vraag.per_definitie or by_kind else [])

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        if not choices:
            del self.fields[name]
            return
        field = cast("forms.ChoiceField", self.fields[name])
        field.choices = list(choices)

    def naar_of(self) -> Dimensie:
        return Dimensie(self._said("naar"))

    def _said(self, name: str) -> str:
        """What was chosen; what is not among the choices is not heard."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def alleen_of(self) -> dict[Dimensie, str]:
        """Of which zaken only; empty: of all."""
        return {dimensie: said for dimensie in CHOOSABLE if (said := self._said(str(dimensie)))}

    def filters(self) -> list[BoundField]:
        """The fields that choose zaken; they stand together, folded until one is used."""
        return [field for field in self.visible_fields() if field.name in CHOOSABLE]

    def others(self) -> list[BoundField]:
        return [field for field in self.visible_fields() if field.name not in CHOOSABLE]

    def cijfer_of(self) -> str:
        return self._said("cijfer")

    def definitie_of(self) -> str:
        return self._said("definitie") or newest().versie
