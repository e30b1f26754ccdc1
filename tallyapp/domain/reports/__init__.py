"""What is told of a count on paper, as frozen data that documents draw."""
