"""Hand-coded samples of a run: drawn, read back, and what they say of the machine's figures."""
