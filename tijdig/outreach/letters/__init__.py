"""The letter: a template with merge fields, printed as PDF/UA, in a run with a manifest (R-OUT-3).

`sjablonen` reads a template, `letter` holds one filled letter, `render` prints, `manifest` lists what was
printed. No database here: a caller fills the dataclasses and keeps the bytes.
"""
