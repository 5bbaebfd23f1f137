"""Forms of planning: which part of which day, who walks, and from where."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from tijdig.outreach.actions.plan_visits import LONGEST_DOOR, Team
from tijdig.rules.address import normalise
from tijdig.rules.deadlines import add_working_days
from tijdig.rules.door_note import LONGEST, refusal_of_door_note
from tijdig.rules.labels import choices
from tijdig.rules.terms import Dagdeel
from tijdig.rules.visits import Huisbezoekbeleid, Venster, minutes_of, time_of

TEAMS = (1, 2, 3, 4)
HALVES = (("", "Hele dagdeel"), ("eerste", "Eerste helft"), ("tweede", "Tweede helft"))


class WhenForm(forms.Form):
    """Which doors are shown; lives in the address."""

    dag = forms.DateField(label="Dag", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    dagdeel = forms.ChoiceField(label="Dagdeel", choices=choices(Dagdeel))
    teams = forms.TypedChoiceField(label="Teams", choices=[(n, str(n)) for n in TEAMS], coerce=int)

    @classmethod
    def of(cls, asked: Any, today: date) -> "WhenForm":
        """As asked for in the address, else the afternoon of the next working day with one team."""
        first = {"dag": add_working_days(today, 1).isoformat(), "dagdeel": "middag", "teams": "1"}
        form = cls({name: asked.get(name) or value for name, value in first.items()})
        return form if form.is_valid() else cls(first)


class PlanForm(forms.Form):
    """From when to when, how long a door takes, where it starts, and per team who walks."""

    van = forms.TimeField(label="Van", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                          error_messages={"invalid": "Schrijf een tijd als 13:00."})  # fmt: skip
    tot = forms.TimeField(label="Tot", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                          error_messages={"invalid": "Schrijf een tijd als 17:00."})  # fmt: skip
    minuten = forms.IntegerField(label="Minuten per deur", min_value=1, max_value=LONGEST_DOOR)
    start = forms.CharField(
        label="Start bij", required=False, max_length=30,
        help_text="Postcode en huisnummer, zoals 3311 GR 300. Leeg: elk team begint bij de eerste deur.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], teams: int, dagdeel: Dagdeel, beleid: Huisbezoekbeleid,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        window = beleid.dagdelen[dagdeel]
        initial = {"van": time_of(window.van), "tot": time_of(window.tot), "minuten": beleid.minuten_per_deur}
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.teams = teams
        for number in range(1, teams + 1):
            some = [("", "Kies iemand"), *people]
            self.fields[f"bezoeker{number}"] = forms.TypedChoiceField(
                label=f"Team {number}: huisbezoeker", choices=some, coerce=int, empty_value=None,
                error_messages={"required": "Kies wie de ronde loopt."},
            )  # fmt: skip
            for name, text in (("tweede", "tweede persoon"), ("achterwacht", "of alleen, met achterwacht")):
                self.fields[f"{name}{number}"] = forms.TypedChoiceField(
                    label=f"Team {number}: {text}", choices=some, coerce=int, empty_value=None, required=False
                )
            self.fields[f"telefoon{number}"] = forms.CharField(
                label=f"Team {number}: telefoon van de achterwacht", max_length=30, required=False
            )

    def clean_start(self) -> str:
        text = str(self.cleaned_data["start"]).strip()
        if text and self._key(text) is None:
            raise forms.ValidationError("Schrijf een postcode en huisnummer, zoals 3311 GR 300.")
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("van") and data.get("tot") and data["van"] >= data["tot"]:
            self.add_error("tot", "De ronde eindigt voor hij begint.")
        for number in range(1, self.teams + 1):
            alone = not data.get(f"tweede{number}")
            if alone and not data.get(f"achterwacht{number}"):
                self.add_error(f"tweede{number}", "Kies een tweede persoon, of een collega als achterwacht.")
            if data.get(f"achterwacht{number}") and not data.get(f"telefoon{number}"):
                self.add_error(f"telefoon{number}", "Vul het telefoonnummer van de achterwacht in.")
        return data

    def start_key(self) -> str:
        """The key of the address where it starts, or an empty text."""
        text = self.cleaned_data.get("start", "")
        return (self._key(text) or "") if text else ""

    def window(self) -> Venster:
        return Venster(van=minutes_of(self.cleaned_data["van"]), tot=minutes_of(self.cleaned_data["tot"]))

    def crews(self) -> list[Team]:
        data = self.cleaned_data
        return [
            Team(bezoeker=data[f"bezoeker{n}"], tweede=data[f"tweede{n}"], achterwacht=data[f"achterwacht{n}"],
                 achterwacht_telefoon=data[f"telefoon{n}"])
            for n in range(1, self.teams + 1)
        ]  # fmt: skip

    @staticmethod
    def _key(text: str) -> str | None:
        compact = text.replace(" ", "")
        adres = normalise(postcode=compact[:6], huisnummer=compact[6:])
        return adres.sleutel if adres else None


def half_of(window: Venster, half: str) -> Venster:
    """The part of the time in which a resident can be visited."""
    middle = (window.van + window.tot) // 2
    if half == "eerste":
        return Venster(van=window.van, tot=middle)
    return Venster(van=middle, tot=window.tot) if half == "tweede" else window


class MoveForm(forms.Form):
    """To which round and place a door goes; `eruit`: out of the plan."""

    ronde = forms.CharField(required=False)
    volgorde = forms.IntegerField(min_value=1, max_value=500, required=False)


class DeurnotitieForm(forms.Form):
    """A few words about the place."""

    tekst = forms.CharField(
        label="Wat moet u weten bij deze deur?", max_length=LONGEST, required=False,
        help_text="Bijvoorbeeld: grote hond in de tuin. Of: donker trappenhuis, bel doet het niet.",
        error_messages={"max_length": f"Schrijf het korter: hoogstens {LONGEST} tekens."},
    )  # fmt: skip

    def clean_tekst(self) -> str:
        text = str(self.cleaned_data["tekst"])
        if refusal := refusal_of_door_note(text):
            raise forms.ValidationError(refusal)
        return text
