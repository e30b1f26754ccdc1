"""Words for people, without a screen: the catalogue, figures, papers, acts and parties."""
