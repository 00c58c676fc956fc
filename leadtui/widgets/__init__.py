"""Parts of screens; they know domain records, not the store."""
