//! Writes the draft of a mail (RFC 5322) that opens in a mail program, ready to be sent.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;

/// How many bytes of text fit into an encoded word, so that a line with `Subject: ` before it has
/// at most 76 characters (RFC 2047, section 2).
const WORD: usize = 39;
/// How many bytes of text fit into a line of 76 characters (RFC 2045, section 6.8).
const LINE: usize = 57;

/// Writes a draft to hidden receivers. Whatever subject and text hold goes in as Base64, so that
/// nothing in them can begin a header; `addresses` are such that nothing in them can, either.
pub(crate) fn draft(subject: &str, text: &str, addresses: &[&str], at: Timestamp) -> String {
    let date = at.strftime("%a, %d %b %Y %H:%M:%S +0000");
    let lines: Vec<String> = text
        .replace("\r\n", "\n")
        .split('\n')
        .map(str::to_string)
        .collect();
    let text = lines.join("\r\n") + "\r\n";
    let body: Vec<String> = text
        .as_bytes()
        .chunks(LINE)
        .map(|line| STANDARD.encode(line))
        .collect();
    [
        // Mail programs open a message with this header for writing.
        "X-Unsent: 1".to_string(),
        format!("Date: {date}"),
        format!("Subject: {}", encoded(subject)),
        format!("Bcc: {}", addresses.join(",\r\n ")),
        "MIME-Version: 1.0".to_string(),
        "Content-Type: text/plain; charset=utf-8".to_string(),
        "Content-Transfer-Encoding: base64".to_string(),
        String::new(),
        body.join("\r\n"),
        String::new(),
    ]
    .join("\r\n")
}

/// Writes a text as encoded words, none of which splits a character (RFC 2047, section 5).
fn encoded(text: &str) -> String {
    let mut words = vec![String::new()];
    for character in text.chars() {
        let last = words.last_mut().expect("there is always a word");
        if last.len() + character.len_utf8() > WORD {
            words.push(character.to_string());
        } else {
            last.push(character);
        }
    }
    let words = words
        .iter()
        .map(|word| format!("=?utf-8?B?{}?=", STANDARD.encode(word)));
    words.collect::<Vec<_>>().join("\r\n ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_subject_or_a_text_becomes_a_header() {
        let subject = "Edition 8\r\nBcc: thief@example.org\r\n\r\nHello ఎడిషన్ பதிப்பு எண் எட்டு";
        let text = "\r\n.\r\nBcc: thief@example.org";
        let addresses = ["a@example.org", "b@example.org"];
        let mail = draft(subject, text, &addresses, Timestamp::UNIX_EPOCH);
        assert!(!mail.contains("thief"));
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        assert!(head.contains("Bcc: a@example.org,\r\n b@example.org\r\n"));
        assert!(head.contains("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"));
        assert!(mail.lines().all(|line| line.len() <= 76), "{mail}");
        let body = STANDARD.decode(body.replace("\r\n", "")).unwrap();
        assert_eq!(body, format!("{text}\r\n").into_bytes());
        let words = head.split("=?utf-8?B?").skip(1);
        let words = words.map(|word| STANDARD.decode(word.split_once("?=").unwrap().0).unwrap());
        let read: Vec<String> = words.map(|word| String::from_utf8(word).unwrap()).collect();
        assert_eq!(read.concat(), subject);
    }
}
