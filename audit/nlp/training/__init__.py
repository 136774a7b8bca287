"""Training, evaluation and packaging of the shipped models; each command is run with `python -m`."""
