"""Forms of partners and agreements."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from tijdig.policies import policy_on
from tijdig.rules.labels import choices, code_in_words
from tijdig.rules.terms import PartnerType

from .models import Signaalpartner
from .queries import Stand

PHONE = RegexValidator(r"^[0-9+() -]{6,30}$", "Schrijf het nummer in cijfers, bijvoorbeeld 078 123 4567.")
STAND_IN_WORDS = {
    Stand.LOOPT_AF: "loopt bijna af",
    Stand.LOOPT: "loopt",
    Stand.KOMT: "gaat nog in",
    Stand.VOORBIJ: "is voorbij",
    Stand.GEEN: "geen overeenkomst",
}
FIELDS = (
    "naam",
    "kort",
    "kvk_nummer",
    "soort",
    "soorten",
    "contact_naam",
    "contact_email",
    "contact_telefoon",
    "landelijk",
)


class PartnerForm(forms.ModelForm):
    """A partner with what it may deliver (R-PAR-1)."""

    kvk_nummer = forms.CharField(
        label="KvK-nummer",
        max_length=20,
        help_text="Acht cijfers.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    soort = forms.ChoiceField(label="Soort partner", choices=[("", "Kies…"), *choices(PartnerType)])
    soorten = forms.MultipleChoiceField(
        label="Wat mag deze partner melden?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één soort."},
    )

    class Meta:
        model = Signaalpartner
        fields = FIELDS
        labels = {
            "naam": "Naam",
            "kort": "Korte naam",
            "contact_naam": "Contactpersoon",
            "contact_email": "E-mail",
            "contact_telefoon": "Telefoon",
            "landelijk": "Levert in het hele land",
        }
        help_texts = {"kort": "Staat in lijsten, hoogstens 24 tekens."}

    def __init__(self, *args: Any, gemeente_code: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soorten = policy_on(today, gemeente_code).signaalsoorten
        self.fields["soorten"].choices = [(code, code_in_words(code)) for code in soorten]  # type: ignore[attr-defined]
        self.hints = {code: soort.omschrijving for code, soort in soorten.items()}
        self.fields["contact_telefoon"].validators.append(PHONE)

    def clean_kvk_nummer(self) -> str:
        """Eight digits; spaces and dots that people write in between do not count."""
        digits = "".join(sign for sign in self.cleaned_data["kvk_nummer"] if sign not in " .")
        if len(digits) != 8 or not digits.isascii() or not digits.isdigit():
            raise forms.ValidationError("Een KvK-nummer heeft acht cijfers.")
        return digits


class OvereenkomstForm(forms.Form):
    """The dates of an agreement (R-PAR-2)."""

    ingang = forms.DateField(
        label="Eerste dag", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    einde = forms.DateField(
        label="Laatste dag",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Leeg: voor onbepaalde tijd.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("ingang") and cleaned.get("einde") and cleaned["einde"] < cleaned["ingang"]:
            self.add_error("einde", "De laatste dag ligt voor de eerste dag.")
        return cleaned


class EindeForm(forms.Form):
    """The last day of an agreement."""

    einde = forms.DateField(
        label="Laatste dag", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class FilterForm(forms.Form):
    """Filters of the list; they live in the address."""

    soort = forms.ChoiceField(
        label="Soort partner", required=False, choices=[("", "Alle"), *choices(PartnerType)]
    )
    stand = forms.ChoiceField(
        label="Overeenkomst",
        required=False,
        choices=[("", "Alle"), *((s.value, w) for s, w in STAND_IN_WORDS.items())],
    )
