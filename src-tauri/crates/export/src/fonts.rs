//! The fonts that are compiled in. All have 1,000 units to the em, so that their measures are
//! thousandths of the size of the text, the unit of PDF.

use harfrust::Script;

/// A font file.
pub(crate) struct Face {
    /// Its PostScript name.
    pub name: &'static str,
    /// The file.
    pub bytes: &'static [u8],
    /// The script whose shaping rules its text follows.
    pub script: Script,
}

macro_rules! face {
    ($name:literal, $script:ident) => {
        Face {
            name: $name,
            bytes: include_bytes!(concat!("../../../../templates/fonts/", $name, ".ttf")),
            script: Script::$script,
        }
    };
}

/// Every font; a place in this list is a face's number.
pub(crate) static FACES: [Face; 11] = [
    face!("SourceSerif4-Regular", LATIN),
    face!("SourceSerif4-SemiBold", LATIN),
    face!("SourceSerif4-Italic", LATIN),
    face!("IBMPlexSans-Regular", LATIN),
    face!("IBMPlexSans-SemiBold", LATIN),
    face!("IBMPlexMono-Medium", LATIN),
    face!("IBMPlexMono-SemiBold", LATIN),
    face!("NotoSansTelugu-Regular", TELUGU),
    face!("NotoSansTelugu-SemiBold", TELUGU),
    face!("NotoSansTamil-Regular", TAMIL),
    face!("NotoSansTamil-SemiBold", TAMIL),
];

/// The face that draws [`REPLACEMENT`].
pub(crate) const REPLACEMENT_FACE: u8 = 3;

/// What stands, visibly, for a character that no font has.
pub(crate) const REPLACEMENT: &str = "\u{FFFD}";

/// How a piece of text is to look; the script decides which face draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typeface {
    Serif,
    SerifBold,
    SerifItalic,
    Sans,
    SansBold,
    Mono,
    MonoBold,
}

impl Typeface {
    /// How many there are.
    pub const COUNT: usize = 7;

    /// Returns the faces that may draw its characters, the preferred one first.
    pub fn faces(self) -> [u8; 4] {
        match self {
            Self::Serif => [0, 3, 7, 9],
            Self::SerifBold => [1, 4, 8, 10],
            Self::SerifItalic => [2, 3, 7, 9],
            Self::Sans => [3, 0, 7, 9],
            Self::SansBold => [4, 1, 8, 10],
            Self::Mono => [5, 3, 7, 9],
            Self::MonoBold => [6, 4, 8, 10],
        }
    }

    /// Returns the typeface for emphasis within this one.
    pub fn strong(self) -> Self {
        match self {
            Self::Serif | Self::SerifBold | Self::SerifItalic => Self::SerifBold,
            Self::Sans | Self::SansBold => Self::SansBold,
            Self::Mono | Self::MonoBold => Self::MonoBold,
        }
    }

    /// Returns the slanted typeface beside this one, where there is one.
    pub fn slanted(self) -> Self {
        match self {
            Self::Serif => Self::SerifItalic,
            other => other,
        }
    }
}

/// Tells whether a face draws an Indic script, whose lines need more room.
pub(crate) fn is_indic(face: u8) -> bool {
    face >= 7
}
