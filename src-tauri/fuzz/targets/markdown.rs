//! Any text as a standard's Markdown: the page that readers see runs nothing and leads nowhere
//! but to pages and mails.
#![no_main]

use handbook::{Handbook, HandbookId, Language, Standard, StandardId};
use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let now = Timestamp::UNIX_EPOCH;
    let handbook = Handbook::new(HandbookId::NONE, "Book", "Shop", Language::English);
    let mut standard = Standard::empty(StandardId::new(now, [0; 10]));
    standard.statement = text.to_string();
    let html = export::preview(&handbook, &standard, Language::English);
    let tags = html.split('<').skip(1);
    for tag in tags.filter_map(|rest| rest.split('>').next()) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        assert!(
            !["script", "iframe", "img", "svg", "object"].contains(&name),
            "{tag}"
        );
        for link in tag.split("href=\"").skip(1) {
            let is_known = ["http:", "https:", "mailto:", "#"];
            assert!(
                is_known
                    .iter()
                    .any(|known| link.to_lowercase().starts_with(known)),
                "{tag}"
            );
        }
    }
});
