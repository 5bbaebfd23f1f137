"""A small gemeente with meldingen that came, were tried and ended in every way; written straight into the tables."""

import random
from datetime import UTC, date, datetime, timedelta

from tests import make
from tijdig.casework.models import (
    Afsluiting,
    Afspraak,
    Contactpoging,
    Termijn,
    Vervolguitkomst,
    Vroegsignaalzaak,
    ZaakSignaal,
)
from tijdig.checks.models import Toets
from tijdig.partners.models import Signaalpartner
from tijdig.rules.terms import (
    Bereikt,
    Bericht,
    Contactsoort,
    Eindresultaat,
    PartnerType,
    ShvUitkomst,
    Signaalstatus,
    Termijnsoort,
    Vervolg,
    Zaakstatus,
)

CODE = "0505"
TODAY = date(2026, 11, 24)
HELP = {
    Eindresultaat.QUICK_FIX: "quick_fix", Eindresultaat.VERWIJZING_FINANCIEEL: "verwijzing_financieel",
    Eindresultaat.VERWIJZING_NIET_FINANCIEEL: "verwijzing_niet_financieel",
}  # fmt: skip
ENDS = (*HELP, Eindresultaat.WIL_GEEN_HULP, Eindresultaat.NIET_BEREIKT, Eindresultaat.BEKEND_BIJ_SHV, None)


def partners() -> list:
    return list(Signaalpartner.objects.order_by("pk")) or [
        make.partner(gemeente_code=CODE),
        make.partner(
            "22222222", "Welzo Zorg", ("zorgverzekering",), PartnerType.ZORGVERZEKERAAR, gemeente_code=CODE
        ),
        make.partner(
            "33333333", "Stroomwiel Energie", ("energie",), PartnerType.ENERGIELEVERANCIER, gemeente_code=CODE
        ),
    ]


def melding(draw: random.Random, who: list, month: date, number: int) -> Vroegsignaalzaak:
    """One melding of this month, on one of a few addresses so that some come back."""
    received = month + timedelta(days=draw.randint(0, 20))
    key = f"3311AA-{draw.randint(1, 6)}"
    chosen = draw.sample(who, draw.choice([1, 1, 2]))
    signals = [
        make.checked(
            p, key, ontvangen=received, maand=month, soort=p.soorten[0], bedrag=draw.randint(2_000, 300_000),
            bericht=draw.choice([Bericht.VROEGSIGNAAL] * 4 + [Bericht.AFSLUITING]),
            toets={"kinderen": draw.choice([True, False, None]), "leeftijdsklasse": draw.choice(["18-26", ""]),
                   "shv": draw.choice(list(ShvUitkomst))},
        )
        for p in chosen
    ]  # fmt: skip
    end = draw.choice(ENDS)
    closed_on = received + timedelta(days=35)
    zaak = Vroegsignaalzaak.objects.create(
        gemeente_id=CODE, kenmerk=f"T{number:09d}", adres_sleutel=key, maand=month, ontvangen_op=received,
        geopend_op=received, wijk=draw.choice(["Krispijn", "Sterrenburg", ""]), meervoudig=len(chosen) > 1,
        partners=len(chosen), signalen=len(chosen), bedrag=sum(s.bedrag for s in signals),
        crisis=any(s.crisis for s in signals), soorten=sorted({s.soort for s in signals}),
        status=Zaakstatus.AFGEROND if end else Zaakstatus.NIEUW, eindresultaat=end or "",
        hulptype=HELP.get(end, "") if end and draw.random() < 0.8 else "", afgerond_op=closed_on if end else None,
    )  # fmt: skip
    for one in signals:
        ZaakSignaal.objects.create(gemeente_id=CODE, zaak=zaak, vroegsignaal=one)
        type(one).objects.filter(pk=one.pk).update(status=Signaalstatus.IN_ZAAK)
    _follow(draw, zaak, received, end, closed_on)
    return zaak


def _follow(
    draw: random.Random, zaak: Vroegsignaalzaak, received: date, end: Eindresultaat | None, on: date
) -> None:
    for n in range(draw.randint(0, 3)):
        Contactpoging.objects.create(
            gemeente_id=CODE, zaak=zaak, soort=draw.choice(list(Contactsoort)), minuten=draw.randint(0, 60),
            datum=received + timedelta(days=3 * n + draw.randint(0, 9)), bereikt=draw.choice(list(Bereikt)),
            dagdeel=draw.choice(["", "ochtend", "avond"]),
        )  # fmt: skip
    due = received + timedelta(days=28)
    Termijn.objects.create(
        gemeente_id=CODE, zaak=zaak, soort=Termijnsoort.HULPAANBOD, start=received, uiterlijk=due,
        **draw.choice(
            [{"gehaald": True, "gestopt_op": received}, {"gehaald": False, "gestopt_op": due + timedelta(days=1)}, {}]
        ),
    )  # fmt: skip
    if draw.random() < 0.3:
        Afspraak.objects.create(
            gemeente_id=CODE, zaak=zaak, moment=datetime(2026, 11, 1, 10, tzinfo=UTC), gemaakt_op=received,
            stand=draw.choice(Afspraak.Stand.values),
        )  # fmt: skip
    if end:
        closed = Afsluiting.objects.create(
            gemeente_id=CODE, zaak=zaak, eindresultaat=end, hulptype=zaak.hulptype, op=on
        )
        if end in HELP and draw.random() < 0.5:
            Vervolguitkomst.objects.create(
                gemeente_id=CODE, afsluiting=closed, soort=draw.choice(list(Vervolg)), op=on
            )


def fill(seed: int, months: list[date], size: int, *, first: int = 0) -> list[Vroegsignaalzaak]:
    """So many meldingen over these months, and a few signals that became none."""
    make.gemeente(CODE)
    draw, who = random.Random(seed), partners()
    for month in months:
        aside = make.signaal(draw.choice(who), "3311AA-7", ontvangen=month)
        type(aside).objects.filter(pk=aside.pk).update(
            status=Signaalstatus.TERZIJDE, afgedaan_als=Eindresultaat.OVERLEDEN, afgedaan_op=month
        )
    made = [melding(draw, who, draw.choice(months), n) for n in range(first, first + size)]
    assert Toets.objects.count() >= size
    return made
