//! Roster's tests from outside: over HTTP, SMTP and the terminal, on both
//! databases. `./test` brings everything that they need.

mod audit;
mod bad_input;
mod idempotency;
mod lists;
mod messages;
mod passwords;
mod registration;
mod roles;
mod sessions;
mod sign_in;
mod throttles;
mod tokens;
mod users;
mod verification;
