"""The site: everything in docs as pages that a browser shows, with no network and no server."""
