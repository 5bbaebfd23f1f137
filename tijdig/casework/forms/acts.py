"""The forms of the acts on one zaak. Each knows the version of the page it stands on (§14)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone

from tijdig.casework.aftercare import decision_of, news_of
from tijdig.casework.dossier import Dossier
from tijdig.casework.models import Afspraak, Handeling
from tijdig.casework.next_action import CONTACT_OF_STEP
from tijdig.casework.rows import soort_in_words
from tijdig.rules.labels import choices, euro, label
from tijdig.rules.notation import day_in_full, moment_in_full
from tijdig.rules.sequence import HUISBEZOEKEN
from tijdig.rules.terms import Aanpak, Bereikt, Besluitsoort, Contactsoort, Dagdeel, Vervolg
from tijdig.rules.triage import REACHING

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TEXT = {"rows": 3, "maxlength": 4_000}
SAY_REACHED = "Kies of u de inwoner bereikte."
STANDEN = [
    (Afspraak.Stand.GEWEEST, "Het gesprek is geweest"),
    (Afspraak.Stand.NIET_GEKOMEN, "De inwoner kwam niet"),
    (Afspraak.Stand.AFGEZEGD, "Afgezegd"),
]


def words(label_: str, *, required: bool = True, hint: str = "") -> forms.CharField:
    """A field for a few sentences."""
    return forms.CharField(
        label=label_, required=required, max_length=4_000, help_text=hint, widget=forms.Textarea(attrs=TEXT)
    )


class ActForm(forms.Form):
    """The base: the version that was seen, and choices that depend on the zaak."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    kept: Handeling | None = None  # how it stood before, once the act is done and can be undone

    def __init__(self, *args: Any, dossier: Dossier, name: str, **kwargs: Any) -> None:
        initial = {"versie": dossier.zaak.versie, **self.suggested(dossier), **kwargs.pop("initial", {})}
        super().__init__(*args, **kwargs | {"auto_id": f"{name}_%s", "initial": initial})
        self.dossier, self.act = dossier, name
        self.prepare(dossier)

    def suggested(self, dossier: Dossier) -> dict[str, Any]:
        """What is filled in already."""
        return {}

    def prepare(self, dossier: Dossier) -> None:
        """Fill the choices that depend on the zaak."""

    def choose(self, field: str, options: Iterable[tuple[Any, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[field]).choices = list(options)


class BevestigForm(ActForm):
    """Agree with the proposal."""


class AndersForm(ActForm):
    """Another approach than proposed (R-TRI-2). What may not be done here is no choice (R-ADM-6, R-BRP-8)."""

    aanpak = forms.ChoiceField(
        label="Aanpak", error_messages={"invalid_choice": "Kies een aanpak die hier mogelijk is."}
    )
    reden = words("Waarom kiest u anders?")

    def prepare(self, dossier: Dossier) -> None:
        excluded = {Aanpak.VOORLEGGEN} | (set(HUISBEZOEKEN) if dossier.geen_bezoek else set())
        excluded |= REACHING if dossier.alleen_brief else set()
        self.choose("aanpak", [("", "Kies …"), *((a.value, label(a)) for a in Aanpak if a not in excluded)])


class PogingForm(ActForm):
    """One attempt in one line (R-OUT-1, R-OUT-2)."""

    soort = forms.ChoiceField(label="Hoe", choices=choices(Contactsoort))
    bereikt = forms.ChoiceField(
        label="Bereikt", choices=[("", "Kies …"), *choices(Bereikt)], error_messages={"required": SAY_REACHED}
    )
    datum = forms.DateField(label="Datum", widget=DAY)
    dagdeel = forms.ChoiceField(label="Dagdeel", required=False, choices=[("", "–"), *choices(Dagdeel)])
    minuten = forms.IntegerField(
        label="Minuten", required=False, min_value=0, max_value=1440,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    notitie = forms.CharField(label="Notitie", required=False, max_length=4_000)

    def suggested(self, dossier: Dossier) -> dict[str, Any]:
        step = dossier.zaak.volgende_stap
        soort = CONTACT_OF_STEP.get(Aanpak(step), Contactsoort.TELEFOON) if step else Contactsoort.TELEFOON
        return {"datum": dossier.today, "soort": soort.value}  # reached or not is said, never supposed


class ReactieForm(ActForm):
    """A reply stands on the letter that it answers (R-OUT-2)."""

    poging = forms.ChoiceField(label="Reactie op")
    op = forms.DateField(label="Datum", widget=DAY)
    notitie = words("Wat zei de inwoner?", required=False)

    def suggested(self, dossier: Dossier) -> dict[str, Any]:
        return {"op": dossier.today}

    def prepare(self, dossier: Dossier) -> None:
        waiting = [p for p in reversed(dossier.pogingen) if p.bereikt != Bereikt.JA]
        self.choose(
            "poging", [(p.pk, f"{label(Contactsoort(p.soort))} van {day_in_full(p.datum)}") for p in waiting]
        )


class AfspraakForm(ActForm):
    """Agree on a conversation."""

    dag = forms.DateField(label="Dag", widget=DAY)
    tijd = forms.TimeField(label="Tijd", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    plaats = forms.CharField(label="Waar", max_length=80, help_text="Bijvoorbeeld: Stadskantoor, balie 3.")

    def moment(self) -> datetime:
        """The aware moment of the appointment."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["dag"], self.cleaned_data["tijd"]))


class AfspraakAfloopForm(ActForm):
    """What became of an appointment."""

    afspraak = forms.ChoiceField(label="Afspraak")
    stand = forms.ChoiceField(label="Hoe ging het?", choices=STANDEN)

    def prepare(self, dossier: Dossier) -> None:
        planned = [a for a in dossier.afspraken if a.stand == Afspraak.Stand.GEPLAND]
        self.choose(
            "afspraak",
            [(a.pk, f"{moment_in_full(timezone.localtime(a.moment))}, {a.plaats}") for a in planned],
        )


class NotitieForm(ActForm):
    """A remark."""

    tekst = words(
        "Notitie",
        hint="Alleen wat nodig is om te helpen. De inwoner mag dit later lezen. Met @naam roept u een collega.",
    )
    roept = forms.ChoiceField(
        label="Noem een collega", required=False,
        help_text="Hoeft niet. De collega ziet het op de startpagina. U kunt alleen kiezen wie deze zaak mag zien.",
    )  # fmt: skip

    def prepare(self, dossier: Dossier) -> None:
        """A plain choice: every browser and screen reader finds a name in it by typing."""
        self.choose("roept", [("", "Niemand in het bijzonder"), *dossier.colleagues.to_call_on(dossier.zaak)])


class ToewijsForm(ActForm):
    """Who handles the zaak."""

    aan = forms.ChoiceField(label="Behandelaar", required=False)

    def suggested(self, dossier: Dossier) -> dict[str, Any]:
        return {"aan": dossier.zaak.behandelaar_id}

    def prepare(self, dossier: Dossier) -> None:
        self.choose("aan", [("", "Nog niemand"), *dossier.colleagues.handlers()])


class OverdraagForm(ActForm):
    """Another team takes the zaak (R-TRI-7)."""

    team = forms.ChoiceField(label="Team")
    reden = words("Waarom draagt u de zaak over?")

    def prepare(self, dossier: Dossier) -> None:
        others = [team for team in dossier.colleagues.teams(dossier.today) if team != dossier.zaak.team]
        self.choose("team", [("", "Kies …"), *((team, team) for team in others)])


class SplitsForm(ActForm):
    """Two households on one address (R-MAT-1)."""

    signalen = forms.MultipleChoiceField(
        label="Welke signalen gaan naar een nieuwe zaak?", widget=forms.CheckboxSelectMultiple
    )
    reden = words("Waarom splitst u de zaak?")

    def prepare(self, dossier: Dossier) -> None:
        self.choose(
            "signalen",
            [
                (s.pk, f"{soort_in_words(s.soort)['label']}, {euro(s.bedrag)}, {s.achternaam or s.bedrijfsnaam} "
                       f"({s.partner.kort})")
                for s in dossier.signalen
            ],
        )  # fmt: skip


class RaadpleegForm(ActForm):
    """Another record in which somebody looked; only what the gemeente switched on (R-SHV-3)."""

    registratie = forms.ChoiceField(label="Waar hebt u gekeken?")

    def prepare(self, dossier: Dossier) -> None:
        self.choose("registratie", [(one.value, label(one)) for one in dossier.beleid.raadplegen.extra])


class VervolgForm(ActForm):
    """What was heard later of somebody who was referred (R-UIT-4)."""

    soort = forms.ChoiceField(label="Wat hoorde u?", choices=[("", "Kies …"), *choices(Vervolg)])
    op = forms.DateField(label="Sinds welke dag?", widget=DAY)
    toelichting = words("Toelichting", required=False, hint="De partner ziet deze tekst nooit.")

    def suggested(self, dossier: Dossier) -> dict[str, Any]:
        return {"op": dossier.today}


class BesluitForm(ActForm):
    """The decision on schuldhulpverlening (R-TRM-4)."""

    soort = forms.ChoiceField(label="Wat is er besloten?", choices=[("", "Kies …"), *choices(Besluitsoort)])
    op = forms.DateField(label="Datum van het besluit", widget=DAY)

    def suggested(self, dossier: Dossier) -> dict[str, Any]:
        return {"op": dossier.today}


NOTHING_INSTEAD = "niets"
WRONG = "Wat klopte er niet?"


class BerichtHerstelForm(ActForm):
    """News that was recorded and turned out wrong (R-UIT-4)."""

    bericht = forms.ChoiceField(label="Welk bericht klopt niet?")
    soort = forms.ChoiceField(
        label="Wat klopt wel?",
        choices=[
            ("", "Kies …"),
            (NOTHING_INSTEAD, "Er is niets gebeurd: het bericht vervalt"),
            *choices(Vervolg),
        ],
    )
    op = forms.DateField(label="Sinds welke dag?", widget=DAY)
    toelichting = words("Toelichting", required=False, hint="De partner ziet deze tekst nooit.")
    reden = words(WRONG, hint="Blijft bij het oude bericht staan. De partner ziet deze tekst nooit.")

    def suggested(self, dossier: Dossier) -> dict[str, Any]:
        last = news_of(dossier.sluiting)[-1:] if dossier.sluiting else ()
        return {"bericht": last[0].pk, "op": last[0].op} if last else {"op": dossier.today}

    def prepare(self, dossier: Dossier) -> None:
        known = news_of(dossier.sluiting) if dossier.sluiting else ()
        self.choose("bericht", [(v.pk, f"{label(Vervolg(v.soort))}, {day_in_full(v.op)}") for v in known])


class BesluitHerstelForm(ActForm):
    """A decision that was recorded and turned out wrong (R-TRM-4)."""

    soort = forms.ChoiceField(
        label="Wat is het juiste besluit?",
        choices=[
            ("", "Kies …"), (NOTHING_INSTEAD, "Er is nog niet besloten: het besluit vervalt"), *choices(Besluitsoort),
        ],
    )  # fmt: skip
    op = forms.DateField(label="Datum van het juiste besluit", widget=DAY)
    reden = words(WRONG, hint="Blijft bij het oude besluit staan. Komt niet in de brief.")

    def suggested(self, dossier: Dossier) -> dict[str, Any]:
        besluit = decision_of(dossier.sluiting) if dossier.sluiting else None
        return {"op": besluit.op if besluit and not besluit.brief_op else dossier.today}


class IntrekForm(ActForm):
    """The resident takes back the consent to tell the partner (R-TER-2)."""


class HeropenForm(ActForm):
    """Open a closed zaak again (R-UIT-5)."""

    reden = words("Waarom gaat de zaak opnieuw open?")
