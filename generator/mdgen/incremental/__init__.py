"""A build after a small edit: what a full build would make, from what the last one knew and the pages that changed.

The argument, in three steps. *What the page itself becomes* is found by the same functions that a full build uses, on the page, on what it refers
to and on the facts that the last build left (`state`, `settle`); before that is believed, the page as it was is sent the same way, and must come
out as the manifest lists it. *What other pages become* depends on a page only through what other pages, passes and modules can see of it;
`bounds` compares that for the page as it was and as it is, and refuses (`TooFarError`) everything whose reach it can't tell. *What is left* - counts,
findings, the manifest - is a sum over pages, of which one summand is exchanged (`update`). A refusal costs a full build and nothing else.
"""
