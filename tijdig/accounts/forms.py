"""Forms of beheer."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from tijdig.rules.labels import choices
from tijdig.rules.terms import Rolsoort

from .models import Gemeente, User

PHONE = RegexValidator(r"^[0-9+() -]{6,30}$", "Schrijf het nummer in cijfers, bijvoorbeeld 078 123 4567.")
ROLE_HINTS = {
    Rolsoort.BEHEERDER: "Beheert medewerkers, partners en lijsten. Ziet geen zaken.",
    Rolsoort.TEAMLEIDER: "Werkt in alle zaken, ziet alle teams en de veiligheidslijst.",
    Rolsoort.VROEGSIGNALEERDER: "Werkt in zaken: voorstellen, contact, afronden.",
    Rolsoort.ADMINISTRATIE: "Neemt aanleveringen aan, drukt brieven af, koppelt terug.",
    Rolsoort.PRIVACY_OFFICER: "Ziet het logboek en wat gewist is. Ziet geen zaken.",
    Rolsoort.HUISBEZOEKER: "Gaat langs de deuren. Ziet alleen de ronde van vandaag.",
    Rolsoort.KLANTCONTACTCENTRUM: "Zoekt een zaak op code en legt een reactie vast. Ziet verder niets.",
    Rolsoort.SCHULDHULPVERLENER: "Ziet signalen over inwoners die hij of zij zelf al helpt. Ziet geen andere zaken.",
    Rolsoort.BELEIDSADVISEUR: "Ziet beleid, capaciteit en aantallen. Ziet geen zaken.",
}


class DetailsForm(forms.ModelForm):
    """Who it is and how residents reach them."""

    class Meta:
        model = User
        fields = ("first_name", "last_name", "email", "telefoon_direct")
        labels = {
            "first_name": "Voornaam",
            "last_name": "Achternaam",
            "email": "E-mail",
            "telefoon_direct": "Direct telefoonnummer",
        }
        help_texts = {"telefoon_direct": "Staat in brieven aan inwoners."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "email"):
            self.fields[name].required = True
        self.fields["telefoon_direct"].validators.append(PHONE)


class RolesForm(forms.Form):
    """Roles in this gemeente."""

    rollen = forms.MultipleChoiceField(
        label="Rollen",
        choices=choices(Rolsoort),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één rol."},
    )
    team = forms.CharField(
        label="Team",
        max_length=80,
        required=False,
        help_text="Zoals het in het afwegingskader staat. Leeg: ziet de zaken van alle teams.",
    )

    def roles(self) -> list[Rolsoort]:
        """The roles chosen, after `is_valid`."""
        return [Rolsoort(value) for value in self.cleaned_data["rollen"]]


class NewUserForm(RolesForm, DetailsForm):
    """A new account with its roles."""

    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{3,60}$",
        label="Gebruikersnaam",
        help_text="Hiermee logt de medewerker in. Letters, cijfers, punt en streepje.",
        error_messages={"invalid": "Gebruik 3 tot 60 letters, cijfers, punten of streepjes."},
    )
    field_order = ("first_name", "last_name", "username", "email", "telefoon_direct", "rollen", "team")

    def details(self) -> dict[str, str]:
        """What belongs to the person, after `is_valid`."""
        return {name: self.cleaned_data[name] for name in DetailsForm.Meta.fields}


class ColleagueForm(RolesForm):
    """Roles for somebody who has an account already, in another gemeente."""

    username = forms.CharField(label="Gebruikersnaam", max_length=150)
    field_order = ("username", "rollen", "team")

    def clean_username(self) -> User:
        """The account itself."""
        found = User.objects.filter(username__iexact=self.cleaned_data["username"], is_active=True).first()
        if found is None:
            raise forms.ValidationError(
                "Er is geen open account met deze gebruikersnaam. Maak een nieuw account."
            )
        return found


class GemeenteForm(forms.ModelForm):
    """What stands in letters, and the BRP."""

    class Meta:
        model = Gemeente
        fields = (
            "afdeling",
            "adresregel1",
            "adresregel2",
            "telefoon",
            "email",
            "openingstijden",
            "privacypagina",
            "brp_koppeling",
            "brp_buiten_gemeente",
            "brieven_via_notify",
        )
        labels = {
            "afdeling": "Afdeling of team",
            "adresregel1": "Postadres",
            "adresregel2": "Postcode en plaats",
            "telefoon": "Telefoon",
            "email": "E-mail",
            "openingstijden": "Bereikbaar op",
            "privacypagina": "Webadres met uitleg over privacy",
            "brp_koppeling": "Tijdig vraagt de BRP zelf",
            "brp_buiten_gemeente": "Ook vragen naar mensen buiten onze gemeente",
            "brieven_via_notify": "NotifyNL kan onze brieven afdrukken en op de post doen",
        }
        help_texts = {
            "afdeling": "Zo ondertekent de gemeente haar brieven.",
            "adresregel1": "Straat en huisnummer, of postbus. Staat in de brieven.",
            "openingstijden": "Bijvoorbeeld: werkdagen van 9.00 tot 17.00 uur. Staat in de brieven.",
            "privacypagina": "Begint met https://. Staat in de brieven en op de reactiepagina.",
            "brp_koppeling": "Uit: een medewerker zoekt elke persoon zelf op en legt vast wie het is.",
            "brp_buiten_gemeente": "Alleen aanzetten als uw autorisatiebesluit dat toestaat.",
            "brieven_via_notify": "Per printronde kiest het team zelf. Vraagt een overeenkomst met NotifyNL.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("afdeling", "adresregel1", "adresregel2", "telefoon"):
            self.fields[name].required = True
        self.fields["telefoon"].validators.append(PHONE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("brp_buiten_gemeente") and not cleaned.get("brp_koppeling"):
            self.add_error("brp_buiten_gemeente", "Dit kan alleen als Tijdig de BRP zelf vraagt.")
        return cleaned
