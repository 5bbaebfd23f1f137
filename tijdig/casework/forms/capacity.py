"""Forms of hours and absences. Staff write hours; minutes are kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

HOUR = 60
NO_TEAM = "Zonder team"


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _hours(label: str, help_text: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=help_text, max_digits=6, decimal_places=1, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}), **more,
    )  # fmt: skip


class UrenForm(forms.Form):
    """The hours of a team per week, from a day on."""

    team = forms.ChoiceField(label="Team", required=False)
    uren = _hours("Uren per week", "Van alle medewerkers samen.", min_value=0, max_value=4000)
    vanaf = forms.DateField(label="Vanaf", widget=_day())

    def __init__(self, *args: Any, teams: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "uren_%s"})
        cast(forms.ChoiceField, self.fields["team"]).choices = [(t, t or NO_TEAM) for t in teams]

    def gegevens(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"team": given["team"], "vanaf": given["vanaf"], "minuten": round(given["uren"] * HOUR)}


class AfwezigForm(forms.Form):
    """Who is away, from when to when, and how many hours that is in all. Why is not asked."""

    medewerker = forms.TypedChoiceField(label="Wie", coerce=int)
    van = forms.DateField(label="Eerste dag", widget=_day())
    tot = forms.DateField(label="Laatste dag", widget=_day())
    uren = _hours("Uren samen", "Van de hele periode.", min_value=1, max_value=4000)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "afwezig_%s"})
        cast(forms.ChoiceField, self.fields["medewerker"]).choices = [("", "Kies…"), *people]

    def clean_tot(self) -> date:
        last: date = self.cleaned_data["tot"]
        if (first := self.cleaned_data.get("van")) and last < first:
            raise forms.ValidationError("De laatste dag ligt voor de eerste dag.")
        return last

    def gegevens(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given[name] for name in ("medewerker", "van", "tot")} | {
            "minuten": round(given["uren"] * HOUR)
        }
