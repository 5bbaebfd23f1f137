"""What the policy of counting and comparing says, as sentences; see `policy_sentences.py`."""

from collections.abc import Iterator
from datetime import date

from tijdig.policies import Beleid
from tijdig.rules.indicators import Meervoudig
from tijdig.rules.labels import euro

Said = tuple[str, str, str]  # place in the file, title, sentence


def day_in_words(day: date) -> str:
    """ "1-3-2026"."""
    return f"{day.day}-{day.month}-{day.year}"


def counting(beleid: Beleid) -> Iterator[Said]:
    """How the figures of the monitor are counted."""
    m = beleid.monitor
    yield "versie", "Definities van de monitor", f"Die van {m.versie}."
    kinds = (
        "Een melding is van precies één soort." if m.uitsluitend else "Een melding kan van twee soorten zijn."
    )
    yield "uitsluitend", "Enkelvoudig, meervoudig, opeenvolgend", kinds
    several = m.meervoudig is Meervoudig.PARTNERS
    yield (
        "meervoudig",
        "Meervoudig",
        "Signalen van meer partners op één adres in dezelfde maand."
        if several
        else "Meer signalen op één adres in dezelfde maand, ook van één partner.",
    )
    bounds = ", ".join(euro(bound) for bound in m.bedragklassen if bound)
    yield "bedragklassen", "Groepen van achterstanden", f"Met grenzen bij {bounds}."
    yield (
        "zonder_eindresultaat",
        "Lang open",
        f"Na {m.open_dagen} dagen zonder eindresultaat vraagt Tijdig om te kijken.",
    )
    for name, breuk in m.breuken.items():
        yield f"breuken.{name}", f"Verandering per {day_in_words(breuk.maand)}", breuk.wat


def comparing(beleid: Beleid) -> Iterator[Said]:
    """With whom a gemeente is compared, and from which numbers on something is said."""
    v = beleid.vergelijking
    bounds = ", ".join(f"{bound:,}".replace(",", ".") for bound in v.inwonersklassen if bound)
    yield "inwonersklassen", "Groepen naar inwoners", f"Met grenzen bij {bounds} inwoners."
    yield (
        "groep",
        "Kleinste groep",
        f"Er wordt vergeleken met ten minste {v.groep_minstens} andere gemeenten.",
    )
    yield (
        "lijkend",
        "Gemeenten die op ons lijken",
        f"De {v.lijkend} gemeenten waarvan de bevolking het meest lijkt.",
    )
    yield "basis", "Kleinste aantal", f"Een cijfer rust op ten minste {v.basis_minstens}."
    unknown, left_open = round(100 * v.zonder_uitslag), round(100 * v.zonder_eindresultaat)
    yield (
        "zonder_uitslag",
        "Pogingen zonder uitslag",
        f"Bij meer dan {unknown}% wordt een gemeente niet vergeleken.",
    )
    yield (
        "zonder_eindresultaat",
        "Meldingen zonder eindresultaat",
        f"Bij meer dan {left_open}% wordt een gemeente niet vergeleken.",
    )
    joined = round(100 * v.meldingen_per_signaal)
    yield (
        "meldingen_per_signaal",
        "Meldingen per signaal",
        f"Onder de {joined}% wordt een gemeente niet vergeleken.",
    )
    yield (
        "correctie",
        "Rekening houden met de bevolking",
        f"Dat gebeurt als er ten minste {v.correctie_minstens} gemeenten zijn.",
    )
    yield (
        "afronden_openbaar",
        "Afronden voor iedereen",
        f"Elk aantal op een veelvoud van {v.afronden_openbaar}. Wat daaronder ligt, staat er niet.",
    )
    yield (
        "afronden_deelnemers",
        "Afronden tussen gemeenten",
        f"Elk aantal op een veelvoud van {v.afronden_deelnemers}.",
    )
    yield (
        "vervangen",
        "Vervangen cijfers",
        f"Wat een ingelezen bestand verving, kan {v.vervangen_dagen} dagen terugkomen.",
    )
    yield "publiceren", "Verslag voor iedereen", f"Vanaf {v.publiceren_minstens} meldingen in een jaar."
    yield (
        "samenhang",
        "Samenhang met de grootte",
        f"Vanaf een samenhang van {round(100 * v.samenhang_vanaf)}% zegt de pagina het.",
    )
    yield (
        "gevallen",
        "Kleinste aantal voor een aandeel",
        f"Onder de {v.verschil.gevallen} zegt een aandeel weinig.",
    )
    yield (
        "aantal",
        "Kleinste aantal om te vergelijken",
        f"Over minder dan {v.verschil.aantal} zegt een verslag niets.",
    )
    yield (
        "eenheden",
        "Kleinste aantal gemeenten voor een verschil",
        f"Met minder dan {v.verschil.eenheden} is de spreiding niet goed bekend.",
    )
    words = ", ".join(sorted(v.hulp_bij_anderen))
    yield (
        "hulp_bij_anderen",
        "Hulp in bestanden van anderen",
        f"Ook dit eindresultaat telt als hulp: {words}.",
    )
