//! `roster`: the command line, and the program that serves.

mod boot;
mod cli;
mod config;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
