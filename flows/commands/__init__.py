"""What each command does. Its name and options stand in `flows/cli*.py`."""
