"""What was extracted, committed as Parquet and opened through DuckDB views."""
