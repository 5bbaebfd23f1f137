"""Write what the BRP said about a batch of signals: one statement per table (ADR 5)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tijdig import sealed
from tijdig.accounts.actors import Actor
from tijdig.audit.models import AuditEvent
from tijdig.bulk import insert_rows, update_rows
from tijdig.connectors.brp.persons import Persoon
from tijdig.intake.models import Vroegsignaal
from tijdig.policies import policy_on
from tijdig.rules.brp_outcome import FOLLOW_UP, Vervolg, follow_up, may_be_minor
from tijdig.rules.feiten import ONBEKEND, leeftijdsklasse
from tijdig.rules.residence import residence_of
from tijdig.rules.terms import BrpUitkomst, Signaalstatus, Verblijfsrecht

from .asking import Bevinding, Vraag
from .models import BagAdres, Doorzending, Inwoner, Toets
from .picture import address_of
from .shv import read_shv_list

DAY_SECONDS = 24 * 3600
PAUSES = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))

INWONER_FIELDS = (
    "gemeente", "bsn_zegel", "bsn_kenmerk", "voorletters", "voorvoegsel", "geslachtsnaam", "geslacht",
    "geboortedatum", "aanhef", "aanschrijfnaam", "adresregel1", "adresregel2", "geheimhouding", "curatele",
    "overleden", "minderjarig", "gecontroleerd_op", "verblijfsrecht", "handmatig",
)  # fmt: skip
FLAGS = ("geheimhouding", "curatele", "overleden", "minderjarig")
REACH = ("curatele", "overleden", "minderjarig")  # what decides how somebody may be reached (R-BRP-5, -6, -8)
NOT_ASKED = Verblijfsrecht.NIET_GEVRAAGD
AS_FOUND = {
    name: f"excluded.{name}"
    for name in INWONER_FIELDS
    if name not in ("gemeente", "bsn_zegel", "bsn_kenmerk")
}
# What somebody writes down by hand adds to what the BRP itself said, and takes nothing of it away (R-BRP-1).
AS_WRITTEN = {
    **AS_FOUND,
    **{
        name: f"excluded.{name} or (checks_inwoner.{name} and not checks_inwoner.handmatig)" for name in FLAGS
    },
    "verblijfsrecht": f"case when excluded.verblijfsrecht = '{NOT_ASKED}' then checks_inwoner.verblijfsrecht "
    "else excluded.verblijfsrecht end",
    "handmatig": "checks_inwoner.handmatig",
}


def _renewed(columns: Mapping[str, str]) -> str:
    """The assignments for somebody who is known already; a change of reach is noted for their zaken."""
    changed = " or ".join(f"checks_inwoner.{name} <> ({columns[name]})" for name in REACH)
    noted = {"bereik_gewijzigd": f"checks_inwoner.bereik_gewijzigd or {changed}"}
    return ", ".join(f"{name} = {value}" for name, value in {**columns, **noted}.items())


RENEWED, RENEWED_BY_HAND = map(_renewed, (AS_FOUND, AS_WRITTEN))
TOETS_FIELDS = (
    "gemeente", "vroegsignaal", "uitkomst", "zekerheid", "redenen", "kandidaten", "inwoner", "adres_sleutel",
    "straat", "huisnummer", "postcode", "woonplaats", "wijk", "kinderen", "leeftijdsklasse", "briefadres",
    "andere_gemeente", "shv", "shv_professional", "pogingen", "volgende_poging", "op", "besluit", "besluit_reden",
)  # fmt: skip
TOETS_RENEWED = ", ".join(
    f"{name} = excluded.{name}"
    for name in ("inwoner_id" if name == "inwoner" else name for name in TOETS_FIELDS)
    if name not in ("gemeente", "vroegsignaal")
)

STATUS_AFTER = {
    Vervolg.ZAAK: Signaalstatus.GECONTROLEERD,
    Vervolg.TWIJFEL: Signaalstatus.TWIJFEL,
    Vervolg.TERZIJDE: Signaalstatus.TERZIJDE,
    Vervolg.OPNIEUW: Signaalstatus.CONTROLE_MISLUKT,
}


def write_findings(
    findings: Sequence[Bevinding], vragen: Mapping[int, Vraag], *, gemeente_code: str, moment: datetime, today: date,
    by: Actor,
) -> None:  # fmt: skip
    """Persons, checks, the state of the signals, what is sent on, and the trail. In the caller's transaction."""
    if not findings:
        return
    kept = [finding.persoon for finding in findings if finding.persoon and _is_kept(finding)]
    prints = {person.bsn: sealed.fingerprint(person.bsn) for person in kept}
    persons = save_persons(kept, prints, gemeente_code=gemeente_code, today=today)
    lijst = read_shv_list(prints.values(), today=today, gemeente_code=gemeente_code)
    tries = dict(
        Toets.objects.filter(vroegsignaal__among=[f.signaal for f in findings]).values_list(
            "vroegsignaal_id", "pogingen"
        )
    )
    keys = bag_keys(finding.persoon.nummeraanduiding for finding in findings if finding.persoon)
    homes = {finding.signaal: home_of(finding.persoon, vragen[finding.signaal], keys) for finding in findings}
    bag = _bag({home["adres_sleutel"] for home in homes.values()})
    rows = [
        _toets_row(finding, gemeente_code, persons, homes[finding.signaal], bag, tries.get(finding.signaal, 0),
                   moment, today,
                   lijst.standing(prints.get(finding.persoon.bsn, "") if finding.persoon else ""))
        for finding in findings
    ]  # fmt: skip
    insert_rows(Toets, TOETS_FIELDS, rows, on_conflict=f"(vroegsignaal_id) do update set {TOETS_RENEWED}")
    _move_signals(findings, homes, today)
    _send_on(findings, gemeente_code)
    _trail(findings, gemeente_code, by)


def _is_kept(finding: Bevinding) -> bool:
    """Of somebody who is no resident here no BSN is kept (AVG art. 5 lid 1 c)."""
    return follow_up(finding.uitkomst, finding.zekerheid) is not Vervolg.TERZIJDE


def save_persons(
    persons: Sequence[Persoon],
    prints: Mapping[str, str],
    *,
    gemeente_code: str,
    today: date,
    by_hand: bool = False,
    verblijfsrecht: Verblijfsrecht = NOT_ASKED,
) -> dict[str, int]:
    """Keep these persons, once each, BSN sealed; `prints`: its fingerprint. Returns the id of the Inwoner per BSN.

    `by_hand`: looked up by a person, with what they say of `verblijfsrecht`; a flag that the BRP set stays then.
    """
    beleid = policy_on(today, gemeente_code).verblijfsrecht
    renewed = RENEWED_BY_HAND if by_hand else RENEWED
    unique = sorted({person.bsn: person for person in persons}.items())
    seals = sealed.seal_many([bsn for bsn, _ in unique])
    insert_rows(
        Inwoner,
        INWONER_FIELDS,
        [
            (
                *_inwoner_row(person, seal, prints[bsn], gemeente_code, today),
                verblijfsrecht if by_hand else residence_of(person.verblijfstitel, beleid),
                by_hand,
            )
            for (bsn, person), seal in zip(unique, seals, strict=True)
        ],
        on_conflict=f"(gemeente_id, bsn_kenmerk) where bsn_kenmerk <> '' do update set {renewed}",
    )
    ids = dict(Inwoner.objects.filter(bsn_kenmerk__among=prints.values()).values_list("bsn_kenmerk", "pk"))
    return {bsn: ids[print_] for bsn, print_ in prints.items()}


def _inwoner_row(person: Persoon, seal: str, print_: str, gemeente_code: str, today: date) -> tuple[Any, ...]:
    return (
        gemeente_code, seal, print_, person.voorletters[:60], person.voorvoegsel[:20],
        person.geslachtsnaam[:200], person.geslacht[:1], person.geboortedatum[:10], person.aanhef[:250],
        (person.aanschrijfwijze or person.volledige_naam)[:250], person.adresregel1[:120], person.adresregel2[:120],
        person.geheimhouding, person.curatele, person.overleden,
        may_be_minor(person.geboortedatum, person.leeftijd, today) is True, today,
    )  # fmt: skip


def home_of(person: Persoon | None, vraag: Vraag, keys: Mapping[str, str]) -> dict[str, str]:
    """Where the person lives: as the BRP says, else as the partner delivered it."""
    found = home_of_person(person, keys) if person else {}
    if found:
        return found
    adres = vraag.adres
    return {"adres_sleutel": adres.sleutel, "straat": "", "postcode": adres.postcode, "woonplaats": "",
            "huisnummer": written_number(adres.huisnummer, adres.huisletter, adres.toevoeging)}  # fmt: skip


def home_of_person(person: Persoon, keys: Mapping[str, str]) -> dict[str, str]:
    """The address that the BRP gives, as columns of Toets; empty when it gives none. `keys`: see `bag_keys`."""
    lives = address_of(person)
    if lives is None:
        return {}
    return {
        "adres_sleutel": keys.get(person.nummeraanduiding, lives.sleutel),
        "straat": (person.straat or person.straat_kort)[:120],
        "huisnummer": written_number(person.huisnummer, person.huisletter, person.toevoeging),
        "postcode": lives.postcode,
        "woonplaats": person.woonplaats[:80],
    }


def written_number(number: int, letter: str, addition: str) -> str:
    """House number as people write it: '12 A-3'."""
    suffix = f" {letter}" if letter else ""
    return f"{number}{suffix}{f'-{addition}' if addition else ''}"[:30]


def bag_keys(nummeraanduidingen: Iterable[str]) -> dict[str, str]:
    """The one key of each of these addresses, as the list of the gemeente writes it (R-MAT-1).

    So an address that the BRP spells in another way than a partner is one address. An id with two keys has none here.
    """
    wanted = set(nummeraanduidingen) - {""}
    found: dict[str, set[str]] = {}
    if wanted:
        rows = BagAdres.objects.filter(nummeraanduiding_id__among=wanted)
        for bag_id, sleutel in rows.values_list("nummeraanduiding_id", "sleutel"):
            found.setdefault(bag_id, set()).add(sleutel)
    return {bag_id: next(iter(keys)) for bag_id, keys in found.items() if len(keys) == 1}


def _bag(sleutels: set[str]) -> dict[str, tuple[str, str, str]]:
    rows = BagAdres.objects.filter(sleutel__among=sleutels).values_list(
        "sleutel", "straat", "woonplaats", "wijk"
    )
    return {sleutel: (straat, woonplaats, wijk) for sleutel, straat, woonplaats, wijk in rows}


def _toets_row(
    finding: Bevinding, gemeente_code: str, persons: Mapping[str, int], home: Mapping[str, str],
    bag: Mapping[str, tuple[str, str, str]], tries: int, moment: datetime, today: date, shv: tuple[str, str],
) -> tuple[Any, ...]:  # fmt: skip
    person = finding.persoon
    straat, woonplaats, wijk = bag.get(home["adres_sleutel"], ("", "", ""))
    failed = finding.uitkomst is BrpUitkomst.CONTROLE_MISLUKT
    pause = moment + _pause(finding, tries) if failed else None
    elsewhere = person.gemeente if person and finding.uitkomst is BrpUitkomst.GEEN_INWONER else ""
    # Only whoever must decide is shown people; a sure outcome needs no second copy of them.
    doubtful = follow_up(finding.uitkomst, finding.zekerheid) is Vervolg.TWIJFEL
    return (
        gemeente_code, finding.signaal, finding.uitkomst.value, finding.zekerheid.value, list(finding.redenen),
        [shown(candidate) for candidate in finding.kandidaten] if doubtful else [],
        persons.get(person.bsn) if person else None,
        home["adres_sleutel"], home["straat"] or straat, home["huisnummer"], home["postcode"],
        home["woonplaats"] or woonplaats, wijk, finding.kinderen, age_class(person, today),
        bool(person and person.functie_adres == "B"), elsewhere, *shv, tries + 1, pause, moment,
        "", "",
    )  # fmt: skip


def _pause(finding: Bevinding, tries: int) -> timedelta:
    """Longer each time, and never shorter than the BRP asked for; it is asked at least once a day."""
    asked = timedelta(seconds=min(finding.niet_voor, DAY_SECONDS))
    return max(PAUSES[min(tries, len(PAUSES) - 1)], asked)


def shown(person: Persoon) -> dict[str, Any]:
    """A candidate as the doubt page shows it. The BSN goes in sealed, so that a choice can be kept."""
    return {
        "zegel": sealed.seal(person.bsn), "naam": person.volledige_naam, "voorletters": person.voorletters,
        "voorvoegsel": person.voorvoegsel, "geslachtsnaam": person.geslachtsnaam,
        "partner": " ".join(filter(None, [person.partner_voorvoegsel, person.partner_geslachtsnaam])),
        "geboortedatum": person.geboortedatum, "geslacht": person.geslacht, "leeftijd": person.leeftijd,
        "adres": person.adresregel1, "plaats": person.adresregel2, "overleden": person.overleden,
        "curatele": person.curatele, "in_onderzoek": person.adres_in_onderzoek, "geheimhouding": person.geheimhouding,
        "niet_op_adres": person.verblijft_niet_op_adres,
    }  # fmt: skip


def age_class(person: Persoon | None, today: date) -> str:
    """The age class by which is weighed and counted; empty unless the whole birth date is known."""
    try:
        found = leeftijdsklasse(date.fromisoformat(person.geboortedatum if person else ""), today)
    except ValueError:
        return ""
    return "" if found == ONBEKEND else found


def _move_signals(findings: Sequence[Bevinding], homes: Mapping[int, Mapping[str, str]], today: date) -> None:
    """Each signal goes on, waits, or ends; from here on it is joined at the address where the person lives."""
    rows = []
    for finding in findings:
        vervolg = follow_up(finding.uitkomst, finding.zekerheid)
        settled = FOLLOW_UP[finding.uitkomst].resultaat if vervolg is Vervolg.TERZIJDE else None
        rows.append((finding.signaal, STATUS_AFTER[vervolg].value, homes[finding.signaal]["adres_sleutel"],
                     settled.value if settled else "", today if settled else None))  # fmt: skip
    update_rows(Vroegsignaal, "id", ("status", "adres_sleutel", "afgedaan_als", "afgedaan_op"), rows)


def _send_on(findings: Sequence[Bevinding], gemeente_code: str) -> None:
    """Who lives in another gemeente: put ready to be sent on without delay (R-BRP-7). Source: Awb 2:3."""
    rows = [
        (gemeente_code, finding.signaal, finding.persoon.gemeente if finding.persoon else "", "", "")
        for finding in findings
        if finding.uitkomst is BrpUitkomst.GEEN_INWONER
    ]
    insert_rows(
        Doorzending, ("gemeente", "vroegsignaal", "naar", "wijze", "door"), rows, on_conflict="do nothing"
    )


def _trail(findings: Sequence[Bevinding], gemeente_code: str, by: Actor) -> None:
    """Each question to the BRP is on record: which kinds, about which signal, by whom (R-BRP-2, R-BEW-4)."""
    insert_rows(
        AuditEvent,
        ("gemeente", "by", "what", "subject", "ground", "detail"),
        [
            (gemeente_code, str(by), "brp.bevraagd", f"signaal:{finding.signaal}", "wgs.8b",
             {"vragen": ",".join(finding.vragen), "uitkomst": finding.uitkomst.value})
            for finding in findings
            if finding.vragen
        ],
    )  # fmt: skip
