"""F5: count sheets, keyed with the right hand alone."""
