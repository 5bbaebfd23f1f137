"""Invented zaken, partners and people for the style guide. Nobody in here exists."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms, template

register = template.Library()

TODAY = date(2026, 11, 24)


class SampleForm(forms.Form):
    """One field of every kind, one of them wrong."""

    naam = forms.CharField(label="Naam van de organisatie", help_text="Zoals in het handelsregister.")
    telefoon = forms.CharField(label="Telefoonnummer", required=False)
    datum = forms.DateField(label="Ingangsdatum", widget=forms.DateInput(attrs={"type": "date"}))
    soort = forms.ChoiceField(label="Signaalsoort", choices=[("huur", "Huur"), ("drinkwater", "Drinkwater")])
    reden = forms.CharField(label="Reden", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    hulp = forms.ChoiceField(
        label="Wat is de uitkomst?",
        widget=forms.RadioSelect,
        choices=[("quick_fix", "Snelle oplossing"), ("wil_geen_hulp", "Wil geen hulp")],
    )
    warm = forms.BooleanField(label="De inwoner vraagt om een warme overdracht", required=False)


class SampleUpload(forms.Form):
    """A file of a partner."""

    bestand = forms.FileField(
        label="Bestand met signalen", help_text="CSV, XLSX of JSON, ten hoogste 300 MB."
    )


class SampleFilter(forms.Form):
    """Filters of a work list."""

    q = forms.CharField(label="Zoek op adres", required=False)
    wijk = forms.ChoiceField(label="Wijk", required=False, choices=[("", "Alle wijken"), ("oost", "Oost")])


HINTS = {
    "quick_fix": "U helpt in één of twee gesprekken. De partner hoort: hulp geaccepteerd.",
    "wil_geen_hulp": "De inwoner is gesproken en wil geen hulp. De partner hoort niets.",
}

SAMPLES: dict[str, Any] = {
    "today": TODAY,
    "start": date(2026, 10, 29),
    "end": date(2026, 11, 26),
    "late": date(2026, 11, 22),
    "far": date(2026, 12, 16),
    "met": date(2026, 11, 12),
    "reached": [False, False, True],
    "hints": HINTS,
    "reasons": ["Er zijn signalen van drie partners in één maand.", "Er wonen kinderen in huis."],
    "badges": [
        ("in de wacht", "rustig"),
        ("in opvolging", "let-op"),
        ("termijn deze week", "dringend"),
        ("crisis", "crisis"),
        ("afgerond", "klaar"),
    ],
    "icons": [
        ("huur", "Huur"),
        ("drinkwater", "Drinkwater"),
        ("zorgverzekering", "Zorgverzekering"),
        ("elektriciteit", "Elektriciteit"),
        ("gas", "Gas"),
        ("warmte", "Warmte"),
        ("brief", "Brief"),
        ("telefoon", "Telefoon"),
        ("huisbezoek", "Huisbezoek"),
        ("bericht", "Bericht"),
        ("klok", "Termijn"),
        ("persoon", "Persoon"),
        ("let-op", "Let op"),
        ("vink", "Klaar"),
        ("notitie", "Notitie"),
        ("signaal", "Signaal"),
        ("weging", "Weging"),
        ("terugkoppeling", "Terugkoppeling"),
        ("aanlevering", "Aanlevering"),
    ],
    "rows": [
        {
            "label": "Crisis: eerste gesprek",
            "count": 1,
            "href": "#",
            "due": "nog 27 uur",
            "due_kind": "crisis",
        },
        {
            "label": "Termijn loopt deze week af",
            "count": 6,
            "href": "#",
            "due": "eerste morgen",
            "due_kind": "dringend",
            "note": "Daarvan 4 zonder geplande stap",
        },
        {"label": "Voorstellen om te bevestigen", "count": 48, "href": "#", "due": "nog 9 dagen"},
        {"label": "Inwoners die willen dat u belt", "count": 0, "href": "#"},
    ],
    "groups": [
        {
            "title": "Aanpak",
            "items": [
                {"label": "Huisbezoek", "count": 23, "href": "#", "active": True},
                {"label": "Bellen", "count": 41, "href": "#"},
                {"label": "Brief", "count": 1112, "href": "#"},
            ],
        }
    ],
    "columns": [
        {"key": "adres", "label": "Adres", "sortable": True},
        {"key": "bedrag", "label": "Bedrag", "numeric": True, "sortable": True},
        {"key": "due", "label": "Uiterlijk", "sortable": True},
    ],
    "zaken": [
        {
            "pk": 1,
            "adres": "Havenstraat 7 B",
            "why": "Hulp aangeboden",
            "bedrag": 231_800,
            "due": date(2026, 11, 22),
        },
        {
            "pk": 2,
            "adres": "Merelhof 23",
            "why": "Drie partners",
            "bedrag": 309_412,
            "due": date(2026, 11, 26),
        },
        {
            "pk": 3,
            "adres": "Vlinderstraat 9",
            "why": "Eén partner",
            "bedrag": 23_140,
            "due": date(2026, 12, 8),
        },
    ],
    "actions": [
        {"label": "Bevestig voorstel", "name": "doe", "value": "bevestig", "primary": True},
        {"label": "Maak brieven", "name": "doe", "value": "brief"},
    ],
    "parts": [
        {"label": "toegelaten", "count": 1197, "kind": "goed"},
        {"label": "geweigerd", "count": 64, "kind": "fout"},
        {"label": "dubbel", "count": 23, "kind": "dubbel"},
    ],
    "facts": [
        {"label": "Telefoon", "value": "06 0000 0123", "source": "van Woonstichting De Linde, 29 oktober"},
        {"label": "E-mail", "value": ""},
    ],
    "choices": [
        {"value": "brief", "label": "Brief", "hint": "Binnen twee werkdagen op de post.", "checked": True},
        {"value": "bellen", "label": "Bellen", "hint": "Er is een telefoonnummer bekend."},
    ],
    "person": [
        {
            "label": "Achternaam",
            "parts": [{"text": "van der Velde"}, {"text": "n", "differs": True}],
            "differs": True,
        },
        {"label": "Geboren", "parts": [{"text": "12 mei 1984 (42 jaar)"}]},
    ],
}


@register.simple_tag
def sample(name: str) -> Any:
    """One piece of sample content by name; the forms are made fresh."""
    made: dict[str, Callable[[], forms.Form]] = {
        "form": lambda: SampleForm({"naam": "", "datum": "2026-12-01", "soort": "huur", "hulp": "quick_fix"}),
        "upload": SampleUpload,
        "filter": SampleFilter,
    }
    return made[name]() if name in made else SAMPLES[name]
