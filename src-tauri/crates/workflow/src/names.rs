//! File names that are made of people's words.

use std::collections::HashSet;
use std::path::Path;

/// The most bytes of a text that go into a file name; systems take 255 for the whole of it.
const MOST: usize = 120;
/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Makes a text fit to begin a file's name on every system.
pub(crate) fn file_name(text: &str) -> String {
    let seen = text.chars().map(|character| match character {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
        other if other.is_control() => '-',
        other => other,
    });
    let mut name = String::new();
    for character in seen {
        if name.len() + character.len_utf8() > MOST {
            break;
        }
        name.push(character);
    }
    let name = name.trim_matches([' ', '.']);
    match (name.is_empty(), is_device(name)) {
        (true, _) => "branch".to_string(),
        (_, true) => format!("{name}-branch"),
        _ => name.to_string(),
    }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end().to_lowercase();
    let is_port = |port: &str| {
        let number = stem.strip_prefix(port);
        number.is_some_and(|number| number.chars().count() == 1)
    };
    DEVICES.contains(&stem.as_str()) || is_port("com") || is_port("lpt")
}

/// Returns a name that is free in a folder and not among those `taken`, which it joins. Systems
/// differ in whether case tells names apart, so here it does not.
pub(crate) fn free_name(
    folder: &Path,
    name: &str,
    extension: &str,
    taken: &mut HashSet<String>,
) -> String {
    let mut number = 1;
    loop {
        let free = match number {
            1 => format!("{name}.{extension}"),
            _ => format!("{name}-{number}.{extension}"),
        };
        if !folder.join(&free).exists() && taken.insert(free.to_lowercase()) {
            return free;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_branch_name_leaves_the_folder_or_names_a_device() {
        assert_eq!(file_name("../../etc"), "-..-etc");
        assert_eq!(file_name("..."), "branch");
        assert_eq!(file_name("Con"), "Con-branch");
        assert_eq!(file_name("LPT1.txt"), "LPT1.txt-branch");
        assert_eq!(file_name("A/B: C?"), "A-B- C-");
        assert_eq!(file_name("கடற்கரைச் சாலை"), "கடற்கரைச் சாலை");
        assert!(file_name(&"வ".repeat(300)).len() <= MOST);
    }

    #[test]
    fn names_that_differ_only_in_case_get_numbers() {
        let mut taken = HashSet::new();
        let mut free = |name| free_name(Path::new("/nowhere"), name, "invite", &mut taken);
        assert_eq!(free("Mill"), "Mill.invite");
        assert_eq!(free("MILL"), "MILL-2.invite");
    }
}
