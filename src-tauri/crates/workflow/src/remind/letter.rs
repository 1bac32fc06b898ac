//! The words of a reminder, in the language in which the handbook is written.

use handbook::{Handbook, Language};
use jiff::civil::Date;

/// What a mail says.
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) text: String,
}

/// A language's words; `{number}`, `{handbook}` and `{date}` stand for what is said.
struct Words {
    subject: &'static str,
    greeting: &'static str,
    missing: &'static str,
    due: &'static str,
    ask: &'static str,
    sent: &'static str,
}

const ENGLISH: Words = Words {
    subject: "Please acknowledge edition {number} of “{handbook}”",
    greeting: "Dear branch manager,",
    missing: "Your acknowledgement of edition {number} of “{handbook}” has not arrived yet.",
    due: "It was asked for by {date}.",
    ask: "Please open Plumbline, read what changed for your branch, and acknowledge the edition.",
    sent: "If you have done so, please bring the receipt to the depot or send it to us as a file.",
};

const FILIPINO: Words = Words {
    subject: "Pakikumpirma ang edisyon {number} ng “{handbook}”",
    greeting: "Mahal na tagapamahala ng sangay,",
    missing: "Hindi pa dumarating ang kumpirmasyon ninyo sa edisyon {number} ng “{handbook}”.",
    due: "Hiningi ito hanggang {date}.",
    ask: "Pakibuksan ang Plumbline, basahin kung ano ang nagbago para sa inyong sangay, at kumpirmahin ang edisyon.",
    sent: "Kung nagawa na ninyo ito, pakidala ang resibo sa depot o ipadala ito sa amin bilang file.",
};

const TELUGU: Words = Words {
    subject: "దయచేసి “{handbook}” సంచిక {number} ను ధృవీకరించండి",
    greeting: "గౌరవనీయ శాఖ మేనేజర్ గారికి,",
    missing: "“{handbook}” సంచిక {number} కు మీ ధృవీకరణ ఇంకా అందలేదు.",
    due: "దానిని {date} లోపు కోరాము.",
    ask: "దయచేసి Plumbline తెరిచి, మీ శాఖకు ఏమి మారిందో చదివి, సంచికను ధృవీకరించండి.",
    sent: "మీరు ఇప్పటికే చేసి ఉంటే, రసీదును డిపోలో ఉంచండి లేదా ఫైల్‌గా మాకు పంపండి.",
};

const TAMIL: Words = Words {
    subject: "“{handbook}” பதிப்பு {number} ஐ உறுதிப்படுத்தவும்",
    greeting: "அன்புள்ள கிளை மேலாளருக்கு,",
    missing: "“{handbook}” பதிப்பு {number} க்கான உங்கள் உறுதிப்பாடு இன்னும் வந்து சேரவில்லை.",
    due: "{date} க்குள் அது கேட்கப்பட்டது.",
    ask: "தயவுசெய்து Plumbline ஐத் திறந்து, உங்கள் கிளைக்கு என்ன மாறியது என்பதைப் படித்து, பதிப்பை உறுதிப்படுத்தவும்.",
    sent: "ஏற்கனவே செய்திருந்தால், ரசீதைக் கிடங்கில் வைக்கவும் அல்லது கோப்பாக எங்களுக்கு அனுப்பவும்.",
};

/// Writes the reminder; `due_on` is the day that holds for all who are reminded, if one does.
pub(crate) fn letter(handbook: &Handbook, edition: u32, due_on: Option<Date>) -> Letter {
    let words = match handbook.source_language() {
        Language::English => &ENGLISH,
        Language::Filipino => &FILIPINO,
        Language::Telugu => &TELUGU,
        Language::Tamil => &TAMIL,
    };
    let number = edition.to_string();
    // The title comes last, so that nothing in it is taken for a place to fill.
    let fill = |text: &str| {
        let text = text.replace("{number}", &number);
        text.replace("{handbook}", &handbook.title)
    };
    let mut missing = fill(words.missing);
    if let Some(due) = due_on {
        missing = format!(
            "{missing} {}",
            words.due.replace("{date}", &due.to_string())
        );
    }
    let parts = [
        words.greeting,
        &missing,
        words.ask,
        words.sent,
        &handbook.organisation,
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    Letter {
        subject: fill(words.subject),
        text: parts.collect::<Vec<_>>().join("\n\n"),
    }
}
