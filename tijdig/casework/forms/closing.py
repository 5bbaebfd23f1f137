"""Close a zaak: the form asks only what the chosen end result requires (R-UIT-2)."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils import timezone

from tijdig.casework.accepted import Standing
from tijdig.casework.forms.acts import DAY, words
from tijdig.casework.told import consent_matters, in_one_line
from tijdig.policies.model import Beleid
from tijdig.referrals import queries as kaart
from tijdig.rules.labels import choices, label
from tijdig.rules.outcome import CHOOSABLE, MEANING, REQUIRED, Afsluitgegevens, Contact, Fout, Need
from tijdig.rules.terms import Eindresultaat, Houding, QuickFix, RedenGeenHulp, Toestemmingsvorm

OF_KAART = ("zoek", "organisatie", "reden_vrije_naam")
HANDOVER = ("toestemming_overdracht", "overdracht_op", "overdracht_hoe", "overdracht_document", "overdracht_aan",
            "overdracht_dag", "overdracht_tijd")  # fmt: skip
REFERRAL = ("verwezen_naar", "warme_overdracht")
CONSENT = ("toestemming", "toestemming_document")
AS_SAID = ("verwezen_naar", "reden_vrije_naam", "warme_overdracht", "toestemming_overdracht", "overdracht_op",
           "overdracht_document", "overdracht_aan", "gesprek_op", *CONSENT, "toelichting")  # fmt: skip
PICK = "Kies …"


class AfrondForm(forms.Form):
    """End result and what belongs to it. Faults come from the rule, so that form and act never differ."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    eindresultaat = forms.ChoiceField(
        label="Wat is het eindresultaat?",
        widget=forms.RadioSelect,
        choices=[(e, label(e)) for e in CHOOSABLE],
    )
    quick_fix = forms.ChoiceField(
        label="Welke quick fix?", required=False, choices=[("", PICK), *choices(QuickFix)],
        help_text="Alleen bij: geholpen met een quick fix.",
    )  # fmt: skip
    reden_geen_hulp = forms.ChoiceField(
        label="Waarom wil de inwoner geen hulp?", required=False,
        choices=[("", "Niet ingevuld"), *choices(RedenGeenHulp)],
        help_text="Alleen voor ons. De partner hoort dit nooit.",
    )  # fmt: skip
    zoek = forms.CharField(
        label="Zoek op de sociale kaart", required=False, max_length=80, widget=forms.SearchInput,
        help_text="Op naam of op wat de organisatie doet.",
    )  # fmt: skip
    organisatie = forms.ChoiceField(
        label="Naar welke organisatie?", required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een organisatie die nu op de sociale kaart staat."},
    )  # fmt: skip
    verwezen_naar = forms.CharField(label="Naar welke organisatie?", required=False, max_length=120)
    reden_vrije_naam = forms.CharField(
        label="Waarom past geen organisatie van de sociale kaart?", required=False, max_length=200,
        help_text="Alleen nodig als u hierboven zelf een naam schrijft.",
    )  # fmt: skip
    warme_overdracht = forms.BooleanField(label="Ik draag de inwoner persoonlijk over", required=False)
    toestemming_overdracht = forms.BooleanField(
        label="De inwoner geeft toestemming voor deze overdracht", required=False
    )
    overdracht_op = forms.DateField(
        label="Op welke dag gaf de inwoner toestemming?", required=False, widget=DAY
    )
    overdracht_hoe = forms.ChoiceField(
        label="Hoe gaf de inwoner toestemming?", required=False,
        choices=[("", PICK), *choices(Toestemmingsvorm)],
    )  # fmt: skip
    overdracht_document = forms.CharField(
        label="Waar staat die toestemming?", required=False, max_length=120,
        help_text="Bijvoorbeeld: verslag van het huisbezoek. Op papier? Dan is dit verplicht.",
    )  # fmt: skip
    overdracht_aan = forms.CharField(label="Met wie heeft u dat afgesproken?", required=False, max_length=120)
    overdracht_dag = forms.DateField(
        label="Dag van de afspraak daar", required=False, widget=DAY, help_text="Alleen als die er al is."
    )
    overdracht_tijd = forms.TimeField(
        label="Tijd van de afspraak", required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip
    houding = forms.ChoiceField(
        label="Hoe reageerde de inwoner?", required=False, choices=[("", "Niet ingevuld"), *choices(Houding)]
    )
    gesprek_op = forms.DateField(
        label="Op welke dag was het eerste gesprek?", required=False, widget=DAY,
        help_text="Deze zaak heeft nog geen dag van een gesprek. Laat leeg als het gesprek nog moet komen.",
    )  # fmt: skip
    toelichting = words("Toelichting", required=False, hint="De partner ziet deze tekst nooit.")
    toestemming = forms.BooleanField(
        label="De inwoner gaf schriftelijk toestemming om dit aan de partner te vertellen", required=False
    )
    toestemming_document = forms.CharField(
        label="In welk document staat de toestemming?", required=False, max_length=120,
        help_text="Bijvoorbeeld: toestemmingsformulier van 3 maart 2026.",
    )  # fmt: skip

    def __init__(self, *args: Any, beleid: Beleid, today: date, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "afronden_%s"})
        self.standing = standing
        self.beleid, self.today, self.organisation_hints = beleid, today, dict[str, str]()
        self.has_kaart, self.left_out = False, 0
        self._offer_organisations()

    def _offer_organisations(self) -> None:
        """Who fits the choice and the search, those with room first; what was chosen stays among them."""
        result = self.resultaat
        if result is None or REQUIRED[result].verwezen_naar is Need.ABSENT:
            return
        domein = REQUIRED[result].domein
        self.has_kaart = kaart.has_kaart(self.today, domein)
        if not self.has_kaart:
            return
        fitting = kaart.found(self.today, zoek=str(self["zoek"].value() or ""), domein=domein)
        shown = list(fitting[: kaart.SHOWN])
        self.left_out = fitting.count() - len(shown) if len(shown) == kaart.SHOWN else 0
        chosen = str(self["organisatie"].value() or "")
        if chosen.isascii() and chosen.isdigit() and len(chosen) < 16:
            known = {o.pk for o in shown}
            shown += [o for o in kaart.in_force(self.today).filter(pk=int(chosen)) if o.pk not in known]
        self.organisation_hints = {str(o.pk): kaart.about(o) for o in shown}
        field = cast(forms.ChoiceField, self.fields["organisatie"])
        field.choices = [
            *((str(o.pk), o.naam) for o in shown),
            ("", "Geen van deze: ik schrijf zelf een naam"),
        ]
        self.fields["verwezen_naar"].label = "Andere organisatie"
        self.fields["verwezen_naar"].help_text = "Alleen als er op de sociale kaart niets past."

    @property
    def resultaat(self) -> Eindresultaat | None:
        """What is chosen so far, valid or not."""
        raw = self["eindresultaat"].value()
        return next((result for result in CHOOSABLE if result == raw), None)

    @property
    def hints(self) -> dict[str, str]:
        """Beside each choice: what it means, and what the partner will hear."""
        return {e: f"{MEANING[e]} {in_one_line(e, self.beleid, self.standing)}" for e in CHOOSABLE}

    def asked(self) -> Iterator[BoundField]:
        """The fields that belong to the choice; without a choice none."""
        result = self.resultaat
        if result is None:
            return
        for name in self.fields:
            if name not in ("versie", "eindresultaat") and self._belongs(name, result):
                yield self[name]

    def _belongs(self, name: str, result: Eindresultaat) -> bool:
        needs = REQUIRED[result]
        referral = needs.verwezen_naar is not Need.ABSENT
        known = {
            "quick_fix": needs.quick_fix,
            "reden_geen_hulp": needs.reden_geen_hulp,
            **dict.fromkeys(OF_KAART, referral and self.has_kaart),
            **dict.fromkeys(REFERRAL, referral),
            **dict.fromkeys(HANDOVER, referral and bool(self["warme_overdracht"].value())),
            "gesprek_op": needs.contact is Contact.REACHED and not self.standing.gesproken,
            **dict.fromkeys(CONSENT, consent_matters(result, self.beleid, self.standing)),
        }
        if name in known:
            return known[name]
        return needs.contact is Contact.REACHED or (name == "toelichting" and bool(needs.toelichting))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if bool(said.get("overdracht_dag")) != (said.get("overdracht_tijd") is not None):
            missing = "overdracht_tijd" if said.get("overdracht_dag") else "overdracht_dag"
            if missing not in self.errors:
                self.add_error(missing, "Vul van de afspraak de dag en de tijd in, of laat allebei leeg.")
        return said

    def gegevens(self) -> Afsluitgegevens:
        """What was filled in, as the rule and the act want it. The type of help follows from the result."""
        said = self.cleaned_data
        result = Eindresultaat(said["eindresultaat"])
        return Afsluitgegevens(
            eindresultaat=result,
            hulptype=REQUIRED[result].hulptype,
            quick_fix=QuickFix(said["quick_fix"]) if said["quick_fix"] else None,
            houding=Houding(said["houding"]) if said["houding"] else None,
            reden_geen_hulp=RedenGeenHulp(said["reden_geen_hulp"]) if said["reden_geen_hulp"] else None,
            organisatie=int(said["organisatie"]) if said["organisatie"] else None,
            overdracht_hoe=Toestemmingsvorm(said["overdracht_hoe"]) if said["overdracht_hoe"] else None,
            overdracht_moment=_moment(said["overdracht_dag"], said["overdracht_tijd"]),
            **{name: said[name] for name in AS_SAID},
        )

    def add_faults(self, found: tuple[Fout, ...]) -> None:
        """Each fault beside its field."""
        for fault in found:
            self.add_error(fault.veld if fault.veld in self.fields else None, fault.uitleg)


def _moment(day: date | None, at: time | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, at)) if day and at is not None else None
