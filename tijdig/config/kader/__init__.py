"""The pages of the afwegingskader: what counts, how it is changed, and what a change would bring (R-TRI-1, R-TRI-3).

They stand in `config` because they put together what rooms above one another know: policy, and zaken to try it on.
"""
