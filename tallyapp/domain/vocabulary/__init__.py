"""The words of the count: units, places, things on paper, findings, kinds of election."""
