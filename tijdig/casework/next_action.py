"""The one thing to do next with a zaak: the primary action of its page."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from tijdig.rules.labels import label_in_sentence
from tijdig.rules.notation import day_in_full
from tijdig.rules.offer import SCHRIFTELIJK
from tijdig.rules.terms import Aanpak, Bereikt, Contactsoort

from .dossier import Dossier

CONTACT_OF_STEP = {
    Aanpak.BELLEN: Contactsoort.TELEFOON,
    Aanpak.HUISBEZOEK_AANGEKONDIGD: Contactsoort.HUISBEZOEK,
    Aanpak.HUISBEZOEK_ONAANGEKONDIGD: Contactsoort.HUISBEZOEK,
    Aanpak.SMS: Contactsoort.SMS_WHATSAPP,
    Aanpak.EMAIL: Contactsoort.EMAIL,
    Aanpak.BRIEF: Contactsoort.BRIEF,
}


@dataclass(frozen=True, kw_only=True)
class NextAction:
    """A link, or the button of the form that confirms the proposal; `waits`: nothing to do, and why."""

    label: str
    href: str = ""
    confirms: bool = False
    waits: bool = False


def next_action(dossier: Dossier, *, letters_href: str = "", messages_href: str = "") -> NextAction | None:
    """What to do now; None when there is nothing, or nothing for this person."""
    if dossier.is_closed or not dossier.may_handle:
        return None
    voorstel = dossier.voorstel
    if voorstel is not None and voorstel.aanpak == Aanpak.VOORLEGGEN:
        return NextAction(label="Kies een aanpak", href=_page(dossier, "anders"))
    if voorstel is not None and dossier.may_confirm:
        return NextAction(label=f"Bevestig: {label_in_sentence(Aanpak(voorstel.aanpak))}", confirms=True)
    if dossier.zaak.volgende_stap:
        return _step(dossier, Aanpak(dossier.zaak.volgende_stap), letters_href, messages_href)
    if dossier.pogingen and dossier.pogingen[-1].retour_op and not dossier.is_reached:
        return NextAction(label="Kies een andere aanpak", href=_page(dossier, "anders"))
    if waiting := _waits_until(dossier):
        return NextAction(label=f"Wacht op een antwoord tot en met {day_in_full(waiting)}", waits=True)
    return NextAction(label="Rond de zaak af", href=reverse("casework:afronden", args=[dossier.zaak.pk]))


def _waits_until(dossier: Dossier) -> date | None:
    """The last day on which an answer to what was written may come, when nobody was reached yet (R-OUT-2)."""
    if dossier.is_reached:
        return None
    days = timedelta(days=dossier.beleid.termijnen.schriftelijk_niet_bereikt_dagen - 1)
    written = [p.datum for p in dossier.pogingen if p.bereikt == Bereikt.ONBEKEND and p.soort in SCHRIFTELIJK]
    last = max(written, default=None)
    return last + days if last is not None and last + days >= dossier.today else None


def _step(dossier: Dossier, step: Aanpak, letters_href: str, messages_href: str) -> NextAction:
    if step is Aanpak.BRIEF and letters_href:
        announces = dossier.zaak.volgende_kondigt_aan
        return NextAction(
            label="Druk de aankondiging af" if announces else "Druk de brief af", href=letters_href
        )
    if step in (Aanpak.SMS, Aanpak.EMAIL) and messages_href:
        return NextAction(label="Verstuur het bericht", href=messages_href)
    said = {
        Aanpak.BELLEN: "Leg het telefoontje vast",
        Aanpak.SMS: "Leg de sms vast",
        Aanpak.EMAIL: "Leg de e-mail vast",
        Aanpak.BRIEF: "Leg de brief vast",
    }
    soort = CONTACT_OF_STEP[step]
    return NextAction(
        label=said.get(step, "Leg het huisbezoek vast"),
        href=f"{_page(dossier, 'poging')}?soort={soort.value}",
    )


def _page(dossier: Dossier, act: str) -> str:
    return reverse("casework:handeling", args=[dossier.zaak.pk, act])
