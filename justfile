# Shortcuts; `just` alone lists them.

_list:
    @just --list --unsorted

# Serve on http://localhost:8000, as in the README
run *args:
    cargo run --release -- serve {{ args }}

# Formatting, lints and all tests; or only those whose name contains `name`
test *name:
    ./test {{ name }}

# What has to be clean besides the tests
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# Licences, sources and walls of the dependencies (needs cargo-deny)
deny:
    cargo deny check

# Format all code
fmt:
    cargo fmt --all

# The measurements; see bench/README.md
bench *args:
    cargo run --release --package bench -- {{ args }}

# The container image, for this machine's processor
image tag="roster":
    docker build --tag {{ tag }} .

# Roster with PostgreSQL, MinIO and Mailpit, from compose.yaml
up:
    docker compose up --build
