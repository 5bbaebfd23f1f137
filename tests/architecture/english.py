"""English words that may stand in the names of the domain: machinery, and words Dutch borrowed.

A word of the field does not belong here but in docs/begrippen.md, with its meaning and source.
"""

WORDS = """
amount be block client earlier empty field fields grant hash key may odd others rehearse required unread years
account active add admit after again agree all alone anew any as aside ask asks assign at attempts audit back bag
before book bound by caller cancel cards cells change check checks choose chunk clear close closing code codes collect
condition confirm connect contact correct count counting create date day days decide deliver delivered demands detail
direct document done download drop due during early elsewhere email end enter erase event expired export extern fact
factor faults feedback fetch file files finish first fix for form forms forward from give ground hand handle hard
hidden high household http id identify import in indicator interval invite is it its joined keep kind known language
lapse last late left letter letters line lines list load lock locked login long low make manifest many mark match
messages models most move name need new next no not note notify now number object objects of offer old one only open
otherwise out own pack page pages pass passive password pdf people per person personal phi place plan point poll
postal prepare preview print printed product professional progress propose put queue quick reached reaction read
reason rebuild receipt receive recheck record refresh refusal refuse register reject remove rename reopen replace
reply requirement resend reset resume retry returned revoke right role roles routes row rows run save say says seal
second seconds see seen select send sent sentence sentences set settle sha show signals since skip small sort split
staff start status step stop store subject summary superuser switch take tau teams tell text thing to today try turn two
type undo unlock until unweighed update upload user username value values view visit visits wait waiting warn webhook
week well what wide with withdraw without words work write written yes
"""
MACHINERY = frozenset(WORDS.split())
