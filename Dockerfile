# The program and nothing of a desk, which is mounted on /desk: docs/deploy.md says how.
FROM debian:trixie-slim

# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv tzdata \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /opt/briefpress
COPY . .
# The set-up of every other machine: it installs what the engine lacks, and every package by its hash.
RUN PIP_NO_CACHE_DIR=1 sh .ci/setup runtime \
    && .venv/bin/python -m compileall -q src \
    && rm -rf /var/lib/apt/lists/*

ENV PATH=/opt/briefpress/.venv/bin:$PATH XDG_CACHE_HOME=/tmp
USER 1000:1000
WORKDIR /desk
HEALTHCHECK --interval=5m --start-period=24h CMD ["briefpress", "status", "--desk", "/desk"]
# Not by way of a shell: the signal that stops it has to reach it.
ENTRYPOINT ["briefpress"]
CMD ["schedule", "run", "--desk", "/desk", "--log-format", "json"]
