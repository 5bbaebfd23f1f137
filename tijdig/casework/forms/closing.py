"""Close a zaak: the form asks only what the chosen end result requires (R-UIT-2)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from tijdig.casework.forms.acts import words
from tijdig.casework.told import consent_matters, in_one_line
from tijdig.policies.model import Beleid
from tijdig.rules.labels import choices, label
from tijdig.rules.outcome import CHOOSABLE, MEANING, REQUIRED, Afsluitgegevens, Contact, Fout, Need
from tijdig.rules.terms import Eindresultaat, Houding, QuickFix

REFERRAL = ("verwezen_naar", "warme_overdracht", "toestemming_overdracht")
CONSENT = ("toestemming", "toestemming_document")


class AfrondForm(forms.Form):
    """End result and what belongs to it. Faults come from the rule, so that form and act never differ."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    eindresultaat = forms.ChoiceField(
        label="Wat is het eindresultaat?",
        widget=forms.RadioSelect,
        choices=[(e, label(e)) for e in CHOOSABLE],
    )
    quick_fix = forms.ChoiceField(
        label="Welke quick fix?", required=False, choices=[("", "Kies …"), *choices(QuickFix)],
        help_text="Alleen bij: geholpen met een quick fix.",
    )  # fmt: skip
    verwezen_naar = forms.CharField(
        label="Naar welke organisatie?", required=False, max_length=120,
        help_text="Bij een verwijzing, of als iemand anders de zaak overneemt.",
    )  # fmt: skip
    warme_overdracht = forms.BooleanField(label="Ik draag de inwoner persoonlijk over", required=False)
    toestemming_overdracht = forms.BooleanField(
        label="De inwoner geeft toestemming voor deze overdracht", required=False
    )
    houding = forms.ChoiceField(
        label="Hoe reageerde de inwoner?", required=False, choices=[("", "Niet ingevuld"), *choices(Houding)]
    )
    toelichting = words("Toelichting", required=False, hint="De partner ziet deze tekst nooit.")
    toestemming = forms.BooleanField(
        label="De inwoner gaf schriftelijk toestemming om dit aan de partner te vertellen", required=False
    )
    toestemming_document = forms.CharField(
        label="In welk document staat de toestemming?", required=False, max_length=120,
        help_text="Bijvoorbeeld: toestemmingsformulier van 3 maart 2026.",
    )  # fmt: skip

    def __init__(self, *args: Any, beleid: Beleid, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "afronden_%s"})
        self.beleid, self.today = beleid, today

    @property
    def resultaat(self) -> Eindresultaat | None:
        """What is chosen so far, valid or not."""
        raw = self["eindresultaat"].value()
        return next((result for result in CHOOSABLE if result == raw), None)

    @property
    def hints(self) -> dict[str, str]:
        """Beside each choice: what it means, and what the partner will hear."""
        return {e: f"{MEANING[e]} {in_one_line(e, self.beleid, self.today)}" for e in CHOOSABLE}

    def asked(self) -> Iterator[BoundField]:
        """The fields that belong to the choice; without a choice all of them."""
        result = self.resultaat
        for name in self.fields:
            if name not in ("versie", "eindresultaat") and (result is None or self._belongs(name, result)):
                yield self[name]

    def _belongs(self, name: str, result: Eindresultaat) -> bool:
        needs = REQUIRED[result]
        if name == "quick_fix":
            return needs.quick_fix
        if name in REFERRAL:
            return needs.verwezen_naar is not Need.ABSENT
        if name in CONSENT:
            return consent_matters(result, self.beleid, self.today)
        return needs.contact is Contact.REACHED or (name == "toelichting" and bool(needs.toelichting))

    def gegevens(self) -> Afsluitgegevens:
        """What was filled in, as the rule and the act want it. The type of help follows from the result."""
        said = self.cleaned_data
        result = Eindresultaat(said["eindresultaat"])
        return Afsluitgegevens(
            eindresultaat=result,
            hulptype=REQUIRED[result].hulptype,
            quick_fix=QuickFix(said["quick_fix"]) if said["quick_fix"] else None,
            houding=Houding(said["houding"]) if said["houding"] else None,
            **{name: said[name] for name in (*REFERRAL, *CONSENT, "toelichting")},
        )

    def add_faults(self, found: tuple[Fout, ...]) -> None:
        """Each fault beside its field."""
        for fault in found:
            self.add_error(fault.veld if fault.veld in self.fields else None, fault.uitleg)
