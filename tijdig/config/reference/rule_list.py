"""Every rule of the process in one line, with its source. What carries and proves it is found by reading the code.

`carried`: built in this release; an architecture test then asks for code and a test that name it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    id: str
    what: str
    source: str
    carried: bool = True


def _later(rule_id: str, what: str, source: str) -> Rule:
    return Rule(rule_id, what, source, carried=False)


RULES: tuple[Rule, ...] = (
    Rule(
        "R-PAR-1",
        "A signaalpartner, its type, contacts and soorten are kept once for all gemeenten",
        "LR 2.1",
    ),
    Rule("R-PAR-2", "Without an agreement in force on the day, a delivery is refused whole", "LR 2.4"),
    Rule(
        "R-PAR-3",
        "Signaalsoorten are dated policy, each with its ground, days and gemeenten",
        "Wgs 3.1.b, 10; LR 2.1",
    ),
    _later(
        "R-PAR-4",
        "Other messages through the same door: end of delivery, disconnection, eviction, CAK",
        "LR 3.7",
    ),
    Rule(
        "R-INT-1",
        "Every door gives the same result; the layout is public, versioned, with examples",
        "own choice",
    ),
    Rule(
        "R-INT-2",
        "The fields of a line; no BSN ever, unknown columns are dropped and named",
        "LR 3.1; Wgs 8b; AVG 5.1.c",
    ),
    Rule(
        "R-INT-3",
        "Parse once; a line is a value or all its faults; every line is accounted for",
        "own choice",
    ),
    Rule(
        "R-INT-4",
        "The same file or line twice has the effect of once; an interrupted delivery can be resent",
        "LR 8.3.1",
    ),
    _later("R-INT-5", "The partner gets a signed receipt per line", "users"),
    _later("R-INT-6", "Quality of deliveries per partner and month", "LR 8.3.1"),
    _later("R-INT-7", "A partner can withdraw or correct a signal", "users"),
    Rule(
        "R-ADM-1",
        "The partner states the steps of social collection; one missing means onterecht",
        "LR 2.2, 2.3",
    ),
    Rule("R-ADM-2", "The arrears is old enough, not too old, and of enough terms", "LR 3.4"),
    Rule("R-ADM-3", "Below the drempelbedrag of the gemeente a signal is not proportional", "LR 5.4"),
    Rule("R-ADM-4", "A legal person, known by the form in its name, is no inwoner", "LR 3.6"),
    Rule(
        "R-ADM-5", "A recent repeat that is not higher need not be taken up; a higher one must", "LR 4; DDAS"
    ),
    Rule("R-ADM-6", "Where staff are not safe no visit is proposed, and few may know why", "DDAS"),
    Rule(
        "R-BRP-1",
        "Every admitted signal is checked against the BRP first, by link or by hand",
        "Wgs 8b; Wet BRP 1.7",
    ),
    Rule("R-BRP-2", "Only the fields that are needed are asked for, and each question is logged", "LR 3.2"),
    Rule("R-BRP-3", "Names are compared tolerantly and explained: sure, unsure or not found", "LR 3.2"),
    Rule("R-BRP-4", "Unsure or not found goes to a work list that only a person empties", "LR 3.2.2; AVG 22"),
    Rule("R-BRP-5", "Deceased: told to the partner; a person decides about the household", "LR 3.2.3"),
    Rule("R-BRP-6", "Minor: to a person, who looks for the parent or main occupant", "LR 3.2.4"),
    Rule(
        "R-BRP-7",
        "Lives elsewhere: sent on without delay, never with the address to the partner",
        "Awb 2:3; LR 3.2.5",
    ),
    Rule("R-BRP-8", "Curatele: the offer goes to the curator; bewind: to the inwoner", "LR 3.3"),
    Rule("R-SHV-1", "Already in schuldhulpverlening: to the professional who has the contact", "LR 3.2.6"),
    Rule("R-SHV-2", "Ended a short while ago: to aftercare; longer ago: the normal route", "LR 3.2.7"),
    Rule(
        "R-SHV-3", "The SHV register behind one small interface; no other record before acceptance", "Wgs 8d"
    ),
    Rule("R-MAT-1", "Signals of one address in one period become one zaak; persons stay apart", "LR 3.5"),
    Rule("R-MAT-2", "Meervoudig, opeenvolgend and recidive are facts, independent of each other", "LR 8.7"),
    Rule("R-MAT-3", "A signal joins the open zaak; matching again, in any order, gives the same", "LR 5.2"),
    Rule("R-MAT-4", "All signals of a zaak get one approach, and none of them is lost by it", "LR 5.1"),
    Rule(
        "R-TRI-1", "The afwegingskader: ordered rules over a closed set of facts; the first decides", "LR 5"
    ),
    Rule(
        "R-TRI-2", "A proposal says why; a person confirms it or decides otherwise with a reason", "LR 3.2.2"
    ),
    Rule("R-TRI-3", "A changed kader can be tried on last year's zaken", "LR 5.8"),
    Rule("R-TRI-4", "Capacity in hours against what is proposed", "LR 4.1, 4.2"),
    Rule("R-TRI-5", "Own rules for repeats: another approach, priority or a pause", "LR 5.2"),
    Rule("R-TRI-6", "Ships with the kader of Dordrecht and a plain default", "Dordrecht, Vroeg Eropaf 6"),
    _later("R-TRI-7", "The kader names the team; a zaak is seen by its team", "LR 8.6"),
    Rule("R-TRM-1", "Offer and first conversation within four weeks of receipt", "Wgs 3.1.b, 4.1.b"),
    Rule(
        "R-TRM-2", "Threatening situation: within three working days, on top of every list", "Wgs 4.2; LR 3.7"
    ),
    Rule("R-TRM-3", "After acceptance the partner pauses collection for the days of policy", "LR 8.8.3"),
    Rule("R-TRM-4", "A decision within the term of the verordening, at most eight weeks", "Wgs 4a"),
    Rule(
        "R-TRM-5", "Each clock has its own start, end and warnings; what is late stays visible", "own choice"
    ),
    Rule(
        "R-OUT-1",
        "Type of contact, reached or not, and end result are three separate lists",
        "LR 8.5.1; DDAS",
    ),
    Rule(
        "R-OUT-2",
        "What is recorded of an attempt; a letter lapses, a reply stands on its letter",
        "LR 8.5.2, 8.5.3",
    ),
    Rule(
        "R-OUT-3", "Letters from versioned templates, PDF/UA, in print runs; nothing is sent twice", "LR 4.3"
    ),
    Rule(
        "R-OUT-4", "The next step of a sequence comes on its day and stops when somebody was reached", "LR 4"
    ),
    _later("R-OUT-5", "Rounds of home visits", "LR 4.1"),
    _later("R-OUT-6", "Reply page for the inwoner, by code", "LR 4.4"),
    _later("R-OUT-7", "The desk finds a zaak by code", "Divosa"),
    _later("R-OUT-8", "A zaak shows where its data came from and on what ground", "AVG 14"),
    Rule("R-UIT-1", "End results have a versioned mapping to DDAS and the national monitor", "DDAS; LR 8.8"),
    Rule(
        "R-UIT-2",
        "No end result without what it requires: type of help, to whom, which quick fix",
        "LR 8.8.2, 8.8.3",
    ),
    Rule("R-UIT-3", "What counts as accepted help is shown next to the choice", "LR 8.8.2"),
    Rule("R-UIT-4", "Handed over is finished; there is no state in which a zaak runs on elsewhere", "LR 7.5"),
    Rule("R-UIT-5", "A closed zaak can be reopened with a reason; both moments count", "users"),
    _later("R-UIT-6", "Whoever wants help gets the next step at once", "Wgs 4a"),
    Rule("R-TER-1", "Whitelist of what a partner may be told", "LR 6; DDAS"),
    Rule("R-TER-2", "What is never told has no field, text or path by which it could leave", "LR 6; DDAS"),
    Rule("R-TER-3", "Told in time, once, with a receipt; a partner sees only its own signals", "own choice"),
    Rule("R-TER-4", "Help accepted comes with the end of the pause of collection", "LR 8.8.3"),
    Rule(
        "R-BEW-1",
        "After the retention term the person is gone and the count stays; runs daily",
        "LR 3.5; AVG 5.1.e",
    ),
    Rule("R-BEW-2", "Every field is declared kept or erased", "AVG 25"),
    _later("R-BEW-3", "Right of access: everything about one person from one screen", "AVG 15-21"),
    Rule("R-BEW-4", "Append-only audit of every act and look, without names", "AVG 5.2, 30"),
    Rule("R-ROL-1", "Rights come from roles, per gemeente", "own choice"),
    Rule("R-ROL-2", "A gemeente never sees another's rows; the database enforces it", "AVG 32"),
    _later("R-ROL-3", "Staff log in with a second factor or through the gemeente's own provider", "BIO2"),
    Rule("R-MON-1", "One cube per month, counted whole or by month with the same result", "Divosa"),
    Rule("R-MON-2", "Every indicator with its sentence and its denominator in words", "Divosa; LR 8, 9"),
    Rule("R-MON-3", "Definitions have versions, and the version stands with the figure", "Divosa"),
    Rule("R-MON-4", "A year is the mean of its months, or pooled; the page says which", "Divosa"),
    _later("R-MON-5", "Comparison in funnel plots, with exact limits and overdispersion", "Spiegelhalter"),
    Rule("R-MON-6", "Protecting comes last and cannot be skipped; subtraction gives nothing", "CBS"),
    Rule(
        "R-MON-7", "Own pages: one question each, with chart, table, text, download and address", "own choice"
    ),
    _later("R-MON-8", "Yearly report of a gemeente and of the Netherlands", "Divosa; LR 7.8"),
    Rule("R-MON-9", "Delivery to DDAS in two versions, as a file or collected, with a rehearsal", "DDAS"),
    Rule("R-MON-10", "Quality of registration, each fault with the work list to mend it", "Divosa; LR 8.5"),
)
