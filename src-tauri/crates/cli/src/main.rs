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

/// Tells what went wrong, and why where it does not say so itself.
fn said(error: &anyhow::Error) -> String {
    let mut text = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !text.contains(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

fn main() -> ExitCode {
    match commands::run(Arguments::parse().command) {
        Ok(Answer::Fine) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("plumbline: {}", said(&error));
            ExitCode::from(if commands::is_refusal(&error) { 1 } else { 2 })
        }
    }
}
