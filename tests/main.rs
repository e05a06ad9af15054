//! Roster's tests from outside: over HTTP, SMTP and the terminal, on both
//! databases. `./test` brings everything that they need.

mod access;
mod audit;
mod backup;
mod bad_input;
mod bad_requests;
mod command_line;
mod config;
mod crash;
mod faults;
mod health;
mod idempotency;
mod layers;
mod lists;
mod messages;
mod migrations;
mod own_account;
mod passwords;
mod registration;
mod roles;
mod sessions;
mod sign_in;
mod throttles;
mod tokens;
mod users;
mod verification;
