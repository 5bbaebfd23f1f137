"""What the page of a zaak shows: head, forms and the column at the side."""

from datetime import date
from typing import Any

from django.utils import timezone

from tijdig.accounts.clock import moment_on
from tijdig.accounts.rights import Right
from tijdig.rules.crisis import time_left
from tijdig.rules.labels import label
from tijdig.rules.terms import Eindresultaat, Signaalstatus, Termijnsoort

from .aftercare import aftercare_of, next_words
from .consulted import consulted_about, may_be_consulted
from .dossier import Dossier
from .forms import acts as forms
from .models import Afspraak, Termijn
from .persons import channels_of, children_of
from .rows import address_of, kind_of, soort_in_words

CRISIS_CLOCK = Termijnsoort.BEDREIGENDE_SITUATIE
CHILDREN = {True: "ja", False: "nee", None: "niet bekend"}


def page_of(dossier: Dossier) -> dict[str, Any]:
    """The context of the page of a zaak, and of the part beside the list."""
    zaak = dossier.zaak
    return {
        "zaak": zaak,
        "dossier": dossier,
        "today": dossier.today,
        "adres": address_of(zaak),
        "kind": kind_of(zaak),
        "clocks": _clocks(dossier),
        "pauze_tot": next(
            (t.uiterlijk for t in dossier.termijnen if t.soort == Termijnsoort.INCASSOPAUZE), None
        ),
        "signals": _signals(dossier),
        "channels": channels_of(dossier.signalen),
        "children": CHILDREN[children_of(dossier.signalen)],
        "flags": _flags(dossier),
        "grounds": _grounds(dossier),
        "consulted": consulted_about(zaak.pk),
        "may_consult": may_be_consulted(dossier.beleid),
        "asks_residence": dossier.beleid.verblijfsrecht.vragen,
        "earlier": [(old, _became(old)) for old in dossier.eerder],
        "others": [(s, soort_in_words(s.soort)["label"], _of_signal(s)) for s in dossier.andere_signalen],
        "forms": _forms(dossier) if dossier.may_handle else {},
        "may_take": dossier.may_handle and dossier.zaak.behandelaar_id is None,
        "crisis_left": _crisis_left(dossier),
        "confirm": forms.BevestigForm(dossier=dossier, name="bevestigen"),
        "note": forms.NotitieForm(dossier=dossier, name="notitie") if _may_note(dossier) else None,
        "reopen": _reopen(dossier),
        **_after(dossier),
    }


def _crisis_left(dossier: Dossier) -> str:
    """The time that is left for the crisis, in working days and hours (R-TRM-2)."""
    running = [t.uiterlijk for t in dossier.termijnen if t.soort == CRISIS_CLOCK and t.gestopt_op is None]
    if not running:
        return ""
    now = timezone.localtime(moment_on(dossier.today))
    return time_left(now, min(running), vrij=dossier.beleid.termijnen.vrije_dagen)


def _clocks(dossier: Dossier) -> list[dict[str, Any]]:
    """The clocks as lines with today on them; the pause of collection is the partner's and stands last."""
    clocks = sorted(dossier.termijnen, key=lambda t: (t.soort == Termijnsoort.INCASSOPAUZE, t.uiterlijk))
    return [
        {
            "label": label(Termijnsoort(clock.soort)),
            "start": clock.start,
            "end": clock.uiterlijk,
            "kind": "crisis" if clock.soort == CRISIS_CLOCK else "",
            **_stopped(clock, dossier.today),
        }
        for clock in clocks
    ]


def _stopped(clock: Termijn, today: date) -> dict[str, Any]:
    """When a clock stopped, and how in words; a clock that closing the zaak stopped was not met (R-TRM-5).

    Nobody has to meet the pause of collection: it ends on its last day, whatever became of the zaak (R-TRM-3).
    """
    if clock.soort == Termijnsoort.INCASSOPAUZE:
        over = clock.uiterlijk < today
        return {"done": clock.uiterlijk if over else None, "words": "de pauze is voorbij" if over else ""}
    if clock.gestopt_op is None:
        return {"done": None, "words": ""}
    words = {True: "", False: "te laat", None: "niet meer nodig"}[clock.gehaald]
    return {"done": clock.gestopt_op, "words": words}


def _signals(dossier: Dossier) -> list[dict[str, Any]]:
    return [
        {
            "label": soort_in_words(signaal.soort)["label"],
            "partner": signaal.partner.naam,
            "bedrag": signaal.bedrag,
            "since": signaal.vervaldatum,
        }
        for signaal in dossier.signalen
    ]


def _flags(dossier: Dossier) -> list[str]:
    """What the BRP says that changes how one works."""
    found = [flag for person in dossier.personen for flag in person.flags]
    if any(getattr(s, "toets", None) and s.toets.briefadres for s in dossier.signalen):
        found.append("Briefadres: de inwoner woont hier niet")
    return list(dict.fromkeys(found))


def _grounds(dossier: Dossier) -> list[dict[str, Any]]:
    """Where each signal came from and on what legal ground (R-OUT-8)."""
    soorten = dossier.beleid.signaalsoorten
    return [
        {
            "partner": signaal.partner.naam,
            "op": signaal.ontvangen_op,
            "what": soorten[signaal.soort].omschrijving if signaal.soort in soorten else signaal.soort,
            "ground": soorten[signaal.soort].grondslag if signaal.soort in soorten else "",
        }
        for signaal in dossier.signalen
    ]


def _became(old: Any) -> str:
    return label(Eindresultaat(old.eindresultaat)) if old.eindresultaat else "nog open"


def _of_signal(signaal: Any) -> str:
    if signaal.afgedaan_als:
        return label(Eindresultaat(signaal.afgedaan_als))
    return label(Signaalstatus(signaal.status))


def _forms(dossier: Dossier) -> dict[str, forms.ActForm]:
    """The forms that make sense now, by the name of their act."""
    wanted: dict[str, type[forms.ActForm]] = {
        "poging": forms.PogingForm,
        "afspraak": forms.AfspraakForm,
        "anders": forms.AndersForm,
        "toewijzen": forms.ToewijsForm,
        "overdragen": forms.OverdraagForm,
    }
    if any(poging.bereikt != "ja" for poging in dossier.pogingen):
        wanted["reactie"] = forms.ReactieForm
    if any(afspraak.stand == Afspraak.Stand.GEPLAND for afspraak in dossier.afspraken):
        wanted["afloop"] = forms.AfspraakAfloopForm
    if dossier.beleid.raadplegen.extra:
        wanted["raadplegen"] = forms.RaadpleegForm
    if len(dossier.signalen) > 1:
        wanted["splitsen"] = forms.SplitsForm
    return {name: form(dossier=dossier, name=name) for name, form in wanted.items()}


def _after(dossier: Dossier) -> dict[str, Any]:
    """What came after the closing, and the forms to record more of it (R-UIT-4, R-UIT-6)."""
    after = aftercare_of(dossier.sluiting, dossier.termijnen) if dossier.is_closed else None
    consent = dossier.sluiting is not None and dossier.sluiting.toestemming
    if not dossier.is_closed or not _may_note(dossier):
        return {"after": after, "after_forms": {}}
    wanted: dict[str, type[forms.ActForm]] = {"intrekken": forms.IntrekForm} if consent else {}
    if after is not None:
        wanted |= {"vervolg": forms.VervolgForm, "afspraak": forms.AfspraakForm}
        if any(afspraak.stand == Afspraak.Stand.GEPLAND for afspraak in dossier.afspraken):
            wanted["afloop"] = forms.AfspraakAfloopForm
        if after.naar_shv and after.gesprek_op and after.besluit is None:
            wanted["besluit"] = forms.BesluitForm
        if after.besluit is not None:
            wanted["besluit-herstellen"] = forms.BesluitHerstelForm
        if after.vervolg:
            wanted["bericht-herstellen"] = forms.BerichtHerstelForm
    return {
        "after": after,
        "after_todo": next_words(after.afsluiting, dossier.afspraken) if after and not after.vervolg else "",
        "after_forms": {
            name.replace("-", "_"): form(dossier=dossier, name=name) for name, form in wanted.items()
        },
    }


def _may_note(dossier: Dossier) -> bool:
    return Right.ZAKEN_BEHANDELEN in dossier.rights and dossier.zaak.gewist_op is None


def _reopen(dossier: Dossier) -> forms.HeropenForm | None:
    if not dossier.is_closed or not _may_note(dossier):
        return None
    return forms.HeropenForm(dossier=dossier, name="heropenen")
