//! The code on an invite's sheet: where the depot is, and the secret as words, as an address that
//! a scanner types or a telephone shows.

use url::Url;

/// What an invite's code says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteCode {
    /// The depot's address, where there is one.
    pub depot: Option<String>,
    /// The secret's nine words.
    pub words: String,
}

/// Reads what a scanner made of an invite's code; none where it is anything else.
pub fn read_invite_code(text: &str) -> Option<InviteCode> {
    let code = Url::parse(text.trim()).ok()?;
    if (code.scheme(), code.path()) != ("plumbline", "join") {
        return None;
    }
    let part = |name: &str| {
        let mut parts = code.query_pairs();
        let found = parts.find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned())
    };
    Some(InviteCode {
        depot: part("depot"),
        words: part("words")?,
    })
}

impl InviteCode {
    /// Writes the code.
    pub(super) fn write(&self) -> String {
        let mut code = Url::parse("plumbline:join").expect("this is an address");
        let depot = self.depot.iter().map(|depot| ("depot", depot));
        let parts = depot.chain([("words", &self.words)]);
        code.query_pairs_mut().extend_pairs(parts);
        code.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_written() {
        for depot in [
            None,
            Some("s3://b/x?a=1&words=ఎ"),
            Some("/media/share/Our handbook"),
        ] {
            let code = InviteCode {
                depot: depot.map(str::to_string),
                words: "lusab-babad".to_string(),
            };
            let written = code.write();
            assert!(written.is_ascii(), "{written}");
            assert_eq!(read_invite_code(&format!("{written}\n")), Some(code));
        }
    }

    #[test]
    fn other_addresses_and_words_are_no_code() {
        for other in [
            "lusab-babad",
            "https://join?words=x",
            "plumbline:join",
            "plumbline:leave?words=x",
        ] {
            assert_eq!(read_invite_code(other), None, "{other}");
        }
    }
}
