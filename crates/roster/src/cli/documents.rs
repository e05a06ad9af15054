//! Documents that the program prints of itself.

use clap::CommandFactory;

use super::output;
use super::{Cli, Done};

pub fn openapi() -> Done {
    output::text(&web::openapi().to_pretty_json().unwrap_or_default())
}

pub fn completions(shell: clap_complete::Shell) -> Done {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "roster", &mut out);
    output::bytes(&out)
}

pub fn man() -> Done {
    let mut out = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut out)?;
    output::bytes(&out)
}
