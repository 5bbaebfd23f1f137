"""The yearly report of a gemeente and of the Netherlands: what is in it, what it may say, and how it is made (R-MON-8).

A report is a document in Dutch, like a letter: it stays Dutch whoever is looking.
"""
