"""Zaken that came to an end, many at once, with something hostile in every place where people can write."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from tests import make
from tijdig.bulk import insert_rows, next_ids, refresh_statistics
from tijdig.casework.models import (
    Afsluiting,
    Afspraak,
    Besluit,
    Contactpoging,
    Notitie,
    Overdracht,
    Termijn,
    Vervolguitkomst,
    Vroegsignaalzaak,
    Weging,
    ZaakSignaal,
)
from tijdig.checks.models import Partnervraag, Toets
from tijdig.intake.models import Aanlevering, Aanleverregel, Vroegsignaal
from tijdig.partners.models import Signaalpartner
from tijdig.rules.outcome import REQUIRED
from tijdig.rules.terms import Eindresultaat, Reden, Vervolg, Vraagsoort

SECRET = "GEHEIM-ZWANGER-GOKT"
CLOSED_ON = make.TODAY - timedelta(days=3)
PAUSE = CLOSED_ON + timedelta(days=30)
HELP = {e: REQUIRED[e].hulptype for e in Eindresultaat if REQUIRED[e].hulptype}


@dataclass(frozen=True)
class End:
    """How a zaak ended. `reopened`: it was opened again afterwards; `accepted`: and help was accepted since.

    `offered`: an offer was made for the signal.
    """

    als: Eindresultaat
    toestemming: bool = False
    pauze: bool = False
    reopened: bool = False
    accepted: bool = False
    offered: bool = False
    later: tuple[Vervolg, ...] = ()
    withdrawn: tuple[Vervolg, ...] = ()  # of later: what was taken back, before anybody was told


def close(partner: Signaalpartner, *ends: End, op: date = CLOSED_ON) -> list[Vroegsignaal]:
    """One zaak with one signal per end; returns the signals in that order."""
    start = Vroegsignaal.objects.count()
    signals = _signals(partner, ends, op, start)
    zaken = many(
        Vroegsignaalzaak(
            gemeente_id="0505", kenmerk=f"T{start + i:09}", adres_sleutel=f"3311AA-{start + i}",
            maand=op.replace(day=1), ontvangen_op=op, geopend_op=op, aanpak="brief", straat=SECRET, woonplaats=SECRET,
            status="in_opvolging" if end.reopened else "afgerond",
            eindresultaat="" if end.reopened else end.als, afgerond_op=None if end.reopened else op,
        )
        for i, end in enumerate(ends)
    )  # fmt: skip
    many(
        ZaakSignaal(gemeente_id="0505", zaak=zaak, vroegsignaal=signal)
        for zaak, signal in zip(zaken, signals, strict=True)
    )
    many(
        Afsluiting(
            gemeente_id="0505", zaak=zaak, eindresultaat=end.als, op=op, toestemming=end.toestemming,
            toestemming_document=SECRET if end.toestemming else "", toelichting=SECRET, verwezen_naar=SECRET,
            hulptype=HELP.get(end.als, ""), reden_geen_hulp="nu_niet", reden_vrije_naam=SECRET,
            pauze_tot=PAUSE if end.pauze else None, heropend_op=op if end.reopened else None,
            heropend_reden=SECRET if end.reopened else "",
        )
        for zaak, end in zip(zaken, ends, strict=True)
    )  # fmt: skip
    many(
        Termijn(gemeente_id="0505", zaak=zaak, soort="incassopauze", start=op, uiterlijk=PAUSE)
        for zaak, end in zip(zaken, ends, strict=True)
        if end.reopened and end.accepted
    )
    _write_after(zaken, ends, op)
    _write_about(zaken)
    refresh_statistics(Vroegsignaal, Toets, Vroegsignaalzaak, ZaakSignaal, Afsluiting, Vervolguitkomst)
    return signals


def refuse(partner: Signaalpartner, *codes: Reden, op: date = CLOSED_ON) -> list[Aanleverregel]:
    """One line per code that was refused at the door, with something hostile in all that was delivered."""
    aanlevering = Aanlevering.objects.create(
        gemeente_id="0505", partner=partner, dag=op, kanaal="upload", formaat="csv", grootte=1, sha256="0" * 64,
        regels=len(codes), geweigerd=len(codes), door="systeem", bestandsnaam=SECRET,
    )  # fmt: skip
    lines = many(
        Aanleverregel(
            gemeente_id="0505", aanlevering=aanlevering, nummer=i, oordeel="geweigerd", codes=[code],
            redenen=[{"uitleg": SECRET}],
            ruw={"referentie": f"R-9{partner.pk:03}{i:07}", "soort": "huur", "achternaam": SECRET},
        )
        for i, code in enumerate(codes)
    )  # fmt: skip
    refresh_statistics(Aanlevering, Aanleverregel)
    return lines


def doubt(partner: Signaalpartner, *asked: Vraagsoort, op: date = CLOSED_ON) -> list[Partnervraag]:
    """One doubtful signal per question to the partner; each was asked something else before, and answered."""
    start = Vroegsignaal.objects.count()
    signals = _signals(partner, [End(Eindresultaat.ANDERE_REDEN, reopened=True)] * len(asked), op, start)
    ids = [signal.pk for signal in signals]
    Vroegsignaal.objects.filter(pk__in=ids).update(status="twijfel")
    Toets.objects.filter(vroegsignaal__in=ids).update(besluit="vraag_aan_partner", besluit_op=timezone.now())
    many(
        Partnervraag(gemeente_id="0505", vroegsignaal=signal, vraag=vraag, gesteld_op=op, antwoord="gegeven",
                     antwoord_tekst=SECRET, beantwoord_op=op)
        for signal, vraag in zip(signals, asked, strict=True)
    )  # fmt: skip
    questions = many(
        Partnervraag(gemeente_id="0505", vroegsignaal=signal, vraag=vraag, gesteld_op=op)
        for signal, vraag in zip(signals, asked, strict=True)
    )
    refresh_statistics(Vroegsignaal, Toets, Partnervraag)
    return questions


def many(rows: Iterable[Model]) -> list[Any]:
    """Write many rows of one table with COPY; a hundred thousand are no trouble."""
    made = list(rows)
    if not made:
        return made
    model = type(made[0])
    fields = [field for field in model._meta.concrete_fields if not field.has_db_default()]
    for row, pk in zip(made, next_ids(model, len(made)), strict=True):
        row.pk, row._state.adding = pk, False
    insert_rows(
        model, [field.name for field in fields], ([field.pre_save(row, add=True) for field in fields] for row in made)
    )  # fmt: skip
    return made


def _write_after(zaken: Sequence[Vroegsignaalzaak], ends: Sequence[End], op: date) -> None:
    """What came later, a warm handover and a decision, with something hostile in every text."""
    closings = {row.zaak_id: row for row in Afsluiting.objects.filter(zaak__in=zaken)}
    pairs = [(closings[zaak.pk], end) for zaak, end in zip(zaken, ends, strict=True)]
    many(
        Vervolguitkomst(
            gemeente_id="0505",
            afsluiting=row,
            soort=soort,
            op=op,
            toelichting=SECRET,
            vervallen_op=op if soort in end.withdrawn else None,
            vervallen_reden=SECRET,
        )
        for row, end in pairs
        for soort in end.later
    )
    many(
        Overdracht(gemeente_id="0505", afsluiting=row, toestemming_op=op, toestemming_hoe="schriftelijk",
                   document=SECRET, aan=SECRET)
        for row, _ in pairs
    )  # fmt: skip
    many(
        Besluit(gemeente_id="0505", afsluiting=row, soort="weigering", op=op, vervallen_reden=SECRET)
        for row, _ in pairs
    )


def reopen(signal: Vroegsignaal) -> Vroegsignaalzaak:
    """The zaak of this signal, opened again."""
    zaak = Vroegsignaalzaak.objects.get(zaaksignalen__vroegsignaal=signal)
    Afsluiting.objects.filter(zaak=zaak).update(heropend_op=make.TODAY, heropend_reden="belt toch")
    Vroegsignaalzaak.objects.filter(pk=zaak.pk).update(
        status="in_opvolging", eindresultaat="", afgerond_op=None
    )
    return zaak


def _signals(partner: Signaalpartner, ends: Sequence[End], op: date, start: int) -> list[Vroegsignaal]:
    first = make.signaal(partner, "9999ZZ-1", ontvangen=op, maand=date(2020, 1, 1))
    signals = many(
        Vroegsignaal(
            gemeente_id="0505", partner=partner, aanlevering=first.aanlevering, regelnummer=start + i + 10**6,
            referentie=f"R-{start + i}", soort="huur", postcode="3311AA", huisnummer=start + i,
            adres_sleutel=f"3311AA-{start + i}", bedrag=50_000, vervaldatum=op - timedelta(days=60), signaaldatum=op,
            maand=op.replace(day=1), ontvangen_op=op, achternaam=SECRET, voorletters=SECRET, bedrijfsnaam=SECRET,
            straat=SECRET, woonplaats=SECRET, telefoon="0612345678", email=f"{SECRET}@example.nl", status="in_zaak",
            afgedaan_als="" if end.reopened else end.als, afgedaan_op=None if end.reopened else op,
            opgepakt_op=op if end.offered else None,
        )
        for i, end in enumerate(ends)
    )  # fmt: skip
    many(
        Toets(
            gemeente_id="0505", vroegsignaal=signal, uitkomst="gevonden_exact", zekerheid="zeker", op=timezone.now(),
            redenen=[SECRET], kandidaten=[{"naam": SECRET}], straat=SECRET, woonplaats=SECRET, andere_gemeente="0599",
            shv_professional=SECRET, besluit_reden=SECRET,
        )
        for signal in signals
    )  # fmt: skip
    return signals


def _write_about(zaken: Sequence[Vroegsignaalzaak]) -> None:
    """Free text of every kind on each zaak."""
    day, now = make.TODAY, timezone.now()
    many(
        Contactpoging(gemeente_id="0505", zaak=zaak, soort="telefoon", datum=day, notitie=SECRET)
        for zaak in zaken
    )
    many(Notitie(gemeente_id="0505", zaak=zaak, tekst=SECRET) for zaak in zaken)
    many(Afspraak(gemeente_id="0505", zaak=zaak, moment=now, plaats=SECRET, gemaakt_op=day) for zaak in zaken)
    many(
        Weging(gemeente_id="0505", zaak=zaak, dag=day, feiten={}, kader="k", regel="r", aanpak="brief", bakje="b",
               stand="anders", redenen=[SECRET], besluit_reden=SECRET, besluit_op=now)
        for zaak in zaken
    )  # fmt: skip
