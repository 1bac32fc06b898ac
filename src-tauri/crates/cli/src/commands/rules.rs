//! `rules`: the rules, from the rules themselves.

use std::io::Write;

use anyhow::Result;

use crate::args::RulesFormat;
use crate::output::{Answer, json, out};

pub fn run(format: RulesFormat) -> Result<Answer> {
    match format {
        RulesFormat::Json => json(&workflow::rules().collect::<Vec<_>>())?,
        RulesFormat::Markdown => markdown()?,
    }
    Ok(Answer::Fine)
}

fn markdown() -> Result<()> {
    let mut out = out();
    writeln!(out, "# What the checks find")?;
    for rule in workflow::rules() {
        writeln!(out, "\n## {}\n", rule.title)?;
        writeln!(out, "`{}` · {}\n\n{}", rule.id, rule.severity, rule.help)?;
        for (name, examples) in [("Flagged", rule.flagged), ("Accepted", rule.accepted)] {
            writeln!(out, "\n### {name}\n")?;
            examples
                .iter()
                .try_for_each(|example| writeln!(out, "> {example}\n"))?;
        }
    }
    Ok(out.flush()?)
}
