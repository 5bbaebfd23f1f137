"""The filters of a work list; they live in the address."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from tijdig.casework.capacity import PLANS
from tijdig.casework.listing import STEPS, Chosen
from tijdig.casework.rows import soort_in_words
from tijdig.rules.labels import choices
from tijdig.rules.terms import Zaakstatus

TERMS = [
    ("", "Alle"),
    ("half", "Helft voorbij"),
    ("driekwart", "Driekwart voorbij"),
    ("week", "Deze week"),
    ("verlopen", "Verlopen"),
]
STAPPEN = {"brief": "Brief", "bellen": "Bellen", "huisbezoek": "Huisbezoek", "bericht": "Sms of e-mail"}
# Chosen beside the list, not in the bar above it.
BESIDE = ("bakje", "crisis", "nieuw_signaal", "afspraak", "plan", "team", "sort")


class FilterForm(forms.Form):
    """What can be filtered on. A value that does not exist is left out."""

    zoek = forms.CharField(label="Zoek op kenmerk", required=False, max_length=12, strip=True)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Open"), *choices(Zaakstatus)[1:]]
    )
    soort = forms.ChoiceField(label="Soort", required=False)
    term = forms.ChoiceField(label="Termijn", required=False, choices=TERMS)
    stap = forms.ChoiceField(
        label="Nu te doen", required=False, choices=[("", "Alles"), *((s, STAPPEN[s]) for s in STEPS)]
    )
    behandelaar = forms.ChoiceField(label="Behandelaar", required=False)
    bakje = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    crisis = forms.BooleanField(required=False, widget=forms.HiddenInput)
    nieuw_signaal = forms.BooleanField(required=False, widget=forms.HiddenInput)
    afspraak = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    plan = forms.ChoiceField(
        required=False, choices=[("", ""), *((name, name) for name in PLANS)], widget=forms.HiddenInput
    )
    team = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, soorten: Sequence[str] = (), people: Sequence[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "filter_%s"})
        self._choose("soort", [("", "Alle"), *((s, soort_in_words(s)["label"]) for s in soorten)])
        everyone = [(str(pk), name) for pk, name in people]
        self._choose(
            "behandelaar",
            [
                ("", "Iedereen"),
                ("ik", "Ik"),
                ("vervang", "Wie ik vervang"),
                ("niemand", "Nog niemand"),
                *everyone,
            ],
        )

    def _choose(self, name: str, options: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = options

    def chosen(self) -> Chosen:
        """What is asked for, with the faults left out."""
        self.is_valid()
        return Chosen(**{name: value for name, value in self.cleaned_data.items() if value})

    def kept(self) -> list[tuple[str, str]]:
        """(name, value) of what was chosen beside the list and must stay in the address."""
        return [(name, self.data[name]) for name in BESIDE if self.data.get(name)]
