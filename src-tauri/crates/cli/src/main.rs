//! The command line: arguments in, workflow, text or JSON out.

mod args;
mod commands;
mod machine;
mod next;
mod output;
mod passphrase;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Arguments;
use crate::output::Answer;

fn main() -> ExitCode {
    match commands::run(Arguments::parse().command) {
        Ok(Answer::Fine) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("plumbline: {}", output::why(&error));
            ExitCode::from(if commands::is_refusal(&error) { 1 } else { 2 })
        }
    }
}
