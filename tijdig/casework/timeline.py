"""One time line of a zaak: everything that happened, newest first, in words."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils import timezone

from tijdig.accounts.models import User
from tijdig.checks.models import Toets
from tijdig.rules.labels import euro, label, label_in_sentence
from tijdig.rules.notation import day_in_full, moment_in_full
from tijdig.rules.terms import (
    Aanpak,
    Bereikt,
    Bericht,
    BrpUitkomst,
    Contactsoort,
    Dagdeel,
    Eindresultaat,
    Houding,
    QuickFix,
    RedenGeenHulp,
    ShvUitkomst,
    Twijfelbesluit,
)

from .aftercare import handover_in_words, moments_after
from .dossier import Dossier
from .models import Afsluiting, Afspraak, Contactpoging, Weging
from .moments import Moment
from .rows import soort_in_words
from .weighing_words import facts_in_words, follows_in_words, rule_in_words

ICON_OF_CONTACT = {
    Contactsoort.HUISBEZOEK: "huisbezoek",
    Contactsoort.TELEFOON: "telefoon",
    Contactsoort.BRIEF: "brief",
    Contactsoort.KAART: "brief",
}
REACHED = {Bereikt.JA: "bereikt", Bereikt.NEE: "niet bereikt", Bereikt.ONBEKEND: "nog geen reactie"}


def timeline(
    dossier: Dossier, *, more: Iterable[Moment] = (), on_attempts: Mapping[int, str] | None = None
) -> list[Moment]:
    """Newest first. `more`: what later rooms add; `on_attempts`: what they say about an attempt (id → words)."""
    moments = [
        *_signals(dossier),
        *_checks(dossier),
        *_proposals(dossier),
        *_attempts(dossier, on_attempts or {}),
        *(_appointment(afspraak) for afspraak in dossier.afspraken),
        *_notes(dossier),
        *_closings(dossier),
        *moments_after(dossier.afsluitingen),
        *more,
    ]
    return sorted(moments, key=lambda m: (m.op, m.rank, m.at.timestamp() if m.at else 0), reverse=True)


def _signals(dossier: Dossier) -> Iterator[Moment]:
    for signaal in dossier.signalen:
        bericht = Bericht(signaal.bericht)
        what = "Signaal" if bericht is Bericht.VROEGSIGNAAL else label(bericht)
        soort = soort_in_words(signaal.soort)["label"].lower()
        yield Moment(
            op=signaal.ontvangen_op,
            rank=0,
            icon="signaal",
            kind="crisis" if signaal.crisis else "",
            title=f"{what}: {soort}, {euro(signaal.bedrag)}",
            who=f"{signaal.partner.naam}, oudste rekening van {day_in_full(signaal.vervaldatum)}",
            text="De partner vraagt om een warme overdracht." if signaal.warme_overdracht else "",
        )


def _checks(dossier: Dossier) -> Iterator[Moment]:
    for signaal in dossier.signalen:
        toets = getattr(signaal, "toets", None)
        if toets is not None:
            yield _check(toets, signaal.partner.kort)


def _check(toets: Toets, partner: str) -> Moment:
    shv = ShvUitkomst(toets.shv)
    told = [f"Schuldhulpverlening: {label_in_sentence(shv)}."]
    if toets.shv_professional:
        told.append(f"Contactpersoon: {toets.shv_professional}.")
    if toets.besluit:
        chosen = label_in_sentence(Twijfelbesluit(toets.besluit))
        told.append(f"Besluit van {toets.besluit_door or 'een medewerker'}: {chosen}.")
    return Moment(
        op=timezone.localdate(toets.op),
        at=toets.op,
        rank=1,
        icon="persoon",
        title=f"Controle in de BRP: {label_in_sentence(BrpUitkomst(toets.uitkomst))}",
        text=" ".join(told),
        who=f"Signaal van {partner}",
        why=tuple(filter(None, [*toets.redenen, toets.besluit_reden])),
    )


def _proposals(dossier: Dossier) -> Iterator[Moment]:
    for weging in dossier.wegingen:
        yield Moment(
            op=weging.dag,
            rank=2,
            icon="weging",
            title=f"Voorstel: {label_in_sentence(Aanpak(weging.aanpak))}",
            text=" ".join([*follows_in_words(weging), _decision(weging)]),
            who=_decided_by(weging),
            why=tuple(weging.redenen),
            why_version=rule_in_words(weging, dossier.beleid),
            facts=facts_in_words(weging.feiten),
        )


def _decision(weging: Weging) -> str:
    match weging.stand:
        case Weging.Stand.VOORGESTELD:
            return "Wacht op een besluit."
        case Weging.Stand.ANDERS:
            return (
                f"Anders besloten: {label_in_sentence(Aanpak(weging.besluit_aanpak))}. {weging.besluit_reden}"
            )
        case Weging.Stand.VERVALLEN:
            return "Vervallen, er is niet over besloten."
    return "Bevestigd."


def _decided_by(weging: Weging) -> str:
    if weging.besluit_op is None:
        return ""
    return f"{weging.besluit_door or 'Tijdig'}, {day_in_full(timezone.localtime(weging.besluit_op))}"


def _attempts(dossier: Dossier, said: Mapping[int, str]) -> Iterator[Moment]:
    for poging in dossier.pogingen:
        soort, bereikt = Contactsoort(poging.soort), Bereikt(poging.bereikt)
        yield Moment(
            op=poging.datum,
            at=poging.gemaakt_op if timezone.localdate(poging.gemaakt_op) == poging.datum else None,
            rank=3,
            icon=ICON_OF_CONTACT.get(soort, "bericht"),
            title=f"{label(soort)}: {REACHED[bereikt]}",
            text=" ".join(filter(None, [_reaction(poging), poging.notitie, said.get(poging.pk, "")])),
            who=_by(poging.door),
            spent=_effort(poging),
            poging=poging.pk,
        )


def _reaction(poging: Contactpoging) -> str:
    return f"De inwoner reageerde op {day_in_full(poging.reactie_op)}." if poging.reactie_op else ""


def _effort(poging: Contactpoging) -> str:
    part = label_in_sentence(Dagdeel(poging.dagdeel)) if poging.dagdeel else ""
    minutes = f"{poging.minuten} {'minuut' if poging.minuten == 1 else 'minuten'}" if poging.minuten else ""
    return ", ".join(filter(None, [part, minutes]))


APPOINTMENT = {
    Afspraak.Stand.GEPLAND: "Afspraak gepland",
    Afspraak.Stand.GEWEEST: "Afspraak: het gesprek is geweest",
    Afspraak.Stand.NIET_GEKOMEN: "Afspraak: de inwoner kwam niet",
    Afspraak.Stand.AFGEZEGD: "Afspraak afgezegd",
}


def _appointment(afspraak: Afspraak) -> Moment:
    when = timezone.localtime(afspraak.moment)
    return Moment(
        op=afspraak.gemaakt_op,
        rank=4,
        icon="klok",
        title=APPOINTMENT[Afspraak.Stand(afspraak.stand)],
        text=f"{moment_in_full(when)}. {afspraak.plaats}".strip(),
        who=_by(afspraak.door),
    )


def _notes(dossier: Dossier) -> Iterator[Moment]:
    for note in dossier.notities:
        yield Moment(
            op=timezone.localdate(note.op), at=note.op, rank=5, icon="notitie", title="Notitie",
            text=note.tekst or "De tekst is gewist.", who=_by(note.door),
        )  # fmt: skip


def _closings(dossier: Dossier) -> Iterator[Moment]:
    for closing in dossier.afsluitingen:
        result = Eindresultaat(closing.eindresultaat)
        yield Moment(
            op=closing.op, rank=6, icon="vink", title=f"Afgerond: {label_in_sentence(result)}",
            text=" ".join(_told_at_closing(closing)), who=_by(closing.door),
        )  # fmt: skip
        if closing.heropend_op:
            yield Moment(
                op=closing.heropend_op,
                rank=10,
                icon="let-op",
                title="Opnieuw geopend",
                text=closing.heropend_reden,
                who=_by(closing.heropend_door),
            )


def _told_at_closing(closing: Afsluiting) -> Iterator[str]:
    if closing.quick_fix:
        yield f"{label(QuickFix(closing.quick_fix))}."
    yield from _referral_of(closing)
    if closing.reden_geen_hulp:
        yield f"Reden: {label_in_sentence(RedenGeenHulp(closing.reden_geen_hulp))}."
    if closing.houding:
        yield f"Houding van de inwoner: {label_in_sentence(Houding(closing.houding))}."
    if closing.toelichting:
        yield closing.toelichting
    yield from _consent_of(closing)
    if closing.pauze_tot:
        yield f"De partner wacht met innen tot en met {day_in_full(closing.pauze_tot)}."


def _referral_of(closing: Afsluiting) -> Iterator[str]:
    if closing.naar:
        yield f"Verwezen naar {closing.naar}."
    if closing.reden_vrije_naam:
        yield f"Niet van de sociale kaart: {closing.reden_vrije_naam}"
    if closing.warme_overdracht:
        yield handover_in_words(getattr(closing, "overdracht", None))


def _consent_of(closing: Afsluiting) -> Iterator[str]:
    """To tell the partner; by whoever closed the zaak (R-TER-2)."""
    if closing.toestemming:
        yield f"De inwoner gaf schriftelijk toestemming: {closing.toestemming_document}."
    if closing.toestemming_ingetrokken_op:
        by = closing.toestemming_ingetrokken_door or "Tijdig"
        ended = day_in_full(closing.toestemming_ingetrokken_op)
        yield f"Die toestemming is ingetrokken op {ended}, vastgelegd door {by}."


def _by(user: User | None) -> str:
    return str(user) if user else "Tijdig"
