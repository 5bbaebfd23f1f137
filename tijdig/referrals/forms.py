"""Forms of the sociale kaart."""

from typing import Any

from django import forms

from tijdig.rules.labels import choices
from tijdig.rules.terms import Domein, Plek

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OrganisatieForm(forms.Form):
    """One organisation (R-UIT-2)."""

    naam = forms.CharField(label="Naam", max_length=120)
    domeinen = forms.MultipleChoiceField(
        label="Waarmee helpt deze organisatie?", choices=choices(Domein), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één soort hulp."},
    )  # fmt: skip
    schuldhulpverlening = forms.BooleanField(
        label="Deze organisatie beslist over schuldhulpverlening", required=False,
        help_text="Dan loopt na het eerste gesprek de termijn voor het besluit (hoogstens acht weken).",
    )  # fmt: skip
    omschrijving = forms.CharField(
        label="Wat doet deze organisatie?", required=False, max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Een of twee zinnen. Dit staat naast de naam als u een inwoner verwijst.",
    )  # fmt: skip
    contact = forms.CharField(label="Contactpersoon of loket", required=False, max_length=120)
    telefoon = forms.CharField(label="Telefoon", required=False, max_length=30)
    email = forms.EmailField(label="E-mail", required=False)
    adres = forms.CharField(label="Adres", required=False, max_length=160)
    plek = forms.ChoiceField(label="Is er plek?", choices=choices(Plek), initial=Plek.OPEN.value)
    wachttijd_weken = forms.IntegerField(
        label="Wachttijd in weken", required=False, min_value=0, max_value=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}), help_text="Alleen als er een wachttijd is.",
    )  # fmt: skip
    geldig_van = forms.DateField(label="Op de kaart vanaf", widget=DAY)
    geldig_tot = forms.DateField(
        label="Laatste dag op de kaart", required=False, help_text="Leeg: blijft staan.", widget=DAY
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        waits = said.get("plek") == Plek.WACHTTIJD
        if waits and said.get("wachttijd_weken") is None and "wachttijd_weken" not in self.errors:
            self.add_error("wachttijd_weken", "Vul in hoeveel weken iemand moet wachten.")
        if not waits:
            said["wachttijd_weken"] = None
        if said.get("geldig_van") and said.get("geldig_tot") and said["geldig_tot"] < said["geldig_van"]:
            self.add_error("geldig_tot", "De laatste dag ligt voor de eerste dag.")
        return said


class ZoekForm(forms.Form):
    """Search and filters of the list; they live in the address."""

    zoek = forms.CharField(label="Zoek", required=False, max_length=80, widget=forms.SearchInput)
    domein = forms.ChoiceField(label="Hulp", required=False, choices=[("", "Alle"), *choices(Domein)])
    plek = forms.ChoiceField(label="Plek", required=False, choices=[("", "Alle"), *choices(Plek)])


class KaartForm(forms.Form):
    """A list as CSV."""

    bestand = forms.FileField(
        label="Bestand", allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        error_messages={"required": "Kies een bestand."},
    )  # fmt: skip
