"""What counts for each indicator, as conditions over the rows without a person that any SQL engine reads (R-MON-2)."""

from collections.abc import Mapping

from tijdig.rules.indicators import Dimensie, Feit

TRUE = "true"
REFERRED = "hulptype in ('verwijzing_financieel', 'verwijzing_niet_financieel')"
TO_DEBT_HELP = "hulptype = 'verwijzing_financieel'"
HEARD = "vervolg not in ('', 'nog_niets_bekend')"
ARRIVED = "vervolg in ('aangekomen', 'plan_gestart', 'geeindigd')"
# Per indicator: what counts in the teller, and what in the noemer ("" = no noemer). A bare condition counts rows;
# `sum: …` adds up. `{v}` is the version of the definition.
MEASURES: dict[str, tuple[str, str]] = {
    "S1": (TRUE, ""),
    "S4": ("crisis", TRUE),
    "S5": ("einde_levering and partnertype = 'energieleverancier'", "partnertype = 'energieleverancier'"),
    "S6": ("melding is not null", TRUE),
    "S7": ("reden <> ''", ""),
    "S8T": ("sum: telefoon", "sum: signalen"),
    "S8E": ("sum: email", "sum: signalen"),
    "S9": ("overeenkomst", TRUE),
    "S9L": ("overeenkomst and geleverd", "overeenkomst"),
    "S2": ("sum: signalen", "sum: inwoners"),
    "M1": (TRUE, ""),
    "M1R": ("sum: meldingen", "sum: inwoners"),
    "M2E": ("kind_{v} = 'enkelvoudig'", TRUE),
    "M2M": ("kind_{v} in ('meervoudig', 'beide')", TRUE),
    "M2O": ("kind_{v} in ('opeenvolgend', 'beide')", TRUE),
    "M3": ("sum: signalen", TRUE),
    "M4": ("sum: bedrag", TRUE),
    "M8": ("bij_shv", TRUE),
    "M9": ("recidive", TRUE),
    "C1": (TRUE, ""),
    "C3": ("sum: pogingen", TRUE),
    "C4": ("pogingen > 0", TRUE),
    "C5A": ("bereikt", TRUE),
    "C5G": ("bereikt", "pogingen > 0"),
    "C6": ("bereikt = 'ja'", TRUE),
    "C7": ("bereikt = 'onbekend'", TRUE),
    "H1A": ("hulp", TRUE),
    "H1G": ("hulp and pogingen > 0", "pogingen > 0"),
    "H1C": ("hulp and bereikt", "bereikt"),
    "H2Q": ("hulp and hulptype = 'quick_fix'", "hulp"),
    "H2F": ("hulp and hulptype = 'verwijzing_financieel'", "hulp"),
    "H2N": ("hulp and hulptype = 'verwijzing_niet_financieel'", "hulp"),
    "H3": ("tot_hulp", TRUE),
    "H5": ("reden_geen_hulp <> ''", ""),
    "H6": ("hulp and hulptype = 'verwijzing_niet_financieel'", ""),
    "E2V": (REFERRED, ""),
    "E2A": (f"{REFERRED} and {ARRIVED}", f"{REFERRED} and {HEARD}"),
    "E2P": (f"{TO_DEBT_HELP} and vervolg in ('plan_gestart', 'geeindigd')", f"{TO_DEBT_HELP} and {HEARD}"),
    "H7": ("hulp and hulp_laat", "hulp"),
    "P4": ("sum: minuten", "bereikt"),
    "P1": ("sum: minuten", "sum: inwoners"),
    "P5": ("sum: norm", "bereikt"),
    "P6": ("sum: minuten", TRUE),
    "P7": ("sum: norm", TRUE),
    "T1": ("aanbod = 'op_tijd'", "aanbod in ('op_tijd', 'gemist')"),
    "T2": ("gesprek = 'op_tijd'", "gesprek in ('op_tijd', 'gemist')"),
    "T3": ("bedreigend = 'op_tijd'", "bedreigend in ('op_tijd', 'gemist')"),
    "T4": ("aanbod = 'loopt'", ""),
    "T5": ("sum: dagen_tot_poging", "dagen_tot_poging is not null"),
    "T6": ("sum: dagen_tot_contact", "dagen_tot_contact is not null"),
    "T7": ("sum: dagen_tot_einde", "dagen_tot_einde is not null"),
    "K1": ("hulp and not bereikt", "hulp"),
    "K2": ("hulp and afgerond and hulptype = ''", "hulp"),
    "K3": ("blijft_open", TRUE),
    "K4": ("niet_nagekeken and not afgerond", "not afgerond"),
    "K5": ("zonder_uitslag", "pogingen > 0"),
}

# Dimensions with values of few indicators: each is grouped apart, so that the others are not grouped by them too.
FINE: Mapping[Dimensie, str] = {
    Dimensie.DAGEN_TOT_POGING: "least(dagen_tot_poging, 90)",
    Dimensie.DAGEN_TOT_CONTACT: "least(dagen_tot_contact, 90)",
    Dimensie.DAGEN_TOT_EINDE: "least(dagen_tot_einde, 365)",
    # Classes of 10 euro below 1,000, of 100 above, of 1,000 from 10,000 on.
    Dimensie.BEDRAG: "bedrag - mod(bedrag, case when bedrag < 100000 then 1000 when bedrag < 1000000 then 10000 "
    "else 100000 end)",
    Dimensie.POGINGEN: "least(pogingen, 10)",
    Dimensie.QUICK_FIX: "quick_fix",
    Dimensie.ORGANISATIE: "organisatie",
    Dimensie.REDEN_GEEN_HULP: "reden_geen_hulp",
    Dimensie.VERVOLG: "vervolg",
}
# Dimensions that are made of other columns of these rows.
MADE: Mapping[Feit, Mapping[Dimensie, str]] = {
    Feit.POGING: {
        Dimensie.SOORT_EN_BEURT: "contactsoort || case when nummer = 1 then ':eerste' else ':later' end"
    },
}
