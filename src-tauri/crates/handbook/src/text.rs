//! Which characters a standard's texts may hold.

use serde_json::Value;

use crate::Standard;

/// A character that must not stand in an official text, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnfitText {
    /// The character.
    pub character: char,
    /// Its place, counted in characters from 1.
    pub position: usize,
}

impl UnfitText {
    /// Tells whether the character turns the direction of the text around it, so that what is
    /// read is not what is stored.
    pub fn turns_direction(&self) -> bool {
        is_direction_override(self.character)
    }
}

impl std::fmt::Display for UnfitText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = if self.turns_direction() {
            "text-direction"
        } else {
            "control"
        };
        write!(
            f,
            "a {what} character (U+{:04X}) at character {}",
            u32::from(self.character),
            self.position
        )
    }
}

/// Finds the first control character (other than line break and tab) or direction override.
///
/// The overrides are those of Unicode's bidirectional algorithm (UAX 9), U+202A to U+202E and
/// U+2066 to U+2069: with them a text can read otherwise than it is stored.
pub fn unfit_text(text: &str) -> Option<UnfitText> {
    let mut characters = text.chars().enumerate();
    let found = characters.find(|(_, character)| is_unfit(*character));
    found.map(|(index, character)| UnfitText {
        character,
        position: index + 1,
    })
}

/// Finds the first field of a standard that holds an unfit character, and names it.
pub fn unfit_field(standard: &Standard) -> Option<(String, UnfitText)> {
    let value = serde_json::to_value(standard).expect("a standard is plain data");
    unfit_value(&value, "")
}

fn unfit_value(value: &Value, name: &str) -> Option<(String, UnfitText)> {
    match value {
        Value::String(text) => unfit_text(text).map(|unfit| (name.to_string(), unfit)),
        Value::Array(items) => items.iter().find_map(|item| unfit_value(item, name)),
        Value::Object(fields) => fields.iter().find_map(|(field, value)| {
            let name = if name.is_empty() {
                field.clone()
            } else {
                format!("{name}: {field}")
            };
            unfit_value(value, &name)
        }),
        _ => None,
    }
}

fn is_unfit(character: char) -> bool {
    let is_layout = matches!(character, '\n' | '\t');
    (character.is_control() && !is_layout)
        || is_direction_override(character)
        || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

fn is_direction_override(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_otherwise_than_it_is_stored_is_found() {
        assert_eq!(unfit_text("Fine: తెలుగు‌లో\n\tதமிழ்"), None);
        let found = unfit_text("Pay \u{202E}001 pesos").expect("an override");
        assert_eq!(
            found.to_string(),
            "a text-direction character (U+202E) at character 5"
        );
        assert!(unfit_text("bell\u{7}").is_some());
    }
}
