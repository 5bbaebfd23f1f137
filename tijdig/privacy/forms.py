"""Filters of the logboek."""

from datetime import date, timedelta
from typing import Any

from django import forms

from .queries import Search

DEFAULT_DAYS = 31


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class SearchForm(forms.Form):
    """What, about what, by whom, and when; it all lives in the address."""

    wat = forms.CharField(label="Wat", required=False, max_length=60)
    onderwerp = forms.RegexField(
        r"^\s*[a-z]+:[A-Za-z0-9-]{1,60}\s*$",
        label="Onderwerp",
        required=False,
        error_messages={"invalid": "Schrijf het onderwerp als zaak:7."},
        widget=forms.TextInput(attrs={"placeholder": "zaak:7"}),
    )
    wie = forms.RegexField(
        r"^\s*(systeem|[a-z]+:[0-9]{1,12})\s*$",
        label="Wie",
        required=False,
        error_messages={"invalid": "Schrijf de code: gebruiker:7 of systeem."},
        widget=forms.TextInput(attrs={"placeholder": "gebruiker:7"}),
    )
    vanaf = _day("Vanaf")
    tot = _day("Tot en met")

    def __init__(self, data: Any, *, today: date) -> None:
        """Without a period: the last month."""
        filled = {name: data.get(name, "") for name in self.base_fields}
        filled["tot"] = filled["tot"] or today.isoformat()
        filled["vanaf"] = filled["vanaf"] or (today - timedelta(days=DEFAULT_DAYS)).isoformat()
        super().__init__(filled)
        self.is_filtered = any(data.get(name) for name in self.base_fields)

    def search(self) -> Search:
        """What is asked for, after `is_valid`."""
        return Search(**self.cleaned_data)
