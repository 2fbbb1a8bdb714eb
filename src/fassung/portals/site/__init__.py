"""One portal's static site: article pages, fronts, archive, feeds, sitemaps, and what it remembers.

:mod:`fassung.portals.site.site` brings an edition in; the others make one kind of file each.
"""
