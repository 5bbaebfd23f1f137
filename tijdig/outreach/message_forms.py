"""Forms of messages and templates."""

from datetime import date
from typing import Any

from django import forms

from tijdig.outreach.shelf import refusal_of_text
from tijdig.rules.labels import choices
from tijdig.rules.messages import email_address, mobile_number
from tijdig.rules.terms import Stopsoort


class StopForm(forms.Form):
    """What the resident does not want any more."""

    soort = forms.ChoiceField(
        label="Wat wil de inwoner niet meer?", choices=choices(Stopsoort), widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de inwoner niet meer wil."},
    )  # fmt: skip
    adres = forms.CharField(
        label="Nummer of adres", required=False, max_length=254,
        help_text="Alleen bij sms of e-mail. Tijdig bewaart hiervan een onleesbaar kenmerk.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        soort, adres = data.get("soort"), data.get("adres", "")
        if soort == Stopsoort.TELEFOON and not mobile_number(adres):
            self.add_error("adres", "Schrijf een mobiel nummer, zoals 06 12345678.")
        if soort == Stopsoort.EMAIL and not email_address(adres):
            self.add_error("adres", "Schrijf een e-mailadres, zoals naam@voorbeeld.nl.")
        return data


class TaalForm(forms.Form):
    """In which language somebody is written to."""

    taal = forms.ChoiceField(
        label="In welke taal?", widget=forms.RadioSelect, error_messages={"required": "Kies een taal."}
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taal"] = forms.ChoiceField(
            label=self.fields["taal"].label, choices=offered, widget=forms.RadioSelect,
            error_messages={"required": "Kies een taal."},
        )  # fmt: skip


class KenmerkForm(forms.Form):
    """One zaak or letter, by what is printed on it."""

    kenmerk = forms.CharField(
        label="Kenmerk", max_length=40, error_messages={"required": "Vul het kenmerk in."},
        help_text="Staat rechts boven in de brief.",
    )  # fmt: skip


class ExampleForm(forms.Form):
    """The zaak on which a template is tried."""

    zaak = forms.CharField(
        label="Kenmerk van een zaak", max_length=40, error_messages={"required": "Vul het kenmerk van een zaak in."},
        help_text="Er wordt niets verstuurd. Dat u kijkt, wordt vastgelegd.",
    )  # fmt: skip


class IngangForm(forms.Form):
    """From when a new version of a template is used: today or later."""

    ingang = forms.DateField(
        label="Gebruiken vanaf", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Schrijf een dag als 24-11-2026.", "required": "Kies een dag."},
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_ingang(self) -> date:
        ingang: date = self.cleaned_data["ingang"]
        if ingang < self.today:
            raise forms.ValidationError("Kies vandaag of een dag daarna.")
        return ingang


class SjabloonForm(IngangForm):
    """A new version of a template, as a file."""

    tekst = forms.CharField(
        label="Tekst van het sjabloon", strip=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        error_messages={"required": "Schrijf een tekst."},
    )  # fmt: skip
    field_order = ["tekst", "ingang"]

    def __init__(self, *args: Any, naam: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.naam = naam

    def clean_tekst(self) -> str:
        tekst = str(self.cleaned_data["tekst"])
        if fault := refusal_of_text(self.naam, tekst):
            raise forms.ValidationError(fault)
        return tekst
