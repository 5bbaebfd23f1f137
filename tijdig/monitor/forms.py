"""What can be chosen on a page of the monitor. All of it stands in the address (R-MON-7)."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from django import forms

from tijdig.rules.indicators import Dimensie
from tijdig.rules.labels import choices, label
from tijdig.rules.terms import Contextcijfer, PartnerType

from .answers import Vraag
from .definitions import definities, newest
from .periods import Periode
from .words import NAMES, month_words

NAAST = (("", "niets"), ("ervoor", "de periode ervoor"), ("jaar", "een jaar eerder"))


class KeuzeForm(forms.Form):
    """The choices of one question; what a question cannot be split by is not there."""

    van = forms.ChoiceField(label="Van", required=False)
    tot = forms.ChoiceField(label="Tot en met", required=False)
    naar = forms.ChoiceField(label="Uitgesplitst naar", required=False)
    partnertype = forms.ChoiceField(label="Type partner", required=False)
    definitie = forms.ChoiceField(label="Definitie", required=False)
    context = forms.ChoiceField(label="Cijfer", required=False)
    naast = forms.ChoiceField(label="Vergelijk met", required=False, choices=NAAST)

    def __init__(self, vraag: Vraag, asked: dict[str, str], months: Sequence[date], periode: Periode) -> None:
        chosen = {
            "definitie": newest().versie,
            "context": Contextcijfer.PROBLEMATISCHE_SCHULDEN,
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
        types = [("", "alle"), *((t.value, label(t)) for t in PartnerType)]
        self._choose("partnertype", types if vraag.per_partnertype else [])
        versions = [(d.versie, d.versie) for d in reversed(definities())]
        self._choose("context", choices(Contextcijfer) if vraag.per_context else [])
        if vraag.per_context:
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

    def partnertype_of(self) -> str:
        return self._said("partnertype")

    def context_of(self) -> str:
        return self._said("context")

    def definitie_of(self) -> str:
        return self._said("definitie") or newest().versie
