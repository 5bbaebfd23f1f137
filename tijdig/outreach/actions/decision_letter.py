"""The letter with the decision on schuldhulpverlening, to print and sign; nothing of it is kept here (R-UIT-6)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.models import Besluit, Vroegsignaalzaak, ZaakSignaal
from tijdig.outreach.letters.letter import Afzender, Letter, Unprintable
from tijdig.outreach.letters.render import render_letter
from tijdig.outreach.letters.templates import shipped_template
from tijdig.outreach.recipients import Kind, Obstacle, Recipient, recipients_of
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Besluitsoort

TEMPLATES = {
    Besluitsoort.PLAN_VAN_AANPAK: "besluit_plan_van_aanpak",
    Besluitsoort.WEIGERING: "besluit_weigering",
}


def refusal_to_write(zaak: Vroegsignaalzaak, besluit: Besluit | None) -> str | None:
    """Why there is no letter to make, in Dutch; None when there is."""
    if zaak.gewist_op:
        return "De gegevens van deze zaak zijn gewist. Er kan geen brief meer worden gemaakt."
    if besluit is None:
        return "Leg eerst in de zaak vast wat er is besloten."
    if Besluitsoort(besluit.soort) not in TEMPLATES:
        return "De inwoner zag zelf van hulp af. Daar hoort geen brief met een besluit bij."
    return None


@transaction.atomic
def make_besluitbrief(zaak_id: int, *, motivering: str, nummer: int = 0, today: date, by: Actor) -> bytes:
    """The letter as PDF, dated on the day of the decision. `nummer`: which of the people of the zaak it is for.

    Errors: Refused with what is missing.
    """
    zaak = Vroegsignaalzaak.objects.select_related("behandelaar").get(pk=zaak_id)
    besluit = besluit_of(zaak)
    require(by.refusal_without(Right.BRIEVEN_AFDRUKKEN), refusal_to_write(zaak, besluit))
    if besluit is None:  # refused above
        raise Refused("Leg eerst in de zaak vast wat er is besloten.")
    soort = Besluitsoort(besluit.soort)
    reason = motivering.strip()
    missing = soort is Besluitsoort.WEIGERING and not reason
    require(
        "Schrijf op waarom de inwoner geen hulp krijgt. Dat moet in het besluit staan." if missing else None
    )
    to = people_of(zaak)
    require(None if nummer < len(to) else "Er is geen volledig adres bekend. Maak de brief met de hand.")
    letter = Letter(
        sjabloon=shipped_template(TEMPLATES[soort]), afzender=_sender(zaak), geadresseerde=to[nummer].to,
        aanhef=to[nummer].aanhef, datum=besluit.op, kenmerk=zaak.kenmerk,
        extra_alineas=tuple(part.strip() for part in reason.split("\n\n") if part.strip()),
    )  # fmt: skip
    try:
        pdf = render_letter(letter)
    except Unprintable as fault:
        raise Refused(f"De brief kan niet worden afgedrukt: {fault.reason}") from None
    record("besluitbrief.gemaakt", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.4a", dag=today.isoformat())
    return pdf


def besluit_of(zaak: Vroegsignaalzaak) -> Besluit | None:
    """The decision of the closing in force."""
    return Besluit.objects.filter(afsluiting__zaak=zaak, afsluiting__heropend_op__isnull=True).first()


def people_of(zaak: Vroegsignaalzaak) -> Sequence[Recipient]:
    """To whom the decision can be sent: persons of the BRP and their curator; never to a name nobody confirmed."""
    rows = ZaakSignaal.objects.filter(zaak=zaak, vroegsignaal__toets__isnull=False).select_related(
        "vroegsignaal__partner", "vroegsignaal__toets__inwoner__curator"
    )
    found = recipients_of(list(rows))
    return [
        one for one in found if not isinstance(one, Obstacle) and one.kind in (Kind.INWONER, Kind.CURATOR)
    ]


def _sender(zaak: Vroegsignaalzaak) -> Afzender:
    gemeente, writer = Gemeente.objects.get(pk=zaak.gemeente_id), zaak.behandelaar
    phone = (writer.telefoon_direct if writer else "") or gemeente.telefoon
    email = (writer.email if writer else "") or gemeente.email
    require(None if phone and email else Obstacle.SENDER.value)
    return Afzender(
        gemeente=f"Gemeente {gemeente.naam}", afdeling=gemeente.afdeling,
        adresregels=tuple(line for line in (gemeente.adresregel1, gemeente.adresregel2) if line),
        medewerker=str(writer) if writer else gemeente.afdeling, telefoon=phone, email=email,
        openingstijden=gemeente.openingstijden, privacypagina=gemeente.privacypagina,
    )  # fmt: skip
