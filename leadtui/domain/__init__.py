"""The rules, pure: nothing here knows a database, a file format or a screen."""
