"""Forms of the desk and of the agenda."""

from dataclasses import replace
from typing import Any

from django import forms

from tijdig.outreach.actions.replies import Antwoord
from tijdig.rules.labels import choices, label
from tijdig.rules.terms import Agendasoort, Reactiesoort

from .choosing import Day, chosen

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
FAULTS = {
    "kies_fout": "Kies een moment.",
    "moment_weg": "Dit moment is net bezet. Kies een ander moment.",
    "telefoon_fout": "Dit is geen telefoonnummer. Schrijf het als 06 12345678.",
}


class CodeForm(forms.Form):
    """The code, as the resident reads it aloud."""

    code = forms.CharField(
        label="Code", max_length=20, help_text="De inwoner leest de code voor uit de brief. Negen tekens: BCD-FGH-JKM.",
        error_messages={"required": "Vul de code in."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip


class ZoekForm(CodeForm):
    """For who may see zaken: the code, or what can be sought (R-OUT-7)."""

    code = forms.CharField(
        label="Code, naam, adres of kenmerk", max_length=100,
        help_text="De code uit de brief, een achternaam, een postcode met huisnummer, of een kenmerk.",
        error_messages={"required": "Vul in waarop u zoekt."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class BalieForm(forms.Form):
    """The answer in one of the same four ways (R-OUT-7)."""

    soort = forms.ChoiceField(
        label="Wat wil de inwoner?", choices=choices(Reactiesoort), widget=forms.RadioSelect,
        error_messages={"required": "Kies wat de inwoner wil."},
    )  # fmt: skip
    bellen = forms.ChoiceField(label="Wanneer bellen wij?", required=False)
    telefoon = forms.CharField(label="Op welk nummer?", required=False, max_length=20)
    langskomen = forms.ChoiceField(label="Wanneer komt de inwoner langs?", required=False)
    boodschap = forms.CharField(
        label="Wat wil de inwoner nog zeggen?", required=False, max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen wat de medewerker moet weten. Vraag niet naar geld of rekeningen.",
    )  # fmt: skip

    def __init__(self, *args: Any, days: dict[Reactiesoort, list[Day]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days
        for kind, found in days.items():
            none = "Er is geen vrij moment" if not found else "Kies een moment"
            options = [
                ("", none),
                *((c.value, f"{day.label}, {c.label}") for day in found for c in day.choices),
            ]
            self.fields[kind.value] = forms.ChoiceField(
                label=self.fields[kind.value].label, required=False, choices=options,
                help_text=f"Alleen bij: {label(kind)}.",
                error_messages={"invalid_choice": FAULTS["moment_weg"]},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if kind := data.get("soort"):
            soort = Reactiesoort(kind)
            posted = {"moment": str(data.get(kind) or ""), "telefoon": str(data.get("telefoon") or "")}
            made = chosen(soort, posted, self.days.get(soort, []))
            if isinstance(made, str):
                self.add_error("telefoon" if made == "telefoon_fout" else kind, FAULTS[made])
            else:
                data["antwoord"] = made
        return data

    def antwoord(self) -> Antwoord:
        """The answer, once the form is valid."""
        made: Antwoord = self.cleaned_data["antwoord"]
        return replace(made, boodschap=self.cleaned_data["boodschap"])


class UrenForm(forms.Form):
    """Hours that return every week."""

    soort = forms.ChoiceField(label="Waarvoor", choices=choices(Agendasoort))
    team = forms.ChoiceField(label="Team", required=False)
    weekdag = forms.TypedChoiceField(label="Dag", coerce=int, choices=list(enumerate(WEEKDAYS[:6])))
    van = forms.TimeField(
        label="Van", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Vul een tijd in.", "invalid": "Schrijf een tijd als 09:00."},
    )  # fmt: skip
    tot = forms.TimeField(
        label="Tot", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Vul een tijd in.", "invalid": "Schrijf een tijd als 12:00."},
    )  # fmt: skip
    minuten = forms.IntegerField(label="Minuten per afspraak", initial=45, min_value=10, max_value=240)
    tegelijk = forms.IntegerField(label="Hoeveel inwoners tegelijk", initial=1, min_value=1, max_value=20)
    plaats = forms.CharField(
        label="Plaats", max_length=80, required=False,
        help_text="Alleen als inwoners langskomen. Zij lezen dit, bijvoorbeeld Stadskantoor, Spuiboulevard 300.",
    )  # fmt: skip

    def __init__(self, *args: Any, teams: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = _team_field(teams)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("van") and data.get("tot") and data["van"] >= data["tot"]:
            self.add_error("tot", "De eindtijd moet na de begintijd liggen.")
        data["soort"] = Agendasoort(data.get("soort") or Agendasoort.LANGSKOMEN)
        if data["soort"] is Agendasoort.LANGSKOMEN and not data.get("plaats", "").strip():
            self.add_error("plaats", "Vul in waar de inwoner moet zijn.")
        return data


class SluitdagForm(forms.Form):
    """A day without reception."""

    dag = forms.DateField(
        label="Dag", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Kies een dag.", "invalid": "Schrijf een dag als 24-11-2026."},
    )  # fmt: skip
    team = forms.ChoiceField(label="Team", required=False)

    def __init__(self, *args: Any, teams: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = _team_field(teams)


def _team_field(teams: list[str]) -> forms.ChoiceField:
    options = [("", "Alle teams"), *((team, team) for team in teams)]
    return forms.ChoiceField(label="Team", required=False, choices=options)
