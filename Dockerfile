# kat-handouts with everything it needs: see docs/ci.md.
FROM debian:bookworm-slim

WORKDIR /usr/src/kat-handouts
COPY scripts/system-packages.txt scripts/
RUN apt-get update \
    && grep -v '^#' scripts/system-packages.txt \
        | DEBIAN_FRONTEND=noninteractive xargs apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/*

COPY requirements.lock .
RUN python3 -m venv /opt/kat-handouts \
    && /opt/kat-handouts/bin/python -m pip install --no-cache-dir --require-hashes -r requirements.lock

COPY . .
RUN /opt/kat-handouts/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation . \
    && ln -s /opt/kat-handouts/bin/kat-handouts /usr/local/bin/ \
    && install -d -m 1777 /work /var/cache/kat-handouts

ENV KAT_HANDOUTS_CACHE_DIR=/var/cache/kat-handouts
USER nobody
WORKDIR /work
ENTRYPOINT ["kat-handouts"]
CMD ["build"]
