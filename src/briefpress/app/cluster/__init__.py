"""Printing on more than one machine: `driver` is the only module that knows Dask, `worker` is what runs elsewhere."""
