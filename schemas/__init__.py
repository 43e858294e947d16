"""What every column means, which tables hold it, and the contract each row must meet."""
