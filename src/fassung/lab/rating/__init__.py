"""Human rating: blind campaigns, agreement of raters, and the formats of WMT.

Start reading at ``campaign`` (what lies in the folder), ``plan`` (who rates what) and ``ledger``
(what was said). ``results`` and ``agreement`` say what came of it; ``mqm``, ``appraise`` and
``exchange`` speak the formats of WMT.
"""
