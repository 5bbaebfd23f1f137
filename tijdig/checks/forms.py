"""Forms of the checks: a decision, a person entered by hand, a gemeente, a list."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from tijdig.intake.shown import outcome_words
from tijdig.partners.models import Signaalpartner
from tijdig.rules import address
from tijdig.rules.bsn import passes_elfproef
from tijdig.rules.labels import label
from tijdig.rules.partner_questions import ANTWOORDEN, Antwoord
from tijdig.rules.terms import BrpUitkomst, Eindresultaat, Verblijfsrecht, Vraagantwoord, Vraagsoort

from .actions.decide import PUT_ASIDE_AS
from .deciding import refusal_of_code
from .persons import YES, Woonplek
from .queries import partners_in_doubt

REASON_NEEDED = {
    "behouden": "Schrijf op waarom u de gegevens van de partner gebruikt.",
    "terzijde": "Schrijf op waarom u dit signaal terzijde legt.",
    "huishouden": "Schrijf uw afweging op: waarom dit huishouden een aanbod krijgt.",
}
DOUBT = (
    BrpUitkomst.HANDMATIG, BrpUitkomst.MEERDERE, BrpUitkomst.HUISGENOOT, BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE,
    BrpUitkomst.GEVONDEN_NAAM_WIJKT_AF, BrpUitkomst.VERBLIJFT_NIET_OP_ADRES, BrpUitkomst.MINDERJARIG,
    BrpUitkomst.OVERLEDEN,
)  # fmt: skip


NOTED = {
    Vraagsoort.GEBOORTEDATUM: "Welke geboortedatum?",
    Vraagsoort.NAAM: "Welke naam?",
    Vraagsoort.ADRES: "Als het niet klopt: welk adres is het wel?",
    Vraagsoort.OPENSTAAND: "Als het niet meer open staat: sinds wanneer?",
}
LIVES = (
    (Woonplek.WOONADRES, "Woont op het adres hierboven"),
    (Woonplek.BRIEFADRES, "Heeft hierboven een briefadres en woont daar niet"),
    (Woonplek.ELDERS, "Staat ingeschreven in een andere gemeente"),
    (Woonplek.BUITENLAND, "Is vertrokken naar het buitenland"),
    (Woonplek.ONBEKEND, "Is vertrokken, niet bekend waarheen"),
    (Woonplek.OVERLEDEN, "Is overleden"),
)
RESIDENCE = (
    ("", "Niet opgezocht"),
    (Verblijfsrecht.GEEN_BIJZONDERHEID, "Er staat geen titel, of een titel die recht geeft op schuldhulp"),
    (Verblijfsrecht.NAGAAN, "Iets anders: nagaan als de inwoner schuldhulp aanvraagt"),
)
GEMEENTE_NEEDED = (
    "Vul in welke gemeente het is. Zegt de BRP dat niet? Ga terug en kies 'Woont in een andere gemeente'."
)


class TwijfelFilter(forms.Form):
    """Which doubtful signals the list shows."""

    uitkomst = forms.ChoiceField(
        label="Uitkomst",
        required=False,
        choices=[("", "Alle"), *((u.value, outcome_words(u, "")) for u in DOUBT)],
    )
    vraag = forms.ChoiceField(
        label="Vraag aan de partner", required=False,
        choices=[
            ("", "Alle"), ("antwoord", "Er is antwoord"), ("wacht", "Wacht op antwoord"),
            ("te_laat", "Te lang geen antwoord"),
        ],
    )  # fmt: skip
    partner = forms.ModelChoiceField(
        label="Partner", required=False, queryset=Signaalpartner.objects.none(), empty_label="Alle partners"
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choice = self.fields["partner"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = partners_in_doubt()


class GemeenteField(forms.CharField):
    """A gemeente: its code of four digits, or the name of one in this installation."""

    def __init__(self, **more: Any) -> None:
        attrs = {"list": "gemeenten", "autocomplete": "off"}
        super().__init__(
            label="Gemeente", max_length=80, widget=forms.TextInput(attrs=attrs),
            help_text="De gemeentecode van vier cijfers, of de naam van een gemeente in deze installatie.", **more,
        )  # fmt: skip
        self.known: Mapping[str, str] = {}
        self.own = ""

    def clean(self, value: str) -> str:
        """The code. Errors: ValidationError when it is no code and no known name."""
        text: str = super().clean(value).strip()
        by_name = {name.casefold(): code for code, name in self.known.items()}
        code = by_name.get(text.casefold(), text)
        refusal = refusal_of_code(code, own=self.own) if code else None
        if refusal:
            raise forms.ValidationError(refusal)
        return code


class BesluitForm(forms.Form):
    """What somebody decides about a doubtful signal: one choice, and a reason where the choice needs one."""

    keuze = forms.CharField(error_messages={"required": "Kies wat er met dit signaal moet gebeuren."})
    reden = forms.CharField(
        label="Reden of notitie", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als u geen persoon kiest. De partner krijgt deze tekst nooit te zien.",
    )  # fmt: skip
    als = forms.ChoiceField(
        label="Bij terzijde leggen: wat is er aan de hand?", required=False,
        choices=[(als.value, label(als)) for als in PUT_ASIDE_AS],
    )  # fmt: skip
    gemeente = GemeenteField(required=False)
    vragen = forms.MultipleChoiceField(
        label="Bij een vraag aan de partner: wat vraagt u?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="De partner leest een vaste tekst. Wat u bij de notitie schrijft gaat niet mee.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, known: Mapping[str, str], own: str, vragen: Collection[Vraagsoort], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        questions = self.fields["vragen"]
        if isinstance(questions, forms.MultipleChoiceField):
            questions.choices = [(vraag.value, label(vraag)) for vraag in Vraagsoort if vraag in vragen]
        field = self.fields["gemeente"]
        if isinstance(field, GemeenteField):
            field.known, field.own = known, own
        field.label = "Bij 'woont ergens anders': welke gemeente?"

    def clean(self) -> dict[str, Any]:
        """A choice that needs a reason has one."""
        cleaned = super().clean() or {}
        needed = REASON_NEEDED.get(cleaned.get("keuze", ""))
        if needed and not cleaned.get("reden", "").strip():
            self.add_error("reden", needed)
        if cleaned.get("keuze") == "vraag" and not cleaned.get("vragen") and "vragen" not in self.errors:
            self.add_error("vragen", "Kies wat u de partner vraagt.")
        return cleaned

    @property
    def als_resultaat(self) -> Eindresultaat:
        return Eindresultaat(self.cleaned_data["als"] or Eindresultaat.ANDERE_REDEN)


class AntwoordForm(forms.Form):
    """What the partner answered to each open question; what it did not answer yet stays empty."""

    def __init__(self, *args: Any, vragen: Collection[Vraagsoort], **more: Any) -> None:
        super().__init__(*args, **more)
        self.vragen = vragen
        for vraag in vragen:
            answers = [("", "Nog geen antwoord"), *((a.value, label(a)) for a in ANTWOORDEN[vraag])]
            self.fields[f"{vraag}"] = forms.ChoiceField(label=label(vraag), required=False, choices=answers)
            self.fields[f"{vraag}_tekst"] = forms.CharField(
                label=NOTED[vraag], required=False, max_length=200,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip

    def antwoorden(self) -> dict[Vraagsoort, Antwoord]:
        """The answers that were filled in, after `is_valid`."""
        given = {vraag: self.cleaned_data[vraag.value] for vraag in self.vragen}
        return {
            vraag: Antwoord(antwoord=Vraagantwoord(answer), tekst=self.cleaned_data[f"{vraag}_tekst"])
            for vraag, answer in given.items()
            if answer
        }

    def clean(self) -> dict[str, Any]:
        """Where something was given, it stands there."""
        cleaned = super().clean() or {}
        for vraag in self.vragen:
            text = cleaned.get(f"{vraag}_tekst", "").strip()
            if cleaned.get(vraag.value) == Vraagantwoord.GEGEVEN and not text:
                self.add_error(f"{vraag}_tekst", "Schrijf op wat de partner doorgaf.")
            if text and cleaned.get(vraag.value) in ("", Vraagantwoord.WEET_NIET):
                self.add_error(vraag.value, "Kies welk antwoord dit is.")
        return cleaned


class GemeenteForm(forms.Form):
    """To which gemeente a signal goes."""

    gemeente = GemeenteField(error_messages={"required": "Vul in welke gemeente het is."})
    gemeente.help_text = ""  # said once, above the list

    def __init__(self, *args: Any, known: Mapping[str, str], own: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["gemeente"]
        if isinstance(field, GemeenteField):
            field.known, field.own = known, own


class PersoonForm(forms.Form):
    """A person looked up in the BRP by hand (R-BRP-1)."""

    bsn = forms.CharField(
        label="BSN", max_length=11, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="Negen cijfers. Tijdig bewaart het verzegeld.", error_messages={"required": "Vul het BSN in."},
    )  # fmt: skip
    voorletters = forms.CharField(label="Voorletters", max_length=60, required=False)
    voorvoegsel = forms.CharField(label="Voorvoegsel", max_length=20, required=False)
    geslachtsnaam = forms.CharField(
        label="Achternaam", max_length=200, error_messages={"required": "Vul de achternaam in."}
    )
    geslacht = forms.ChoiceField(
        label="Geslacht", required=False, choices=[("", "Onbekend"), ("M", "Man"), ("V", "Vrouw")]
    )
    geboortedatum = forms.DateField(
        label="Geboortedatum", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Deze datum bestaat niet."},
    )  # fmt: skip
    straat = forms.CharField(label="Straat", max_length=120, required=False)
    huisnummer = forms.CharField(
        label="Huisnummer", max_length=30, help_text="Met letter en toevoeging: 12 A 3.",
        error_messages={"required": "Vul het huisnummer in."},
    )  # fmt: skip
    postcode = forms.CharField(
        label="Postcode", max_length=10, error_messages={"required": "Vul de postcode in."}
    )
    woonplaats = forms.CharField(label="Woonplaats", max_length=80, required=False)
    woont = forms.ChoiceField(
        label="Wat zegt de BRP over waar deze persoon woont?", choices=[("", "Kies …"), *LIVES],
        error_messages={"required": "Kies wat de BRP zegt."},
    )  # fmt: skip
    gemeente = GemeenteField(required=False)
    kinderen = forms.ChoiceField(
        label="Staan er op dit adres kinderen onder 18 ingeschreven?", required=False,
        choices=[("", "Niet opgezocht"), ("ja", "Ja"), ("nee", "Nee")],
    )  # fmt: skip
    curatele = forms.BooleanField(
        label="Staat onder curatele", required=False,
        help_text="Het aanbod gaat dan naar de curator. Bewind is geen curatele: dan gaat het naar de inwoner.",
    )  # fmt: skip
    verblijfsrecht = forms.ChoiceField(
        label="Wat zegt de BRP over de verblijfstitel?", required=False, choices=RESIDENCE,
        help_text="Neem de titel zelf niet over. Het signaal gaat gewoon door: dit telt pas bij een aanvraag.",
    )  # fmt: skip
    geheimhouding = forms.BooleanField(
        label="Er geldt geheimhouding", required=False, help_text="Geef het adres dan aan niemand door."
    )
    reden = forms.CharField(
        label="Wat hebt u opgezocht, en waarom is het deze persoon?", max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "Schrijf op wat u hebt opgezocht."},
    )  # fmt: skip

    def __init__(
        self, *args: Any, known: Mapping[str, str], own: str, verblijfsrecht: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        field = self.fields["gemeente"]
        if isinstance(field, GemeenteField):
            field.known, field.own = known, own
        field.label = "Bij een andere gemeente: welke?"
        if not verblijfsrecht:  # policy does not ask it here (R-BRP-2)
            del self.fields["verblijfsrecht"]

    def clean_bsn(self) -> str:
        """Nine digits that satisfy the elfproef. The message does not repeat them."""
        bsn: str = self.cleaned_data["bsn"].replace(" ", "").replace(".", "")
        if not passes_elfproef(bsn):
            raise forms.ValidationError("Dit BSN bestaat niet: kijk de cijfers na.")
        return bsn

    def clean(self) -> dict[str, Any]:
        """An address that can exist."""
        cleaned = super().clean() or {}
        if "postcode" in cleaned and "huisnummer" in cleaned:
            adres = address.normalise(postcode=cleaned["postcode"], huisnummer=cleaned["huisnummer"])
            if adres is None:
                self.add_error("postcode", "Dit is geen adres. Schrijf de postcode als 1234 AB.")
        if (
            cleaned.get("woont") == Woonplek.ELDERS
            and not cleaned.get("gemeente")
            and "gemeente" not in self.errors
        ):
            self.add_error("gemeente", GEMEENTE_NEEDED)
        return cleaned

    def gegevens(self) -> dict[str, str]:
        """The values as the act wants them: texts, the date in ISO."""
        day = self.cleaned_data["geboortedatum"]
        return {
            **{name: YES if value is True else str(value or "") for name, value in self.cleaned_data.items()},
            "geboortedatum": day.isoformat() if day else "",
        }


class LijstForm(forms.Form):
    """A list as CSV."""

    bestand = forms.FileField(
        label="Bestand", allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        error_messages={"required": "Kies een bestand."},
    )  # fmt: skip
