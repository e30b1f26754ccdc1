"""Who has how many votes, and whether the papers still to come can change who is elected."""
