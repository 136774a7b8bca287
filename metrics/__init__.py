"""What is counted: one family a file, each metric a declaration around a pure function over tables."""
