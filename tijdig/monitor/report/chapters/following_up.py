"""What was done with the meldingen: the offer, who was reached, who wanted help, which help, and if in time."""

from tijdig.monitor.report.changes import Veranderingen
from tijdig.monitor.report.charts import Streep, parts_chart, shares_chart, split_chart
from tijdig.monitor.report.document import Alinea, Hoofdstuk, Onderdeel
from tijdig.monitor.report.sentences import out_of
from tijdig.monitor.report.sources import Bron
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
NO_EFFECT = Alinea(
    kop="Dit zegt niet wat werkt",
    tekst="Een huisbezoek gaat naar zware meldingen en een brief naar lichte. Een verschil tussen soorten "
    "pogingen is daarom geen effect van die soort. Het is een begin van een gesprek.",
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


def offer(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """Meldingen with an attempt, and the kinds of attempt."""
    nu = bron.nu
    tries = nu.figure("C3")
    said = f"Bij {nu.share_words('C4')} van de meldingen is een hulpaanbod gedaan{out_of(bron, 'C4')}."
    if tries:
        said += f" Gemiddeld waren er {number(tries, 1)} pogingen per melding."
    parts: list[Onderdeel] = [Alinea(tekst=said, kern=True), *_told(changes, "C4")]
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
        Alinea(tekst="Bereikt is wie opendeed of met ons sprak, ook als die daarna geen hulp wilde."),
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
    parts += [part for part in (rates, None if short else amounts) if part]
    parts.append(
        Alinea(
            kop="Wat hier niet in staat",
            tekst="Wie zegt geen hulp te willen, lost de achterstand soms zelf op. Dat is niet te tellen. Geen "
            "hulp aanvaard is dus niet hetzelfde als niet geholpen.",
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
    if not bron.nu.whole("T1").noemer or bron.nu.figure("T1") is None:
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
