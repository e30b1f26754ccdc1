"""From published votes to the papers of a hall: areas, boxes, sheets and forms that add up to them."""
