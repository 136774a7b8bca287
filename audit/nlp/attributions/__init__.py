"""Statements out of the encoder's scores: spans, links, and the rules for forms that it has hardly seen.

`decoding` turns a window's scores into linked spans (`spans`, `tags`, `links`); every other module is one form that news prints
speech in, or one that only looks like it. `audit.nlp.attribution` puts them in order.
"""
