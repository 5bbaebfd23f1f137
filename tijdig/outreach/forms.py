"""Forms of the print runs: what is printed, when the visit is, where the curator gets mail."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from tijdig.outreach.planning import ANNOUNCEMENT, REMINDER, TITLES, Plan, Visit
from tijdig.policies import policy_on
from tijdig.rules.announcement import first_visit_day, refusal_of_announced_day
from tijdig.rules.labels import choices
from tijdig.rules.notation import day_in_full
from tijdig.rules.terms import Dagdeel


class FilterForm(forms.Form):
    """Which of the letters that are due; lives in the address."""

    soort = forms.ChoiceField(label="Soort brief", required=False)
    wijk = forms.ChoiceField(label="Wijk", required=False)

    def __init__(self, *args: Any, wijken: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["soort"] = forms.ChoiceField(
            label="Soort brief", required=False, choices=[("", "Alle soorten"), *TITLES.items()]
        )
        self.fields["wijk"] = forms.ChoiceField(
            label="Wijk", required=False, choices=[("", "Alle wijken"), *((wijk, wijk) for wijk in wijken)]
        )

    def chosen(self, name: str) -> str:
        """The value of one filter; what is not in its list counts as nothing chosen."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    @property
    def is_filtered(self) -> bool:
        return any(self.chosen(name) for name in self.fields)


class PrintForm(forms.Form):
    """When the announced visits are. Needed only when a letter announces one."""

    bezoekdag = forms.DateField(
        label="Dag van het huisbezoek",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Schrijf een dag als 24-11-2026."},
    )
    dagdeel = forms.ChoiceField(
        label="Dagdeel", required=False, choices=[("", "Kies een dagdeel"), *choices(Dagdeel)],
        error_messages={"invalid_choice": "Kies ochtend, middag of avond."},
    )  # fmt: skip

    kaarten = forms.BooleanField(
        label="Stuur de herinneringen als kaart", required=False,
        help_text="Elke kaart komt met een blad met het adres, voor in een vensterenvelop. Er staat niet op waarom.",
    )  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, today: date, gemeente_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beleid = policy_on(today, gemeente_code)
        self.announced = any(one.letter.sjabloon.id == ANNOUNCEMENT for one in plan.letters)
        self.today = today
        if not any(one.letter.sjabloon.id == REMINDER for one in plan.letters):
            del self.fields["kaarten"]
        if not self.announced:
            del self.fields["bezoekdag"], self.fields["dagdeel"]
            return
        first = first_visit_day(today, self.beleid.aankondiging, vrij=self.beleid.termijnen.vrije_dagen)
        self.fields[
            "bezoekdag"
        ].help_text = f"Op zijn vroegst {day_in_full(first)}, want de brief moet eerst aankomen."
        self.fields["bezoekdag"].widget.attrs["min"] = first.isoformat()

    def clean_bezoekdag(self) -> date | None:
        dag: date | None = self.cleaned_data["bezoekdag"]
        if dag is None:
            raise forms.ValidationError("Kies een dag: er zijn brieven die een huisbezoek aankondigen.")
        why = refusal_of_announced_day(
            dag, brief_op=self.today, beleid=self.beleid.aankondiging, vrij=self.beleid.termijnen.vrije_dagen
        )
        if why:
            raise forms.ValidationError(why)
        return dag

    def clean_dagdeel(self) -> str:
        dagdeel = str(self.cleaned_data["dagdeel"])
        if not dagdeel:
            raise forms.ValidationError("Kies een dagdeel: dat staat in de brief.")
        return dagdeel

    def visit(self) -> Visit | None:
        """The visit, once the form is valid; None when nothing is announced."""
        dag, dagdeel = self.cleaned_data.get("bezoekdag"), self.cleaned_data.get("dagdeel")
        return Visit(dag=dag, dagdeel=Dagdeel(dagdeel)) if dag and dagdeel else None


class CuratorForm(forms.Form):
    """Where the curator gets mail; the BRP does not say it (R-BRP-8)."""

    naam = forms.CharField(
        label="Naam van de curator", max_length=120, error_messages={"required": "Vul een naam in."},
        help_text="Zoals die op de envelop moet staan. Zoek op in het Centraal curatele- en bewindregister.",
    )  # fmt: skip
    adresregel1 = forms.CharField(
        label="Straat en huisnummer, of postbus",
        max_length=120,
        error_messages={"required": "Vul een adres in."},
    )
    adresregel2 = forms.RegexField(
        r"^\s*[1-9]\d{3}\s*[A-Za-z]{2}\s+\S.*$", label="Postcode en plaats", max_length=120,
        help_text="Bijvoorbeeld 3311 GR Dordrecht.",
        error_messages={"required": "Vul postcode en plaats in.", "invalid": "Schrijf het als 3311 GR Dordrecht."},
    )  # fmt: skip
