"""Forms of working together: who is away and who stands in; what is sought."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class VervangingForm(forms.Form):
    """Away from … up to and including …, and who stands in. `wie` only for who may do it for a colleague."""

    wie = forms.TypedChoiceField(label="Wie is afwezig?", coerce=int)
    van = forms.DateField(label="Eerste dag afwezig", widget=DAY)
    tot = forms.DateField(label="Laatste dag afwezig", widget=DAY)
    vervanger = forms.TypedChoiceField(
        label="Wie vervangt?", coerce=int,
        help_text="De zaken blijven op naam. De vervanger ziet ze ook, tot en met de laatste dag.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], own: int | None, every: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        mine = [(pk, name) for pk, name in people if pk == own]
        cast(forms.ChoiceField, self.fields["wie"]).choices = list(people) if every else mine
        others = [pair for pair in people if every or pair[0] != own]
        cast(forms.ChoiceField, self.fields["vervanger"]).choices = [("", "Kies …"), *others]
        self.fields["wie"].initial = own


class ZoekForm(forms.Form):
    """One line: a name, an address or a reference. Sent with POST, so that no name stands in an address."""

    vraag = forms.CharField(
        label="Naam, adres of kenmerk", required=False, max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text="Bijvoorbeeld de achternaam, postcode met huisnummer, het kenmerk of de referentie van de partner.",
    )  # fmt: skip
