"""Pages, one topic a file: the report's tables in, finished pages out."""
