//! How results look: plain text for people, JSON for machines, colour only on a terminal.

use std::fmt::Arguments;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::time::Duration;

use anyhow::Result;
use handbook::Role;
use indicatif::ProgressBar;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

/// What a command answered, where it could answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// All is well: exit code 0.
    Fine,
    /// The answer is no: exit code 1.
    No,
}

impl Answer {
    /// Says yes or no.
    pub fn when(is_fine: bool) -> Self {
        if is_fine { Self::Fine } else { Self::No }
    }
}

/// Standard output, buffered.
pub fn out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Prints a line; that nobody reads it any more is no failure.
#[macro_export]
macro_rules! say {
    ($($argument:tt)*) => {
        $crate::output::print_line(format_args!($($argument)*))
    };
}

/// Prints a line on standard output.
pub fn print_line(line: Arguments) {
    let _ = writeln!(io::stdout(), "{line}");
}

/// Prints a value as JSON.
pub fn json(value: &impl Serialize) -> Result<()> {
    let mut out = out();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

/// A colour of the terminal, by its ANSI code.
#[derive(Debug, Clone, Copy)]
pub enum Paint {
    /// For what must be fixed, and for what went.
    Red,
    /// For what should be fixed.
    Yellow,
    /// For what is fine, and for what came.
    Green,
    /// For what stands back.
    Dim,
    /// For what stands out.
    Bold,
}

/// Colours a text if standard output is a terminal and `NO_COLOR` is not set.
pub fn paint(paint: Paint, text: &str) -> String {
    let is_wanted = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if !is_wanted {
        return text.to_string();
    }
    let code = match paint {
        Paint::Red => 31,
        Paint::Yellow => 33,
        Paint::Green => 32,
        Paint::Dim => 2,
        Paint::Bold => 1,
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// Writes a count with its noun: “1 standard”, “2 standards”.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// Shows that work goes on, on a terminal only.
pub fn spinner() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

/// Writes a moment for people: the day and the minute where this computer is.
pub fn moment(at: Timestamp) -> String {
    let here = at.to_zoned(TimeZone::system());
    here.strftime("%Y-%m-%d %H:%M %Z").to_string()
}

/// Names the roles for which something was chosen.
pub fn for_roles(roles: &[Role]) -> String {
    match roles {
        [] => "for all roles".to_string(),
        roles => {
            let names: Vec<&str> = roles.iter().map(|role| role.0.as_str()).collect();
            format!("for the roles {}", names.join(", "))
        }
    }
}

/// Says what went wrong and why, a cause that was told already only once.
pub fn why(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if text.is_empty() {
            text = cause;
        } else if !text.ends_with(&cause) {
            text = format!("{text}: {cause}");
        }
    }
    text
}

/// Tells whether an error only means that nobody reads the output any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_closed = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    };
    error.chain().any(is_closed)
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn a_cause_that_was_told_is_not_told_again() {
        let cause = io::Error::other("the stick is gone");
        let error =
            anyhow::Error::new(cause).context("/media/stick cannot be read: the stick is gone");
        assert_eq!(
            why(&error),
            "/media/stick cannot be read: the stick is gone"
        );
        let error = Err::<(), _>(error).context("nothing was sent").unwrap_err();
        assert_eq!(
            why(&error),
            "nothing was sent: /media/stick cannot be read: the stick is gone"
        );
    }
}
