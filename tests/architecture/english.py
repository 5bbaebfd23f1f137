"""English words that may stand in the names of the domain: machinery, and words Dutch borrowed.

A word of the field does not belong here but in docs/begrippen.md, with its meaning and source.
"""

WORDS = """
active add admit after alone as aside ask asks assign at attempts audit bag bound by change choose close closing
code codes condition confirm contact date decide delivered demands detail direct document elsewhere email end enter
erase event expired fact faults feedback first fix ground hand hard household id identify in is joined keep known
lapse last list load lock locked login long make manifest mark models most name need new next no now number object
objects of offer only open otherwise own password pdf per person personal place point postal prepare product
professional progress propose quick reaction receive recheck record refusal reopen requirement retry say says
sentence sentences set settle sha signals split staff start status step subject summary superuser text thing to
today type unweighed user username what words written yes
"""
MACHINERY = frozenset(WORDS.split())
