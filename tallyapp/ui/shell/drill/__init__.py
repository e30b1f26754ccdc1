"""The one-minute drill: three short sheets, keyed over the screen in a count of its own."""
