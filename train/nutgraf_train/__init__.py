"""How nutgraf's entity model is made: readers, silver labels, student, export."""
