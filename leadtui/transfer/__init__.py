"""Reading and writing of files: everything that knows a format, nothing that knows the store."""
