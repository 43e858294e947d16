"""What `copydesk rules check` looks for."""
