"""What runs Copydesk: the command line, the sources, the Prefect flow."""
