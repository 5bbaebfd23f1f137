"""The town of the browser tests: its deliveries of the last month, and some work that was done already."""

import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from tests.journeys.browser import GEMEENTE, PASSWORD, TODAY, TOTP_SECRET
from tijdig.accounts.actors import SYSTEM, Actor
from tijdig.accounts.context import working_for
from tijdig.casework.actions.appointments import make_afspraak
from tijdig.casework.actions.weighing import confirm_voorstellen, decide_otherwise
from tijdig.casework.models import Vroegsignaalzaak, Weging
from tijdig.checks.actions.decide import mark_elsewhere
from tijdig.checks.actions.safety import add_veiligheidsmelding
from tijdig.checks.models import Inwoner, Toets
from tijdig.ddas.actions.deliver import Vraag
from tijdig.demo.asking import ask_partners
from tijdig.demo.capacity import plan_and_propose
from tijdig.demo.comparing import load_country
from tijdig.demo.counting import count_figures
from tijdig.demo.ddas import prepare_for_cbs
from tijdig.demo.outcome import show_kaart
from tijdig.demo.stage import set_gemeente, set_lists, set_partners, set_players
from tijdig.demo.town import PARTNERS, Delivery, Town, deliveries
from tijdig.demo.town.people import Person
from tijdig.demo.town.registers import bag_csv, shv_csv
from tijdig.demo.visits import actor_of, plan_rounds
from tijdig.feedback.actions.files import make_terugkoppelbestand
from tijdig.feedback.models import Terugkoppeling
from tijdig.intake.actions.receive import receive_aanlevering
from tijdig.intake.models import Vroegsignaal
from tijdig.outreach.actions.confirming import confirm_afspraken
from tijdig.outreach.actions.print_run import make_pdf, make_printronde
from tijdig.partners.models import Signaalpartner
from tijdig.process import process_aanlevering
from tijdig.rules.address import normalise
from tijdig.rules.terms import Aanpak, BrpUitkomst, Signaalstatus, Zaakstatus

MONTH = timedelta(days=31)
REFERENCE = "REIS-0001"


def fill(town: Town) -> None:
    """Set the stage and let the last month happen; leave most of the work to do."""
    set_gemeente(GEMEENTE, "Dordrecht", brp=True)
    team = set_players(GEMEENTE, password=PASSWORD, totp_secret=TOTP_SECRET)
    partners = set_partners(GEMEENTE)
    shv = shv_csv(seed=town.seed, arrears=town.arrears, households=town.households, today=TODAY)
    set_lists(GEMEENTE, bag=bag_csv(town.addresses), shv=shv)
    for delivery in deliveries(town, TODAY):
        if delivery.dag > TODAY - MONTH:
            _deliver(delivery, partners)
    _deliver_about_journey(town, partners)
    _work(team["samira"])
    plan_and_propose(GEMEENTE, team=team, today=TODAY)
    _plan_a_round(team["samira"])
    count_figures(GEMEENTE, TODAY)
    load_country(GEMEENTE, years=(2024,))
    running = Vraag(van=date(2026, 10, 1), tot=date(2026, 12, 31), versie="1.2")
    prepare_for_cbs(GEMEENTE, by=team["samira"], today=TODAY, vraag=running)


def _deliver(delivery: Delivery, partners: Mapping[str, Signaalpartner]) -> None:
    with working_for(GEMEENTE):
        aanlevering = receive_aanlevering(
            gemeente_code=GEMEENTE, partner=partners[delivery.partner.kvk], dag=delivery.dag,
            bestand=io.BytesIO(delivery.inhoud), grootte=len(delivery.inhoud), bestandsnaam=delivery.bestandsnaam,
            kanaal="upload", by=SYSTEM,
        )  # fmt: skip
    process_aanlevering(str(aanlevering.pk), gemeente_code=GEMEENTE, today=delivery.dag, by=SYSTEM)


def traveller(town: Town) -> Person:
    """Somebody about whom nothing else came in: alone at home, an adult, where the BRP says."""
    known = {id(arrear.contract.household) for arrear in town.arrears}
    return next(
        household.members[0]
        for household in town.households
        if household.kind == "single" and not household.case and id(household) not in known
    )


def _deliver_about_journey(town: Town, partners: Mapping[str, Signaalpartner]) -> None:
    """One line about the traveller, born a year too late: somebody must decide who it is (R-BRP-4)."""
    person = traveller(town)
    adres = person.adres
    assert adres is not None
    values = {
        "referentie": REFERENCE, "soort": "zorgverzekering", "voorletters": person.voornamen[0] + ".",
        "voorvoegsel": person.surname.voorvoegsel, "achternaam": person.surname.naam,
        "geboortedatum": person.geboren.replace(year=person.geboren.year + 1, day=1).isoformat(),
        "straat": adres.straat, "postcode": adres.postcode, "huisnummer": str(adres.huisnummer),
        "huisletter": adres.huisletter, "toevoeging": adres.toevoeging, "telefoon": "0612345678", "bedrag": "450,00",
        "vervaldatum": (TODAY - timedelta(days=70)).isoformat(), "herinnering": "ja", "contact": "ja",
        "gewezen_op_hulp": "ja", "aanbod_gegevens": "ja",
    }  # fmt: skip
    content = ";".join(values) + "\n" + ";".join(values.values()) + "\n"
    insurer = next(partner for partner in PARTNERS if "zorgverzekering" in partner.soorten)
    delivery = Delivery(
        partner=insurer,
        dag=TODAY - timedelta(days=7),
        bestandsnaam="reis.csv",
        inhoud=content.encode(),
        regels=1,
    )
    _deliver(delivery, partners)


def _work(by: Actor) -> None:
    """A print run, a feedback file and an address on the safety list, so that every page has something to show."""
    with working_for(GEMEENTE):
        letters = Weging.objects.filter(stand=Weging.Stand.VOORGESTELD, aanpak=Aanpak.BRIEF)
        zaken = list(letters.order_by("zaak_id").values_list("zaak_id", flat=True)[:4])
        confirm_voorstellen(zaken, today=TODAY, by=by)
        ronde = make_printronde(
            zaken=zaken, gemeente_code=GEMEENTE, bezoekdag=None, dagdeel="", today=TODAY, by=by
        )
    make_pdf(ronde.pk, gemeente_code=GEMEENTE, by=SYSTEM)
    with working_for(GEMEENTE):
        first = Terugkoppeling.objects.filter(bestand__isnull=True).order_by("feit_op", "partner_id").first()
        if first:
            make_terugkoppelbestand(partner_id=first.partner_id, gemeente_code=GEMEENTE, today=TODAY, by=by)
        ask_partners(GEMEENTE, by=by, today=TODAY)
        _agree_with_one(zaken[-1], by)
        _send_one_elsewhere(by)
        _put_under_curatele()
        show_kaart(GEMEENTE, TODAY)
        adres = normalise(postcode="3311ZZ", huisnummer="1")
        assert adres is not None
        add_veiligheidsmelding(
            gemeente_code=GEMEENTE, adres=adres, adres_tekst="3311 ZZ 1", reden="Een hond die bijt.", ingang=TODAY,
            einde=TODAY + MONTH, by=by,
        )  # fmt: skip


def _plan_a_round(by: Actor) -> None:
    """A round of next month, so that the pages of a plan have something to show."""
    with working_for(GEMEENTE):
        zaak = Vroegsignaalzaak.objects.filter(status=Zaakstatus.VOORGESTELD).earliest("pk")
        decide_otherwise(zaak.pk, aanpak=Aanpak.HUISBEZOEK_ONAANGEKONDIGD, reden="Woont dichtbij.",
                         versie=zaak.versie, today=TODAY, by=by)  # fmt: skip
    walkers = (actor_of("meryem", GEMEENTE), actor_of("hugo", GEMEENTE))
    plan_rounds(GEMEENTE, planner=by, walkers=walkers, today=TODAY + timedelta(days=30))


def _agree_with_one(zaak_id: int, by: Actor) -> None:
    """An appointment next month with somebody who has no number and no address of mail: a letter confirms it."""
    Vroegsignaal.objects.filter(zaaksignaal__zaak=zaak_id).update(telefoon="", email="")
    zaak = Vroegsignaalzaak.objects.get(pk=zaak_id)
    moment = timezone.make_aware(datetime.combine(TODAY + MONTH, time(10)))
    make_afspraak(zaak_id, moment=moment, plaats="Stadskantoor", versie=zaak.versie, today=TODAY, by=by)
    confirm_afspraken(gemeente_code=GEMEENTE, moment=moment - MONTH, by=by)


def _send_one_elsewhere(by: Actor) -> None:
    """A signal that waits to be sent to a gemeente outside this installation (R-BRP-7)."""
    doubt = Toets.objects.filter(
        vroegsignaal__status=Signaalstatus.TWIJFEL, uitkomst=BrpUitkomst.NIET_INGESCHREVEN_IN_GEMEENTE
    ).first()
    assert doubt is not None
    mark_elsewhere(doubt.pk, naar="0518", reden="Verhuisd, zegt de partner.", today=TODAY, by=by)


def _put_under_curatele() -> None:
    """Somebody gets a curator after the check, so that the page that asks for an address is about someone."""
    zaak = Vroegsignaalzaak.objects.filter(status=Zaakstatus.VOORGESTELD).latest("pk")
    Inwoner.objects.filter(toetsen__vroegsignaal__zaaksignaal__zaak=zaak).update(curatele=True)
