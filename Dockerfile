# syntax=docker/dockerfile:1
# The whole of Roster in one small image. Each platform builds for itself:
#   docker build --tag roster .
#   docker run --publish 127.0.0.1:8000:8000 --volume roster:/data roster

FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
# Set by BuildKit; keeps the platforms apart in the shared cache.
ARG TARGETARCH
RUN --mount=type=cache,id=roster-registry,target=/usr/local/cargo/registry \
    --mount=type=cache,id=roster-build,target=/build \
    export CARGO_TARGET_DIR="/build/${TARGETARCH:-here}" && \
    cargo build --release --locked --package roster && \
    cp "$CARGO_TARGET_DIR/release/roster" /roster && \
    mkdir /empty

FROM debian:bookworm-slim
# Whom to trust when an S3 store is reached by https.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /roster /usr/local/bin/roster
# A new volume takes its owner from here.
COPY --from=build --chown=10001:10001 /empty /data

USER 10001:10001
WORKDIR /data
VOLUME /data
ENV ROSTER_HTTP__LISTEN=0.0.0.0:8000 \
    ROSTER_DATABASE__URL=sqlite:///data/roster.db \
    ROSTER_OBJECTS__URL=file:///data/objects
EXPOSE 8000

# bash, which is part of Debian, speaks enough HTTP for one question. Whether
# the process lives is asked, not whether its database does: starting anew
# would not bring that back.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/${ROSTER_HTTP__LISTEN##*:} && printf 'GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["roster"]
CMD ["serve"]
