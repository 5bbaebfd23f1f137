"""Lines that were refused for what they say are signals for DDAS: not right, or a repeat (R-MON-9, R-ADM-1..5).

DDAS v1.2, EnumSignaalstatus: under the threshold, too young or too old, of a legal person. A line refused for how it
was written is none. They are read from the line as it was delivered, for as long as that is kept (R-BEW-1); in the
order of the pages they come first, under a number below nought.
"""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lower, RowNumber, Trim, TruncMonth

from tijdig.intake import layout
from tijdig.intake.again import AS_LAID_OUT
from tijdig.intake.case import Regel
from tijdig.intake.lines import LineReader
from tijdig.intake.models import Aanlevering, Aanleverregel, Vroegsignaal
from tijdig.policies import policy_on
from tijdig.rules.ddas_mapping import Signaalfeit
from tijdig.rules.feedback import TOLD_REFUSALS, result_of_refusal
from tijdig.rules.terms import Bericht, Oordeel, Reden, Signaalstatus

AT_ONCE = 2_000


def refused_lines(van: date, eerste: int, laatste: int) -> QuerySet[Aanleverregel]:
    """The last refusal of each signal, of which no better line came in the same month; newest first.

    `eerste`, `laatste`: between which numbers of the pages. A signal is never of after the day of its delivery.
    """
    lines = _told(van).filter(ruw__isnull=False).annotate(
        referentie=Trim(KeyTextTransform("referentie", "ruw")), soort=Lower(Trim(KeyTextTransform("soort", "ruw"))),
        maand=TruncMonth("aanlevering__dag", output_field=DateField()),
    )  # fmt: skip
    admitted = Vroegsignaal.objects.filter(
        partner=OuterRef("aanlevering__partner"), referentie=OuterRef("referentie"), soort=OuterRef("soort"),
        ontvangen_op__gte=OuterRef("maand"),
    ).annotate(ontvangen=TruncMonth("ontvangen_op", output_field=DateField()))  # fmt: skip
    same = [F("aanlevering__partner"), F("referentie"), F("soort"), F("maand")]
    latest = lines.filter(~Exists(admitted.filter(ontvangen=OuterRef("maand")))).annotate(
        keer=Window(RowNumber(), partition_by=same, order_by=F("pk").desc())
    )
    found: QuerySet[Aanleverregel] = latest.filter(keer=1, pk__lte=-eerste, pk__gte=-laatste).order_by("-pk")
    return found.select_related("aanlevering__partner")


def _told(van: date) -> QuerySet[Aanleverregel]:
    return Aanleverregel.objects.filter(
        oordeel=Oordeel.GEWEIGERD, codes__overlap=TOLD_REFUSALS, aanlevering__dag__gte=van
    )


def refused_and_erased(van: date, tot: date) -> int:
    """How many of them cannot go along any more: what was delivered is erased, only its day is known."""
    return _told(van).filter(Q(ruw__isnull=True), aanlevering__dag__lte=tot).count()


def refused_facts(gemeente: str, *, van: date, tot: date, eerste: int, laatste: int) -> Iterator[Signaalfeit]:
    """The facts of those of these months, as of a signal that was put aside on the day of its delivery."""
    if eerste >= 0:
        return
    kinds: dict[tuple[str, date], str] = {}
    lines = refused_lines(van, eerste, laatste).iterator(AT_ONCE)
    for _, together in groupby(lines, key=lambda line: line.aanlevering_id):
        reader: LineReader | None = None
        for line in together:
            reader = reader or _reader(line.aanlevering)
            regel = _read(reader, line)
            if regel is not None and van <= regel.geval.maand <= tot:
                yield _fact(gemeente, line, regel, kinds)


def _reader(aanlevering: Aanlevering) -> LineReader:
    return LineReader(AS_LAID_OUT, dag=aanlevering.dag, stappen=aanlevering.stappen)


def _read(reader: LineReader, line: Aanleverregel) -> Regel | None:
    """None: it cannot be read, or it is a message of the CAK, which is no vroegsignaal (R-PAR-4)."""
    raw: dict[str, Any] = line.ruw or {}
    gelezen = reader.read(line.nummer, [str(raw.get(name, "")) for name in layout.NAMES])
    regel = gelezen.regel
    return None if regel is None or regel.geval.gegevens.bericht is Bericht.CAK_WANBETALER else regel


def _fact(
    gemeente: str, line: Aanleverregel, regel: Regel, kinds: dict[tuple[str, date], str]
) -> Signaalfeit:
    gegevens, adres, dag = regel.geval.gegevens, regel.adres, line.aanlevering.dag
    kind = (gegevens.soort, gegevens.signaaldatum)
    if kind not in kinds:
        soort = policy_on(gegevens.signaaldatum, gemeente).signaalsoorten.get(gegevens.soort)
        kinds[kind] = soort.ddas if soort else ""
    return Signaalfeit(
        gemeente=gemeente, nummer=-line.pk, partner=kinds[kind],
        crisis=policy_on(dag, gemeente).termijnen.is_crisis(gegevens.bericht, gegevens.soort),
        warme_overdracht=regel.geval.warm, bedrag=regel.bedrag, vervaldatum=gegevens.vervaldatum,
        signaaldatum=gegevens.signaaldatum, status=Signaalstatus.TERZIJDE,
        afgedaan_als=result_of_refusal([Reden(code) for code in line.codes]), afgedaan_op=dag, maand=regel.geval.maand,
        bsn="", geslacht="", geboortedatum=regel.geboortedatum, postcode=adres.postcode, huisnummer=adres.huisnummer,
        toevoeging=f"{adres.huisletter}{adres.toevoeging}",
    )  # fmt: skip
