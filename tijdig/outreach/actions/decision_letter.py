"""The letter with the decision on schuldhulpverlening, to print and sign; nothing of it is kept here (R-UIT-6)."""

from datetime import date

from django.db import transaction

from tijdig.accounts.actors import Actor
from tijdig.accounts.models import Gemeente
from tijdig.accounts.rights import Right
from tijdig.audit.record import record
from tijdig.casework.models import Besluit, Vroegsignaalzaak
from tijdig.outreach.decisions import besluit_of, people_of, refusal_to_write, replaced_letter, template_of
from tijdig.outreach.letters.letter import Afzender, Letter, Unprintable, long_date
from tijdig.outreach.letters.render import render_letter
from tijdig.outreach.letters.templates import shipped_template
from tijdig.outreach.recipients import Obstacle
from tijdig.refusals import Refused, require
from tijdig.rules.terms import Besluitsoort


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
    soort, template = Besluitsoort(besluit.soort), template_of(besluit)
    if template is None:  # refused above
        raise Refused("Bij dit besluit hoort geen brief.")
    reason = motivering.strip()
    missing = soort is Besluitsoort.WEIGERING and not reason
    require(
        "Schrijf op waarom de inwoner geen hulp krijgt. Dat moet in het besluit staan." if missing else None
    )
    to = people_of(zaak)
    require(None if nummer < len(to) else "Er is geen volledig adres bekend. Maak de brief met de hand.")
    letter = Letter(
        sjabloon=shipped_template(template), afzender=_sender(zaak), geadresseerde=to[nummer].to,
        aanhef=to[nummer].aanhef, datum=besluit.op, kenmerk=zaak.kenmerk,
        velden={"besluitzin": _dated(besluit)},
        extra_alineas=tuple(part.strip() for part in reason.split("\n\n") if part.strip()),
    )  # fmt: skip
    try:
        pdf = render_letter(letter)
    except Unprintable as fault:
        raise Refused(f"De brief kan niet worden afgedrukt: {fault.reason}") from None
    Besluit.objects.filter(pk=besluit.pk, brief_op__isnull=True).update(brief_op=today)
    record("besluitbrief.gemaakt", subject=f"zaak:{zaak.pk}", by=by, ground="wgs.4a", dag=today.isoformat())
    return pdf


def _dated(besluit: Besluit) -> str:
    """The day of the decision; and when a letter of an earlier one was made, that it does not count any more."""
    said, before = f"Dit besluit is van {long_date(besluit.op)}.", replaced_letter(besluit)
    if before is None:
        return said
    return f"{said} Het komt in de plaats van ons besluit van {long_date(before.op)}. Dat besluit geldt niet meer."


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
