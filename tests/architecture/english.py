"""English words that may stand in the names of the domain: machinery, and words Dutch borrowed.

A word of the field does not belong here but in docs/begrippen.md, with its meaning and source.
"""

WORDS = """
account active add admit after all alone any as aside ask asks assign at attempts audit back bag before book bound
by cancel change check chunk checks choose clear close closing code codes collect condition confirm contact count create
date day days decide deliver delivered demands detail direct document done download due during early elsewhere
email end enter erase event expired export fact factor faults feedback fetch file files first fix for form forms
forward from give ground hand hard household id identify import in invite is it its joined keep kind known lapse
last late left letter letters line lines list load lock locked login long make manifest many mark models most move
name need new next no note now number object objects of offer old one only open otherwise own pack page pages pass
password pdf per person personal place plan point postal prepare preview print printed product professional
progress propose put queue quick reaction read reason receive recheck record refresh refusal refuse register reject
remove rename reopen replace requirement resend reset resume retry revoke right role roles row rows run save say
says second see select send sentence sentences set settle sha show signals since skip sort split staff start status
step stop store subject summary superuser switch take tell text thing to today turn two type undo unlock until
unweighed update upload user username value values view visit wait waiting warn week what with withdraw without
words write written yes
anew drop out routes seconds teams visits well work
"""
MACHINERY = frozenset(WORDS.split())
