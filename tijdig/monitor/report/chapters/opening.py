"""The summary: the whole way in one paragraph, the figures to remember, and what changed."""

from tijdig.monitor.definitions import few
from tijdig.monitor.report.changes import Veranderingen
from tijdig.monitor.report.document import Alinea, Hoofdstuk, Kerncijfer, Kerncijfers, Lijst, Onderdeel
from tijdig.monitor.report.sentences import beware_words, one_break, per_thousand
from tijdig.monitor.report.sources import Bron
from tijdig.monitor.words import between, percent
from tijdig.rules.yearly import mean_of_months

SHARES = (
    ("S6", "van de signalen werd een melding"),
    ("C4", "van de meldingen kreeg een hulpaanbod (een poging of meer)"),
    ("C5A", "van alle meldingen is bereikt"),
    ("H1C", "van de bereikte meldingen wil hulp"),
    ("T1", "van de meldingen kreeg het aanbod op tijd"),
    ("H2Q", "van wie hulp wil, kreeg een quick fix"),
)
MOST = 6  # two rows of three
STILL_GROWING = (
    "De laatste maanden groeien nog: van sommige meldingen loopt de opvolging. Daar kunnen bereik en hulp nog "
    "hoger worden."
)


def summary(bron: Bron, changes: Veranderingen) -> Hoofdstuk:
    """What everybody reads."""
    parts: list[Onderdeel] = [
        Alinea(tekst=_way(bron), kern=True),
        Kerncijfers(cijfers=tuple(_key_figures(bron, changes))),
    ]
    parts += _changed(bron, changes)
    if bron.geteld_op < changes.ripe_on():
        parts.append(Alinea(tekst=STILL_GROWING))
    parts.append(
        Alinea(
            kop="Zo leest u dit verslag",
            tekst="Noem bij een percentage altijd waarvan het een deel is. Een verschil is een begin van een "
            "gesprek, geen oordeel, en zegt niet waar het van komt.",
        )
    )
    return Hoofdstuk(naam="samenvatting", titel="Samenvatting", onderdelen=tuple(parts))


def _changed(bron: Bron, changes: Veranderingen) -> list[Onderdeel]:
    """What is different, and nothing else; with the breaks that make it less sure."""
    if bron.eerder is None:
        return [
            Alinea(
                tekst="Over een verandering is niets te zeggen: er zijn geen cijfers van dezelfde maanden een jaar "
                "eerder."
            )
        ]
    claimed = changes.claimed()
    if not claimed:
        return [Alinea(tekst=f"Geen van de vergeleken cijfers verschilt aantoonbaar van {bron.eerder.jaar}.")]
    begin = (
        f"{changes.who(claimed)} veranderde dit aantoonbaar:"
        if bron.landelijk
        else "Dit veranderde aantoonbaar:"
    )
    breuken = sorted({b for o in claimed for b in changes.breaks(o.reeks)}, key=lambda b: b.maand)
    found: list[Onderdeel] = [Alinea(tekst=begin), Lijst(punten=tuple(changes.claim(o) for o in claimed))]
    if breuken:
        found.append(Alinea(tekst=beware_words(bron.eerder.jaar)))
        found.append(Lijst(punten=tuple(one_break(b) for b in breuken)))
    return found


def _way(bron: Bron) -> str:
    nu = bron.nu
    signals, meldingen, reached, helped = map(nu.count_words, ("S1", "M1", "C5A", "H1A"))
    who = "de deelnemende gemeenten" if bron.landelijk else f"de gemeente {bron.naam}"
    return (
        f"Partners gaven {signals} signalen van betalingsachterstanden af aan {who}. Daaruit kwamen {meldingen} "
        f"meldingen. Bij {reached} meldingen is de inwoner bereikt; bij {helped} wil de inwoner hulp."
    )


def _key_figures(bron: Bron, changes: Veranderingen) -> list[Kerncijfer]:
    nu = bron.nu
    rates = [[part] for part in nu.rates("S1") if part.noemer]
    found = []
    if rates:
        found.append(
            Kerncijfer(
                waarde=per_thousand(mean_of_months(rates)), naam="signalen per 1.000 inwoners per maand",
                verandering=changes.in_short("S1"),
            )
        )  # fmt: skip
    else:
        found.append(Kerncijfer(waarde=nu.count_words("S1"), naam="signalen"))
    for indicator, words in SHARES:
        deel, part = nu.whole(indicator), nu.figure(indicator)
        if part is None or deel.noemer < few():
            continue  # nobody should remember a share of a few
        found_sure = bron.sure(deel)
        sure = f"95% zeker: {between(found_sure)}" if found_sure else ""
        found.append(
            Kerncijfer(waarde=percent(part), naam=words, zeker=sure, verandering=changes.in_short(indicator))
        )
    return found[:MOST]
