//! The exact byte form of a standard: Markdown with YAML front matter.
//!
//! The front matter holds every field but the statement, which is the body. Writing is done
//! here, character by character, so that a digest made today holds for ever; reading is left to
//! a YAML library and also takes what people write by hand.

use serde_json::Value;

use crate::{Standard, StandardId};

/// Why a text is no standard.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text does not begin with front matter.
    #[error("there is no front matter: the file must begin with a line “---”")]
    NoFrontMatter,
    /// The front matter does not end.
    #[error("the front matter does not end: a second line “---” is missing")]
    NoEnd,
    /// The front matter cannot be understood.
    #[error("the front matter cannot be read: {0}")]
    FrontMatter(String),
    /// The statement stands twice.
    #[error("the statement stands in the front matter and below it; keep one")]
    TwoStatements,
}

/// Writes the exact bytes of a standard's text.
pub fn to_markdown(standard: &Standard) -> String {
    let mut value = serde_json::to_value(standard).expect("a standard is plain data");
    if let Value::Object(fields) = &mut value {
        fields.shift_remove("statement");
    }
    let mut text = String::from("---\n");
    if let Value::Object(fields) = &value {
        fields
            .iter()
            .for_each(|(key, value)| write_field(&mut text, key, value, 0));
    }
    text.push_str("---\n");
    if !standard.statement.is_empty() {
        text.extend(["\n", &standard.statement, "\n"]);
    }
    text
}

/// Reads a standard; `id` is for a text that names none.
pub fn from_markdown(text: &str, id: StandardId) -> Result<Standard, Error> {
    let (front, body) = split(text)?;
    let mut fields: Standard =
        serde_saphyr::from_str(front).map_err(|e| Error::FrontMatter(first_line(&e)))?;
    if !body.trim().is_empty() {
        if !fields.statement.is_empty() {
            return Err(Error::TwoStatements);
        }
        fields.statement = body.to_string();
    }
    if fields.id == StandardId::NONE {
        fields.id = id;
    }
    Ok(fields)
}

fn first_line(error: &serde_saphyr::Error) -> String {
    let text = error.to_string();
    text.lines()
        .next()
        .unwrap_or_default()
        .trim_start_matches("error: ")
        .to_string()
}

fn split(text: &str) -> Result<(&str, &str), Error> {
    let rest = text.strip_prefix("---\n").ok_or(Error::NoFrontMatter)?;
    let (front, body) = match rest.strip_prefix("---\n") {
        Some(body) => ("", body),
        None => rest
            .split_once("\n---\n")
            .or_else(|| rest.strip_suffix("\n---").map(|front| (front, "")))
            .ok_or(Error::NoEnd)?,
    };
    let body = body.strip_prefix('\n').unwrap_or(body);
    Ok((front, body.strip_suffix('\n').unwrap_or(body)))
}

fn write_field(text: &mut String, key: &str, value: &Value, depth: usize) {
    indent(text, depth);
    text.push_str(key);
    text.push(':');
    write_value(text, value, depth);
}

fn write_value(text: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            text.push('\n');
            fields
                .iter()
                .for_each(|(key, value)| write_field(text, key, value, depth + 1));
        }
        Value::Array(items) if !items.is_empty() => {
            text.push('\n');
            items
                .iter()
                .for_each(|item| write_item(text, item, depth + 1));
        }
        Value::String(string) => write_string(text, string, depth),
        other => text.push_str(&format!(" {other}\n")),
    }
}

fn write_item(text: &mut String, item: &Value, depth: usize) {
    indent(text, depth);
    text.push('-');
    let Value::Object(fields) = item else {
        return write_value(text, item, depth);
    };
    // The first field stands on the dash's line, the others below it.
    let mut block = String::new();
    fields
        .iter()
        .for_each(|(key, value)| write_field(&mut block, key, value, depth + 1));
    text.push(' ');
    text.push_str(block.trim_start_matches(' '));
}

fn indent(text: &mut String, depth: usize) {
    text.push_str(&"  ".repeat(depth));
}

fn write_string(text: &mut String, string: &str, depth: usize) {
    if is_plain(string) {
        return text.extend([" ", string, "\n"]);
    }
    if !is_block(string) {
        return text.extend([" ", &quoted(string), "\n"]);
    }
    text.push_str(" |-\n");
    for line in string.split('\n') {
        if !line.is_empty() {
            indent(text, depth + 1);
            text.push_str(line);
        }
        text.push('\n');
    }
}

/// Tells whether YAML reads `string` back as itself without quotes.
fn is_plain(string: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    const SPECIAL: &str = ":#{}[],&*!|>'\"%@`\\=<~";
    let starts_well = string.starts_with(|c: char| c.is_alphabetic());
    let is_special =
        |c: char| SPECIAL.contains(c) || !is_printable(c) || (c.is_whitespace() && c != ' ');
    starts_well
        && !string.ends_with(' ')
        && !string.contains(is_special)
        && !WORDS.contains(&string.to_lowercase().as_str())
}

/// Tells whether `string` can stand as a literal block of lines.
fn is_block(string: &str) -> bool {
    let is_odd = |c: char| !is_printable(c) && c != '\n' && c != '\t';
    string.contains('\n')
        && !string.starts_with([' ', '\t', '\n'])
        && !string.ends_with('\n')
        && !string.contains(is_odd)
        && !string
            .split('\n')
            .any(|line| !line.is_empty() && line.trim().is_empty())
}

fn is_printable(character: char) -> bool {
    !character.is_control()
        && !matches!(
            character,
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        )
}

fn quoted(string: &str) -> String {
    let mut quoted = String::from("\"");
    for character in string.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            odd if !is_printable(odd) => quoted.push_str(&format!("\\u{:04X}", u32::from(odd))),
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::*;
    use crate::{Channel, Step};

    fn id() -> StandardId {
        StandardId::new(Timestamp::UNIX_EPOCH, [7; 10])
    }

    #[test]
    fn a_hand_written_file_needs_no_more_than_a_title() {
        let text =
            "---\ntitle: Answer the phone\nchannels: [phone, in person]\n---\n\nSay hello.\n";
        let standard = from_markdown(text, id()).expect("a standard");
        assert_eq!(standard.title, "Answer the phone");
        assert_eq!(standard.statement, "Say hello.");
        assert_eq!(standard.channels, [Channel::Phone, Channel::InPerson]);
        assert_eq!(standard.id, id());
    }

    #[test]
    fn the_exact_bytes_of_a_standard() {
        let mut standard = Standard::empty(id());
        standard.code = "PH-03".into();
        standard.title = "Complaints: by phone".to_string();
        standard.respond_within = "2 minutes".parse().ok();
        standard.steps = vec![Step {
            text: "Greet.\nAsk.".into(),
            ..Step::default()
        }];
        standard.statement = "The adviser answers.".to_string();
        assert_eq!(
            to_markdown(&standard),
            "---\n\
             id: \"00000000-0000-7707-8707-070707070707\"\n\
             code: PH-03\n\
             title: \"Complaints: by phone\"\n\
             force: must\n\
             kind: service\n\
             respond_within: \"2 minutes\"\n\
             steps:\n  - text: |-\n      Greet.\n      Ask.\n\
             ---\n\nThe adviser answers.\n"
        );
    }

    #[test]
    fn a_wrong_type_and_an_unknown_field_are_named() {
        let read = |front: &str| {
            from_markdown(&format!("---\n{front}\n---\n"), id())
                .expect_err("wrong")
                .to_string()
        };
        assert!(
            read("colour: red").contains("colour"),
            "{}",
            read("colour: red")
        );
        assert!(
            read("force: maybe").contains("must, should, never"),
            "{}",
            read("force: maybe")
        );
        assert!(
            read("steps: many").contains("line"),
            "{}",
            read("steps: many")
        );
        assert!(matches!(
            from_markdown("title: x", id()),
            Err(Error::NoFrontMatter)
        ));
        assert!(matches!(
            from_markdown("---\ntitle: x\n", id()),
            Err(Error::NoEnd)
        ));
    }

    proptest! {
        #[test]
        fn every_text_reads_back_as_it_was_written(
            title in any::<String>(), statement in "[^\u{0}]*", script in "[a-z\n\\- #:\"'é்లో]*",
            steps in prop::collection::vec("[ -~\n\t]*", 0..4),
        ) {
            let mut standard = Standard::empty(id());
            standard.title = title;
            standard.script = script;
            standard.statement = if statement.trim().is_empty() { String::new() } else { statement };
            standard.steps = steps.into_iter().map(|text| Step { text, ..Step::default() }).collect();
            let written = to_markdown(&standard);
            let read = from_markdown(&written, StandardId::NONE);
            prop_assert_eq!(read.map_err(|e| e.to_string()), Ok(standard), "{}", written);
        }
    }
}
