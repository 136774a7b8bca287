"""The command line: one file a command; each parses, checks and calls one plain function."""
