"""What becomes of committed files: verified, repaired, compacted, withdrawn."""
