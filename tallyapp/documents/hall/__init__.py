"""What is printed for the tables of the hall: blank sheets and forms, slips for queried papers."""
