"""Count sheets, keyed with the right hand alone."""
