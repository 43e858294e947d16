"""Questions to the warehouse: SQL, named questions, the difference of two runs."""
