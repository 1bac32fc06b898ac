//! File names made from what people call things.

/// Makes a file name that every system takes: letters, digits, spaces and hyphens of `text`.
pub(crate) fn file_name(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| {
            if c.is_control() || r#"\/:*?"<>|."#.contains(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = plain.chars().take(80).collect();
    match short.trim() {
        "" => "branch".to_string(),
        name => name.to_string(),
    }
}
