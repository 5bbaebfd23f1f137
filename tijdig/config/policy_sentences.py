"""What each value of policy says, as a sentence: from the value the rules work with, not from the text of the file."""

from collections.abc import Callable, Iterable, Iterator

from tijdig.policies import Beleid
from tijdig.policies.schemas import WEEKDAYS
from tijdig.rules.admission_policy import STAP_IN_WOORDEN, Signaalsoort
from tijdig.rules.condition_kinds import spaced
from tijdig.rules.labels import code_in_words, euro, label, label_in_sentence
from tijdig.rules.sequence import Stap, Stapvoorwaarde
from tijdig.rules.terms import Bericht
from tijdig.rules.visits import time_of

from .policy_of_consulting import asking, grounds, titles
from .policy_of_figures import Said, comparing, counting, day_in_words

IF_KNOWN = {
    Stapvoorwaarde.TELEFOON_BEKEND: "als er een telefoonnummer is",
    Stapvoorwaarde.EMAIL_BEKEND: "als er een e-mailadres is",
}


def soort_in_words(soort: str) -> str:
    """A signaalsoort as a title: 'cak_eigen_bijdrage' → 'Cak eigen bijdrage'."""
    return code_in_words(soort)


def _amounts(beleid: Beleid) -> Iterator[Said]:
    drempel = beleid.drempelbedrag
    yield (
        "bedrag",
        "Drempelbedrag",
        f"Een signaal onder {euro(drempel.bedrag)} wordt geweigerd."
        if drempel.bedrag
        else "Er is geen drempelbedrag.",
    )
    several = drempel.bij_meerdere
    text = f"Dan geldt {euro(several)}." if several is not None else "Dan geldt geen ander bedrag."
    yield "bij_meerdere", "Als meer partners hetzelfde adres melden", text
    per_soort = ", ".join(f"{spaced(s)} {euro(bedrag)}" for s, bedrag in drempel.per_soort.items())
    yield "per_soort", "Drempelbedrag per soort", f"{per_soort}."
    yield "berichten", "Waar het drempelbedrag voor geldt", _only(drempel.berichten)


def _only(berichten: Iterable[Bericht]) -> str:
    return f"Alleen voor: {', '.join(label_in_sentence(bericht) for bericht in sorted(berichten))}."


def _ages(beleid: Beleid) -> Iterator[Said]:
    for soort, ouderdom in beleid.achterstand.per_soort.items():
        parts = [f"Minstens {ouderdom.min_dagen} dagen oud"]
        parts += [f"hoogstens {ouderdom.max_dagen} dagen"] if ouderdom.max_dagen else []
        parts += [f"minstens {ouderdom.min_termijnen} termijnen"] if ouderdom.min_termijnen else []
        parts += [f"minstens {euro(ouderdom.min_bedrag)}"] if ouderdom.min_bedrag else []
        yield f"soorten.{soort}", f"Achterstand bij {spaced(soort)}", ", ".join(parts) + "."
    yield "berichten", "Waar deze grenzen voor gelden", _only(beleid.achterstand.berichten)


def _collection(beleid: Beleid) -> Iterator[Said]:
    for soort, plicht in beleid.sociale_incasso.per_soort.items():
        steps = ", ".join(STAP_IN_WOORDEN[stap] for stap in plicht.vereist)
        objection = (
            " Heeft de klant bezwaar, dan mag het signaal niet komen." if plicht.bezwaar_sluit_uit else ""
        )
        yield (
            f"soorten.{soort}",
            soort_in_words(soort),
            f"{steps.capitalize()}.{objection}",
        )
    yield "berichten", "Waar deze stappen voor gelden", _only(beleid.sociale_incasso.berichten)


def _soorten(beleid: Beleid) -> Iterator[Said]:
    for code, soort in beleid.signaalsoorten.items():
        yield code, soort_in_words(code), f"{soort.omschrijving}. Grond: {soort.grondslag}. {_where(soort)}"


def _where(soort: Signaalsoort) -> str:
    where = "Voor alle gemeenten."
    if soort.gemeenten is not None:
        where = f"Alleen voor gemeenten die meedoen aan het experiment: {', '.join(soort.gemeenten) or 'nu geen'}."
    return f"{where} Tot en met {day_in_words(soort.geldig_tot)}." if soort.geldig_tot else where


def _days(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}en"


def _terms(beleid: Beleid) -> Iterator[Said]:
    t = beleid.termijnen
    yield "hulpaanbod", "Hulp aanbieden", f"Binnen {t.hulpaanbod_dagen} dagen."
    yield "eerste_gesprek", "Eerste gesprek", f"Binnen {t.eerste_gesprek_dagen} dagen."
    yield (
        "bedreigende_situatie",
        "Eerste gesprek bij een crisis",
        f"Binnen {t.bedreigende_situatie_werkdagen} werkdagen.",
    )
    crisis = [label_in_sentence(bericht) for bericht in sorted(t.crisis_berichten)]
    crisis += [
        f"{label_in_sentence(bericht)}, alleen bij {' en '.join(map(spaced, sorted(soorten)))}"
        for bericht, soorten in t.crisis_per_soort.items()
    ]
    yield "crisis", "Wat een crisis is", "; ".join(crisis).capitalize() + "."
    free = ", ".join(map(day_in_words, sorted(t.vrije_dagen)))
    text = f"Tellen niet als werkdag: {free}." if free else "Tellen als gewone werkdag."
    yield "gelijkgestelde_dagen", "Dagen die de overheid gelijkstelt met een feestdag", text
    yield (
        "incassopauze",
        "Pauze van de incasso",
        f"{t.incassopauze_dagen} dagen, als de inwoner hulp aanneemt.",
    )
    silent = f"Na {t.schriftelijk_niet_bereikt_dagen} dagen geldt een brief of bericht als niet bereikt."
    yield "schriftelijk_niet_bereikt", "Geen antwoord", silent
    yield "shv_nazorg", "Nazorg", f"Tot {t.shv_nazorg_maanden} maanden na het einde van schuldhulpverlening."
    repeat = f"Dezelfde schuld wordt binnen {t.herhaling_dagen} dagen niet nog eens opgepakt."
    yield "herhaling", "Herhaalde melding", repeat
    yield (
        "terugkoppeling",
        "Terugkoppeling aan de partner",
        f"Binnen {_days(t.terugkoppeling_werkdagen, 'werkdag')} na het feit.",
    )


def _own_terms(beleid: Beleid) -> Iterator[Said]:
    t = beleid.termijnen
    yield (
        "beschikking",
        "Beschikking in deze gemeente",
        f"Binnen {t.beschikking_dagen} dagen na het eerste gesprek.",
    )
    ends = (
        "Telt hier als crisis."
        if Bericht.EINDELEVERING in t.crisis_berichten
        else "Telt hier niet als crisis."
    )
    yield "eindelevering_als_crisis", "Einde van de levering van energie", ends


def _matching(beleid: Beleid) -> Iterator[Said]:
    m = beleid.matching
    yield (
        "opeenvolgend",
        "Opeenvolgend",
        f"Een signaal binnen {m.opeenvolgend_maanden} maanden na het vorige.",
    )
    yield "recidive", "Recidive", f"Een nieuw signaal binnen {m.recidive_maanden} maanden."


def _steps(beleid: Beleid) -> Iterator[Said]:
    for aanpak, stappen in beleid.sequentie.items():
        yield aanpak.value, label(aanpak), "; daarna ".join(map(_step, stappen)).capitalize() + "."


def _announcing(beleid: Beleid) -> Iterator[Said]:
    a = beleid.aankondiging
    ahead = _days(a.brief_vooraf, "werkdag")
    yield "brief_vooraf", "Brief voor een huisbezoek", f"Gaat minstens {ahead} voor het bezoek weg."
    also = _days(a.contact_na_brief, "werkdag")
    yield (
        "contact_na_brief",
        "Ook bellen of mailen vooraf",
        f"{also} na de brief, als het afwegingskader dat zegt.".capitalize(),
    )
    yield (
        "vervolg",
        "Vervolg van het afwegingskader",
        f"{_days(a.vervolg, 'werkdag')} na de stap ervoor.".capitalize(),
    )
    soon = _days(a.vervolg_bij_crisis, "werkdag")
    yield "vervolg_bij_crisis", "Vervolg in een bedreigende situatie", f"Uiterlijk {soon} na de stap ervoor."


def _step(stap: Stap) -> str:
    when = f"na {_days(stap.na_werkdagen, 'werkdag')}" if stap.na_werkdagen else "meteen"
    conditions = " en ".join(IF_KNOWN[als] for als in sorted(stap.als))
    return " ".join(part for part in (when, label_in_sentence(stap.aanpak), conditions) if part)


def _hours(beleid: Beleid) -> Iterator[Said]:
    venster = beleid.verzendvenster
    yield "uren", "Uren", f"Van {venster.van:%H.%M} tot {venster.tot:%H.%M} uur. Wat later klaar is, wacht."
    days = ", ".join(WEEKDAYS[day] for day in sorted(venster.dagen))
    yield "dagen", "Dagen", f"{days.capitalize()}. Nooit op een feestdag."


def _feedback(beleid: Beleid) -> Iterator[Said]:
    for resultaat, regel in beleid.terugkoppeling.regels.items():
        consent = " Alleen met schriftelijke toestemming." if regel.toestemming_nodig else ""
        yield resultaat.value, label(resultaat), f"“{regel.tekst}”{consent}"


def _times(beleid: Beleid) -> Iterator[Said]:
    for aanpak, minutes in beleid.capaciteit.items():
        yield aanpak.value, label(aanpak), f"{hours_in_words(minutes)}."


def _costs(beleid: Beleid) -> Iterator[Said]:
    yield "uurtarief", "Een uur werk", f"Telt in de cijfers als {euro(beleid.inzet.uurtarief)}."
    yield "werkweek", "Een volle werkweek", f"{hours_in_words(beleid.inzet.werkweek)}."
    if beleid.inzet.budget is not None:
        yield "budget", "Budget voor vroegsignalering", f"{euro(beleid.inzet.budget)} per jaar."


def hours_in_words(minutes: int) -> str:
    """Minutes as a reader says them: 600 → '10 uur', 90 → '1 uur en 30 minuten'."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} uur"] if hours else []
    parts += [f"{rest} minuten"] if rest or not hours else []
    return " en ".join(parts)


def _later(beleid: Beleid) -> Iterator[Said]:
    for vervolg, regel in beleid.terugkoppeling.vervolg.items():
        yield vervolg.value, label(vervolg), f"“{regel.tekst}”"


def _more(beleid: Beleid) -> Iterator[Said]:
    for code, tekst in beleid.terugkoppeling.aanvulling.items():
        yield code.value, label(code), f"“{tekst}”"


def _questions(beleid: Beleid) -> Iterator[Said]:
    for vraag, tekst in beleid.partnervragen.teksten.items():
        yield f"vragen.{vraag}", label(vraag), f"“{tekst}”"
    days = _days(beleid.partnervragen.antwoord_dagen, "dag")
    yield "antwoord", "Wachten op antwoord", f"Na {days} staat erbij dat de partner nog niet antwoordde."


def _aftercare(beleid: Beleid) -> Iterator[Said]:
    ask, ahead = beleid.nazorg.navragen_dagen, beleid.nazorg.pauze_dagen
    yield "navragen", "Navragen", f"{ask} dagen na een verwijzing of na het laatste bericht."
    yield "pauze_waarschuwing", "Einde van een incassopauze", f"Staat {ahead} dagen van tevoren in de lijst."


def _maximum(beleid: Beleid) -> Iterator[Said]:
    yield "maximum", "Hoogstens", f"{beleid.bewaartermijn.maximum_maanden} maanden na het afronden."


def _retention(beleid: Beleid) -> Iterator[Said]:
    b = beleid.bewaartermijn
    yield "na_afsluiten", "Zaken", f"{b.na_afsluiten_maanden} maanden na het afronden."
    yield "geweigerde_regels", "Geweigerde regels", f"{b.geweigerde_regels_dagen} dagen."
    yield "aanleverbestanden", "Bestanden van partners", f"{b.aanleverbestanden_dagen} dagen."
    yield "afdrukbestanden", "Afdrukken van brieven", f"{b.afdrukbestanden_dagen} dagen."


Say = Callable[[Beleid], Iterator[Said]]


def _visits(beleid: Beleid) -> Iterator[Said]:
    b = beleid.huisbezoek
    yield "minuten_per_deur", "Tijd per deur", f"{b.minuten_per_deur} minuten, met het wachten na het bellen."
    yield "omweg", "De weg over straat", f"{b.omweg_procent} procent van de rechte lijn."
    yield "snelheid", "Snelheid onderweg", f"{b.meter_per_minuut} meter per minuut."
    yield (
        "onbekende_plaats",
        "Een adres dat niet op de kaart staat",
        f"Telt als {b.onbekende_reistijd} minuten reizen.",
    )
    yield "zonder_teken", "Geen teken van een ronde", f"Na {b.stil_minuten} minuten waarschuwt Tijdig."
    for dagdeel, venster in b.dagdelen.items():
        times = f"Van {time_of(venster.van):%H.%M} tot {time_of(venster.tot):%H.%M} uur."
        yield dagdeel.value, f"Rondes in de {label_in_sentence(dagdeel)}", times


SECTIONS: tuple[tuple[str, str, tuple[tuple[str, Say], ...]], ...] = (
    (
        "Termijnen",
        "Wanneer iets klaar moet zijn.",
        (("landelijk/termijnen", _terms), ("gemeente/termijnen", _own_terms)),
    ),
    (
        "Bedragen en achterstand",
        "Wanneer een signaal mag binnenkomen.",
        (("gemeente/drempelbedrag", _amounts), ("landelijk/achterstand", _ages)),
    ),
    (
        "Wat een partner mag melden",
        "Elke soort met haar grond in de wet.",
        (("landelijk/signaalsoorten", _soorten),),
    ),
    (
        "Wat de partner eerst zelf doet",
        "Zonder deze stappen wordt een signaal geweigerd.",
        (("landelijk/sociale-incasso", _collection),),
    ),
    (
        "Welke gegevens worden opgevraagd",
        "Over de inwoner, voordat die hulp aanneemt.",
        (("gemeente/gegevens", asking), ("landelijk/registraties", grounds), ("landelijk/verblijfsrecht", titles)),
    ),
    ("Stappen na elke aanpak", "Wat er volgt als de inwoner niet reageert.", (("gemeente/sequentie", _steps),)),
    (
        "Tijd per aanpak",
        "Hoeveel tijd een zaak kost, van alle medewerkers samen.",
        (("gemeente/capaciteit", _times), ("landelijk/capaciteit", _times)),
    ),
    (
        "Kosten",
        "Wat een uur kost in de cijfers; het verandert niets aan een zaak.",
        (("gemeente/inzet", _costs), ("landelijk/inzet", _costs)),
    ),
    ("Wanneer een sms of e-mail uitgaat", "Buiten deze uren wacht een bericht.", (("gemeente/berichten", _hours),)),
    ("Aankondiging en vervolg", "Wat er aan een huisbezoek voorafgaat.", (("gemeente/aankondiging", _announcing),)),
    ("Huisbezoeken", "Hoe een ronde wordt gepland en bewaakt.", (("gemeente/huisbezoek", _visits),)),
    ("Samenvoegen", "Hoe ver wordt teruggekeken op hetzelfde adres.", (("landelijk/matching", _matching),)),
    (
        "Wat de partner hoort",
        "Meer dan dit kan een partner niet te horen krijgen.",
        (
            ("landelijk/terugkoppeling", _feedback),
            ("landelijk/terugkoppeling-vervolg", _later),
            ("landelijk/terugkoppeling-aanvulling", _more),
        ),
    ),
    (
        "Wat we een partner vragen",
        "Alleen deze vragen, met een vaste tekst, als niet zeker is over wie een signaal gaat.",
        (("landelijk/partnervragen", _questions),),
    ),
    ("Na een verwijzing", "Hoe het team de inwoner blijft volgen.", (("gemeente/nazorg", _aftercare),)),
    (
        "Tellen",
        "Hoe de cijfers van de monitor zijn gemaakt.",
        (("gemeente/monitor", counting), ("landelijk/monitor", counting)),
    ),
    ("Vergelijken", "Wanneer gemeenten naast elkaar komen te staan.", (("landelijk/vergelijking", comparing),)),
    (
        "Bewaren en wissen",
        "Daarna wist Tijdig de gegevens vanzelf.",
        (("gemeente/bewaartermijn", _retention), ("landelijk/bewaartermijn", _maximum)),
    ),
)  # fmt: skip
