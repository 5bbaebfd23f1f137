"""Forms of the deliveries: what is delivered, and what the list shows."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from tijdig.partners.models import Signaalpartner
from tijdig.rules.labels import label
from tijdig.rules.terms import Aanleverstatus

from .queries import partners_that_delivered, partners_that_may_deliver

STEPS = (
    ("herinnering", "De partner stuurde een schriftelijke herinnering"),
    ("contact", "De partner deed moeite voor persoonlijk contact"),
    ("gewezen_op_hulp", "De partner wees op hulp bij schulden"),
    ("aanbod_gegevens", "De partner bood aan om gegevens door te geven"),
)
PERIODS = (
    ("", "Altijd"),
    ("7", "De afgelopen 7 dagen"),
    ("31", "De afgelopen maand"),
    ("366", "Het afgelopen jaar"),
)


def _day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


class AanleveringForm(forms.Form):
    """One file of one partner."""

    partner = forms.ModelChoiceField(
        label="Partner", queryset=Signaalpartner.objects.none(), empty_label="Kies een partner",
        help_text="Partners met een overeenkomst die nu geldt.",
        error_messages={"required": "Kies van welke partner dit bestand is."},
    )  # fmt: skip
    dag = _day(
        "Dag van aanleveren",
        help_text="De termijnen gaan op deze dag in. Kies alleen een andere dag als het bestand toen binnenkwam.",
        error_messages={"required": "Vul een dag in.", "invalid": "Vul een dag in."},
    )
    bestand = forms.FileField(
        label="Bestand", allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.json,.txt"}),
        error_messages={"required": "Kies een bestand.", "missing": "Kies een bestand."},
    )  # fmt: skip
    stappen = forms.MultipleChoiceField(
        label="Stappen van sociale incasso",
        required=False,
        choices=STEPS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vink aan wat voor het hele bestand geldt. Staat het per regel in het bestand? Dan telt de regel. "
        "Ontbreekt een verplichte stap, dan weigert Tijdig de regel.",
    )

    def __init__(self, *args: Any, today: date, other_day: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["dag"].initial = today
        limit = settings.MAX_AANLEVERING_BYTES // 1024 // 1024
        self.fields["bestand"].help_text = f"CSV, Excel (xlsx) of JSON, hoogstens {limit} MB."
        choice = self.fields["partner"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = partners_that_may_deliver(None if other_day else today)
        if not other_day:
            del self.fields["dag"]
        else:
            choice.help_text = "Alle partners. Zonder overeenkomst op die dag wordt het bestand geweigerd."

    def clean_dag(self) -> date:
        """A delivery of tomorrow does not exist."""
        dag: date = self.cleaned_data["dag"]
        if dag > self.today:
            raise forms.ValidationError("Deze dag ligt in de toekomst.")
        return dag


class AanleveringenFilter(forms.Form):
    """Which deliveries the list shows; every part may be empty."""

    partner = forms.ModelChoiceField(
        label="Partner", queryset=Signaalpartner.objects.none(), required=False, empty_label="Alle partners"
    )
    periode = forms.ChoiceField(label="Periode", choices=PERIODS, required=False)
    status = forms.ChoiceField(
        label="Status", choices=[("", "Alle"), *((s.value, label(s)) for s in Aanleverstatus)], required=False
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choice = self.fields["partner"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = partners_that_delivered()
