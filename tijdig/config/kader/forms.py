"""Forms with which a kader is made: its head, one rule, a file, a decision."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from tijdig.config.kader.words import EURO, GROUPS
from tijdig.policies import PolicyFault
from tijdig.policies.decided import as_file
from tijdig.rules.afwegingskader import read_regel
from tijdig.rules.condition_kinds import Bound, Condition, Words, YesNo
from tijdig.rules.conditions import CONDITIONS
from tijdig.rules.labels import LABELS, choices, code_in_words
from tijdig.rules.terms import Aanpak, Bericht, Contactsoort, Eindresultaat

MAX_BYTES = 200_000
CENTS, CENT = 100, Decimal("0.01")
YES_NO = {"ja": True, "nee": False}
WORDS_OF = {"berichten_bevat": Bericht, "eerdere_aanpak": Aanpak, "eerdere_uitkomst": Eindresultaat}
TO_RESIDENT = [Contactsoort.BRIEF, Contactsoort.TELEFOON, Contactsoort.SMS_WHATSAPP, Contactsoort.EMAIL]


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class KopForm(forms.Form):
    """What stands above the rules."""

    titel = forms.CharField(label="Titel", min_length=3, max_length=120)
    summary = forms.CharField(
        label="In één zin", min_length=3, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    geldig_vanaf = forms.DateField(
        label="Eerste dag",
        widget=day_input(),
        help_text="Wie het kader vaststelt, kan nog een andere dag kiezen.",
    )
    bron = forms.CharField(
        label="Bron", min_length=3, max_length=300, help_text="Waar deze keuzes vandaan komen."
    )
    toelichting = forms.CharField(
        label="Toelichting", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_toelichting(self) -> str:
        text: str = self.cleaned_data["toelichting"].strip()
        if 0 < len(text) < len("abc"):
            raise forms.ValidationError("Schrijf een hele zin, of laat dit leeg.")
        return text


class RegelForm(forms.Form):
    """One rule: a field for each condition of the closed set, and what follows from them (R-TRI-1)."""

    dan = forms.ChoiceField(label="Aanpak", choices=[("", "Kies…"), *choices(Aanpak)])
    bakje = forms.CharField(label="Bakje", max_length=60, help_text="De werklijst waarin de zaak komt.")
    team = forms.CharField(label="Team", required=False, max_length=80)
    aankondiging = forms.MultipleChoiceField(
        label="Hoe het bezoek wordt aangekondigd", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(c.value, LABELS[Contactsoort][c]) for c in TO_RESIDENT],
        help_text="De brief met de dag gaat altijd eerst. Wat u nog meer kiest, komt tussen de brief en het bezoek.",
    )  # fmt: skip
    vervolg = forms.ChoiceField(
        label="Als de inwoner niet reageert",
        required=False,
        choices=[("", "Niets bijzonders"), *choices(Aanpak)],
        help_text="Dit wordt de eerste stap na de aanpak. Daarna volgen de andere stappen van uw beleid.",
    )
    adempauze_dagen = forms.IntegerField(
        label="Adempauze (dagen)", required=False, min_value=1, max_value=365,
        help_text="Alleen bij een herhaald signaal. Bij een crisis of een nieuwe partner is er nooit een pauze.",
    )  # fmt: skip
    reden = forms.CharField(
        label="Waarom", min_length=3, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    bron = forms.CharField(label="Bron", min_length=3, max_length=300)
    id = forms.SlugField(
        label="Korte naam",
        max_length=60,
        help_text="Kleine letters, cijfers en streepjes, zoals huurachterstand.",
    )
    THEN = ("dan", "bakje", "team", "aankondiging", "vervolg", "adempauze_dagen", "reden", "bron", "id")

    def __init__(
        self, *args: Any, soorten: Sequence[str], taken: frozenset[str] = frozenset(), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._taken = taken
        for labels in GROUPS.values():
            for name, label in labels.items():
                self.fields[name] = _field(name, label, CONDITIONS[name], soorten)

    def groups(self) -> list[dict[str, Any]]:
        """The fields of the conditions, with which groups are in use."""
        return [
            {
                "title": title,
                "fields": [self[name] for name in names],
                "open": any(self[n].value() for n in names),
            }
            for title, names in GROUPS.items()
        ]

    def then(self) -> list[forms.BoundField]:
        return [self[name] for name in self.THEN]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("id") in self._taken:
            self.add_error("id", "Een andere regel heet al zo.")
        if not self.errors:
            try:
                read_regel(self.regel())
            except ValueError as error:
                self.add_error(None, f"{_capital(str(error))}.")
        return cleaned

    def regel(self) -> dict[str, Any]:
        """The rule as it stands in the file."""
        given = self.cleaned_data
        asked = {name: _value(name, given.get(name)) for names in GROUPS.values() for name in names}
        rule: dict[str, Any] = {"id": given["id"], "als": {k: v for k, v in asked.items() if v is not None}}
        return rule | {name: given[name] for name in self.THEN if name != "id" and given.get(name)}


def initial_of(regel: Mapping[str, Any]) -> dict[str, Any]:
    """The rule of a file as the form shows it."""
    asked = {name: _shown(name, wanted) for name, wanted in regel["als"].items()}
    return {**regel, **asked}


def _field(name: str, label: str, condition: Condition[Any], soorten: Sequence[str]) -> forms.Field:
    match condition:
        case YesNo():
            options = [("", "Telt niet mee"), ("ja", "Ja"), ("nee", "Nee")]
            return forms.ChoiceField(label=label, required=False, choices=options)
        case Bound() if name in EURO:
            return forms.DecimalField(
                label=label, required=False, min_value=CENT, max_digits=9, decimal_places=2, localize=True
            )
        case Bound():
            return forms.IntegerField(label=label, required=False, min_value=1)
    if name == "wijk":
        return forms.CharField(label=label, required=False, help_text="Meer wijken? Zet er komma's tussen.")
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=_options(name, condition, soorten),
    )


def _options(name: str, condition: Condition[Any], soorten: Sequence[str]) -> list[tuple[str, str]]:
    if name in WORDS_OF:
        return choices(WORDS_OF[name])
    known = condition.known if isinstance(condition, Words) and condition.known else tuple(soorten)
    return [(word, code_in_words(word)) for word in known]


def _value(name: str, given: Any) -> Any:
    """What was filled in as a value of the file; None = not asked."""
    if given in (None, "", []):
        return None
    if name == "wijk":
        return [part.strip() for part in given.split(",") if part.strip()] or None
    if name in EURO:
        return int(given * CENTS)
    return YES_NO[given] if isinstance(CONDITIONS[name], YesNo) else given


def _shown(name: str, wanted: Any) -> Any:
    if name == "wijk":
        return ", ".join(wanted)
    if name in EURO:
        return f"{wanted // CENTS},{wanted % CENTS:02d}"
    if isinstance(wanted, bool):
        return "ja" if wanted else "nee"
    return wanted


class BestandForm(forms.Form):
    """A kader as a file. Every fault is shown with its line; nothing is kept then."""

    bestand = forms.FileField(label="Bestand (.yaml)", widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}))

    def __init__(self, *args: Any, gemeente_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._gemeente = gemeente_code

    def clean_bestand(self) -> str:
        """The text in it, fit to decide by."""
        file: UploadedFile = self.cleaned_data["bestand"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError("Dit bestand is te groot voor een kader.")
        try:
            tekst: str = file.read().decode("utf-8")
            as_file(tekst, self._gemeente, "")
        except UnicodeDecodeError as error:
            raise forms.ValidationError("Dit bestand is geen tekst in UTF-8.") from error
        except PolicyFault as fault:
            raise forms.ValidationError(list(map(without_name, fault.faults))) from fault
        return tekst


def without_name(fault: str) -> str:
    """A fault for a reader who knows which file it is about: 'Regel 12: …'."""
    return _capital(fault.partition(".yaml, ")[2] or fault)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


class BesluitForm(forms.Form):
    """Put a proposal in force (R-TRI-3)."""

    geldig_vanaf = forms.DateField(label="Eerste dag", widget=day_input())
    besluit = forms.CharField(
        label="Wie besloot dit, en wanneer?", min_length=3, max_length=200,
        help_text="Bijvoorbeeld: college van burgemeester en wethouders, 3 november 2026.",
        error_messages={"required": "Schrijf op wie het besluit nam en wanneer."},
    )  # fmt: skip
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_geldig_vanaf(self) -> date:
        first: date = self.cleaned_data["geldig_vanaf"]
        if first <= self._today:
            raise forms.ValidationError(
                "Kies een dag die nog moet komen. Wat vandaag geldt, verandert niet meer."
            )
        return first
