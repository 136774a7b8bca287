"""Where batches are annotated: in worker processes of this machine, or on a Dask cluster."""
