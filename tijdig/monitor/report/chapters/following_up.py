"""What was done with the meldingen: the offer, who was reached, who wanted help, which help, and if in time."""

from tijdig.monitor.netherlands import published
from tijdig.monitor.report.changes import Veranderingen
from tijdig.monitor.report.charts import Streep, parts_chart, shares_chart, split_chart
from tijdig.monitor.report.document import Alinea, Hoofdstuk, Onderdeel
from tijdig.monitor.report.sentences import out_of
from tijdig.monitor.report.sources import Bron
from tijdig.monitor.report.year import NONE
from tijdig.monitor.words import between, number, percent
from tijdig.policies import policy_on
from tijdig.rules.indicators import Dimensie

REACHED = (
    Streep(label="Van alle meldingen", indicator="C5A"),
    Streep(label="Van de geprobeerde meldingen", indicator="C5G"),
)
HELPED = (
    Streep(label="Van alle meldingen", indicator="H1A"),
    Streep(label="Van de geprobeerde meldingen", indicator="H1G"),
    Streep(label="Van de bereikte meldingen", indicator="H1C"),
)
TYPES = (
    Streep(label="Quick fix", indicator="H2Q"),
    Streep(label="Verwijzing naar financiële hulp", indicator="H2F"),
    Streep(label="Verwijzing naar andere hulp", indicator="H2N"),
)
NO_HELP = "In deze maanden is nog geen hulp aanvaard."
TOO_LITTLE_HELP = "Er is te weinig hulp aanvaard om hier naar soort te tonen."
WHAT_IS_AN_OFFER = Alinea(
    tekst="Een hulpaanbod is gedaan als er ten minste één poging was: een brief, een bericht, een telefoontje of een "
    "bezoek. Of de inwoner het aanbod ook zag, zegt dit cijfer niet."
)
NO_EFFECT = Alinea(
    kop="Dit zegt niet wat werkt",
    tekst="Een huisbezoek gaat vaker naar zware meldingen en een brief vaker naar lichte. Wie meer contact heeft na "
    "een bezoek, kan dat dus ook aan de melding danken. Welke soort beter werkt, is hier niet uit af te leiden.",
)


def _terms(bron: Bron) -> tuple[Streep, ...]:
    """Each term with how long it is, by the policy of the last month."""
    t = policy_on(bron.nu.maanden[-1], "standaard").termijnen
    return (
        Streep(label=f"Hulpaanbod binnen {t.hulpaanbod_dagen} dagen", indicator="T1"),
        Streep(label=f"Eerste gesprek binnen {t.eerste_gesprek_dagen} dagen", indicator="T2"),
        Streep(
            label=f"Dreigende situatie: gesprek binnen {t.bedreigende_situatie_werkdagen} werkdagen",
            indicator="T3",
        ),
    )


def _systems(bron: Bron) -> list[Onderdeel]:
    """Of the country: which system a gemeente records in shows in its figures, and so in those of all (R-MON-3)."""
    if not bron.landelijk:
        return []
    told = published()
    vps, all_ = (number(told["2022", name]) for name in ("hulp_van_meldingen_vps", "hulp_van_meldingen"))
    return [
        Alinea(
            kop="Het systeem telt mee",
            tekst="Gemeenten leggen vast in verschillende systemen, en die tellen niet gelijk. Over 2022 was bij "
            f"gemeenten met het systeem VPS {vps}% van de meldingen een melding met hulp, bij alle gemeenten samen "
            f"{all_}% (Divosa Monitor, jaarrapportage 2022). Stappen gemeenten over, dan verandert het landelijke "
            "cijfer ook als er niets anders gebeurt.",
        )
    ]


def offer(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Meldingen with an attempt, and the kinds of attempt."""
    nu = bron.nu
    tries = nu.figure("C3")
    said = f"Bij {nu.share_words('C4')} van de meldingen is een hulpaanbod gedaan{out_of(bron, 'C4')}."
    if tries:
        said += f" Gemiddeld waren er {number(tries, 1)} pogingen per melding."
    parts: list[Onderdeel] = [Alinea(tekst=said, kern=True), WHAT_IS_AN_OFFER, *_told(changes, "C4")]
    chart = parts_chart(
        bron, "C1", Dimensie.CONTACTSOORT, naam="pogingen", titel="Pogingen naar soort", word="Pogingen",
        uitleg="Elke poging telt, ook als er bij een melding meer waren.",
    )  # fmt: skip
    return Hoofdstuk(
        naam="hulpaanbod", titel="Hoe is hulp aangeboden?", onderdelen=(*parts, *([chart] if chart else []))
    )


def reach(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Two rates beside each other, and per kind of attempt with the warning that it is no effect."""
    said = f"Van alle meldingen is bij {_share(bron, 'C5A')} de inwoner bereikt."
    if (tried := bron.nu.figure("C5G")) is not None:
        said += f" Van de meldingen met een poging is dat {percent(tried)}."
    parts: list[Onderdeel] = [
        Alinea(tekst=said, kern=True),
        Alinea(
            tekst="Bereikt is wie opendeed of met een medewerker sprak, ook als die daarna geen hulp wilde."
        ),
        *_told(changes, "C5A"),
    ]
    rates = shares_chart(
        bron,
        REACHED,
        naam="bereikt",
        titel="Bereikt, met twee noemers",
        kop="Deel",
        words=("Bereikt", "Van hoeveel"),
    )
    by_kind = split_chart(
        bron, "C6", Dimensie.CONTACTSOORT, naam="per-poging", titel="Pogingen die tot contact leidden, naar soort",
        words=("Met contact", "Pogingen"),
    )  # fmt: skip
    parts += [part for part in (rates, by_kind) if part]
    return Hoofdstuk(
        naam="bereik", titel="Wie is bereikt?", onderdelen=(*parts, *([NO_EFFECT] if by_kind else []))
    )


def accepted(bron: Bron, changes: Veranderingen, *, short: bool = False) -> Hoofdstuk:
    """Help by its three denominators, and in the long report by the arrears."""
    count = bron.nu.count_words("H1A")
    said = f"Bij {count} meldingen wil de inwoner hulp: {_share(bron, 'H1A')} van alle meldingen"
    if (of_reached := bron.nu.figure("H1C")) is not None:
        said += f" en {percent(of_reached)} van de bereikte"
    said += "."
    parts: list[Onderdeel] = [Alinea(tekst=said, kern=True), *_told(changes, "H1C")]
    rates = shares_chart(
        bron, HELPED, naam="hulp", titel="Hulp aanvaard, met drie noemers", kop="Deel",
        words=("Hulp aanvaard", "Van hoeveel"), uitleg="Deze drie cijfers gaan over dezelfde hulp.",
    )  # fmt: skip
    amounts = split_chart(
        bron, "H1A", Dimensie.BEDRAGKLASSE, naam="hulp-bedrag", titel="Hulp aanvaard van alle meldingen, "
        "naar achterstand",
        words=("Hulp aanvaard", "Meldingen"),
    )  # fmt: skip
    parts += [part for part in (rates, None if short else amounts) if part] + _systems(bron)
    parts.append(
        Alinea(
            kop="Wat hier niet in staat",
            tekst="Wie geen hulp wil, kan de achterstand zelf oplossen of al hulp hebben. Dat ziet de gemeente meestal "
            "niet. Geen hulp aanvaard betekent dus niet: nog steeds een achterstand. En hulp aanvaard betekent niet: "
            "geen achterstand meer.",
        )
    )
    return Hoofdstuk(naam="hulp", titel="Wie wil hulp?", onderdelen=tuple(parts))


def kinds_of_help(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Quick fix or referral."""
    if bron.nu.figure("H2Q") is None:
        return Hoofdstuk(
            naam="soort-hulp", titel="Welke hulp volgt?",
            onderdelen=(Alinea(tekst=TOO_LITTLE_HELP if bron.nu.whole("H1A").teller else NO_HELP),),
        )  # fmt: skip
    parts: list[Onderdeel] = [
        Alinea(tekst=f"Van wie hulp wilde, kreeg {_share(bron, 'H2Q')} een quick fix.", kern=True),
        Alinea(
            tekst="Een quick fix is hulp om de achterstand binnen 30 dagen zelf op te lossen, zoals een "
            "betalingsregeling of een gesprek over toeslagen. Bij een verwijzing gaat iemand naar een andere "
            "hulpverlener voor een langer traject."
        ),
        *_told(changes, "H2Q"),
    ]
    chart = shares_chart(
        bron, TYPES, naam="soort-hulp", titel="Soort hulp", kop="Soort hulp", words=("Meldingen", "Met hulp"),
        uitleg="Wie hulp wil en nog niet is afgerond, heeft nog geen soort hulp.", about="H1A",
    )  # fmt: skip
    return Hoofdstuk(
        naam="soort-hulp", titel="Welke hulp volgt?", onderdelen=(*parts, *([chart] if chart else []))
    )


def in_time(bron: Bron, changes: Veranderingen) -> Hoofdstuk | None:
    """The terms of the law. Not in the national report: not every system delivers them."""
    if not bron.nu.whole("T1").noemer or bron.nu.share_words("T1") == NONE:
        return None
    said = f"Het hulpaanbod was op tijd bij {_share(bron, 'T1')} van de meldingen."
    if days := bron.nu.figure("T5"):
        said += f" De eerste poging kwam na gemiddeld {number(days, 1)} dagen."
    parts: list[Onderdeel] = [Alinea(tekst=said, kern=True), *_told(changes, "T1")]
    chart = shares_chart(
        bron, _terms(bron), naam="termijnen", titel="Termijnen van de wet", kop="Termijn",
        words=("Op tijd", "Van hoeveel"),
        uitleg="Meldingen waarvan de termijn nog loopt, tellen niet mee.",
    )  # fmt: skip
    return Hoofdstuk(
        naam="op-tijd", titel="Was de hulp op tijd?", onderdelen=(*parts, *([chart] if chart else []))
    )


def _told(changes: Veranderingen, indicator: str) -> list[Onderdeel]:
    return [Alinea(tekst=said) for said in changes.sentences(indicator)]


def _share(bron: Bron, indicator: str) -> str:
    """With how sure it is, for one gemeente: "25% (21% tot 29%)"."""
    said, sure = bron.nu.share_words(indicator), bron.sure(bron.nu.whole(indicator))
    return f"{said} ({between(sure)})" if sure and bron.nu.figure(indicator) is not None else said
