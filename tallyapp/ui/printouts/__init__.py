"""What the window prints or saves: slips, blank papers, tables."""
