"""Human rating: blind campaigns, their pages' data, agreement, and the formats of WMT.

``mqm`` reads and scores error annotations, ``campaign`` and ``ledger`` keep a rating session in plain
files, ``agreement`` says how far raters agree, ``appraise`` and ``mqm`` speak to other tools.
"""
