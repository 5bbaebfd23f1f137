"""The six steps behind a comparison, with what came out of each (R-MON-5).

Source: the guideline of the Dutch registry of intensive care (Verburg et al. 2018, PMC6193208).
"""

from tijdig.monitor.words import number
from tijdig.rules.funnel import grows_with_size
from tijdig.rules.labels import label

from .comparison import Uitkomst
from .words import span_words


def checklist(found: Uitkomst) -> list[str]:
    """Question, model, enough observations, overdispersion, size, drawing."""
    asked = found.gevraagd
    model, out = found.model, len(found.groep) - len(found.units)
    explained = (
        f"Het model rust op {len(found.country_units)} gemeenten en verklaart {number(100 * model.explained)}% van de "
        f"verschillen; wat er binnenkwam alleen verklaart {number(100 * model.by_mix)}%."
        if model
        else "Er zijn te weinig gemeenten voor een model; er is niet gecorrigeerd."
    )
    widened = (
        f"De verschillen in Nederland zijn {number(found.spread.phi, 1)} keer zo groot als door toeval. Het vlak is zo "
        "veel breder."
        if found.spread.tau2
        else "Toeval verklaart de verschillen in Nederland; het vlak is niet verbreed."
    )
    size = grows_with_size(found.units, found.target, asked.cijfer.schaal)
    with_size = (
        f"Het cijfer hangt samen met de grootte (samenhang {number(size, 2)}): kijk ook naar gemeenten met evenveel "
        "inwoners."
        if abs(size) >= found.beleid.samenhang_vanaf
        else "Het cijfer hangt nauwelijks samen met de grootte."
    )
    return [
        f"Wat: {asked.cijfer.naam}, {span_words(asked.kwartalen)}. Groep: {label(asked.groep)}.",
        explained,
        f"{len(found.units)} gemeenten zijn vergeleken; {out} niet, omdat er te weinig is geleverd of vastgelegd.",
        widened,
        with_size,
        "Het vlak heeft grenzen van 95 en 99,8 procent. De gestreepte lijnen zijn de exacte grenzen van toeval alleen.",
    ]
