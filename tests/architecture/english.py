"""English words that may stand in the names of the domain: machinery, and words Dutch borrowed.

A word of the field does not belong here but in docs/begrippen.md, with its meaning and source.
"""

WORDS = """
accept account active add adjusted admit after again agree all alone amount anew any as aside ask asks assign
at attempts audit back bag be before block book bound by caller cancel cards cells change check checks choose
chunk clear client close closing code codes collect condition confirm connect contact correct count counting
create cube date day days decide deliver delivered demands detail direct document done download drop due
during earlier early elsewhere email empty end enter erase event expected expired explained export extern fact
factor faults feedback fetch field fields figures file files finish first fix folder for form forms forward
from give grant ground hand handle hard hash hear hidden high household http id identify import in indicator
interval invite is it its joined keep key kind known language lapse last late left letter letters line lines
list load lock locked login long low make manifest many mark match may means messages model models most move
name need new next no not note notify now number object objects odd of offer old one only open others
otherwise out outline own pack page pages pass passive password path pdf people per person personal phi place
places plan point poll postal prepare preview print printed product professional progress propose put queue
quick ratio reached reaction read reason rebuild receipt receive received recheck record reference refresh
refusal refuse register rehearse reject remark remove rename reopen replace reply required requirement resend
reset resume retry returned revoke right role roles routes row rows run save say says seal second seconds see
seen select send sent sentence sentences set settle sha show signals since skip small sms sort split spreads
staff start status step stop store subject summary superuser switch take tau teams tell text thing to today
try turn two type undo unlock unread until unweighed update upload user username value values view visit
visits wait waiting warn webhook week weights well what wide with withdraw without words work write written
years yes
"""
MACHINERY = frozenset(WORDS.split())
