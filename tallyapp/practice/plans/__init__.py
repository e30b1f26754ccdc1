"""From published votes to papers of a hall: areas, boxes, sheets and forms that add up to them."""
