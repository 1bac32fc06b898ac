//! What may be said of a branch.

use handbook::{Branch, Handbook, Role, unfit_text};

use crate::branches::fold;

/// The longest text that a branch's fields hold, in characters.
const LONGEST: usize = 200;
/// The longest address that mail knows, in bytes (RFC 5321, 4.5.3.1.3, without the brackets).
const LONGEST_ADDRESS: usize = 254;

/// Tidies what is said of a branch; roles are written as the handbook writes them. Returns why,
/// where it cannot stand so.
pub(crate) fn fit(branch: Branch, handbook: &Handbook) -> Result<Branch, String> {
    let branch = Branch {
        name: tidy("name", &branch.name)?,
        region: tidy("region", &branch.region)?,
        manager: tidy("manager", &branch.manager)?,
        email: tidy("e-mail", &branch.email)?,
        audience: roles(&branch.audience, handbook)?,
        ..branch
    };
    if fold(&branch.name).is_empty() {
        return Err("it has no name".to_string());
    }
    if !branch.email.is_empty() && !is_address(&branch.email) {
        return Err(format!("“{}” is no e-mail address", branch.email));
    }
    Ok(branch)
}

/// Writes a text on one line, and refuses what cannot be seen.
fn tidy(field: &str, text: &str) -> Result<String, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    if let Some(unfit) = unfit_text(&text) {
        return Err(format!("the {field} holds {unfit}"));
    }
    let length = text.chars().count();
    if length > LONGEST {
        return Err(format!(
            "the {field} has {length} characters, but at most {LONGEST} fit"
        ));
    }
    Ok(text)
}

fn roles(given: &[Role], handbook: &Handbook) -> Result<Vec<Role>, String> {
    let mut roles: Vec<Role> = Vec::new();
    for role in given {
        let name = tidy("role", &role.0)?;
        let known = handbook.roles.iter().find(|r| fold(&r.0) == fold(&name));
        let role = known.cloned().unwrap_or(Role(name));
        if !role.is_empty() && !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(roles)
}

/// Tells whether mail can be sent to an address. Narrower than RFC 5321 on purpose: no quotes,
/// no comments, nothing that could end the address or the line it stands on.
pub(crate) fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let is_fit = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let is_host = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let has_parts = |text: &str| text.split('.').all(|part| !part.is_empty());
    text.len() <= LONGEST_ADDRESS
        && has_parts(name)
        && has_parts(host)
        && name.chars().all(is_fit)
        && host.chars().all(is_host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_add_a_header_or_a_receiver_is_no_address() {
        assert!(is_address("mill.lane+hr@shop.example.org"));
        for text in [
            "",
            "nobody",
            "a@b@c",
            "@example.org",
            "a@",
            "a@.org",
            "a..b@example.org",
            "a@example.org, b@example.org",
            "a@example.org\r\nBcc: c@example.org",
            "<a@example.org>",
            "a b@example.org",
            "ఎ@example.org",
        ] {
            assert!(!is_address(text), "{text:?}");
        }
    }
}
