"""One run from paths to commit, in plain functions."""
