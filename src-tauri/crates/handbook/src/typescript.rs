//! The nouns as the window knows them: what is text in files is text in TypeScript.

use ts_rs::{Config, TS};

use crate::{
    Bound, BranchId, Change, Channel, Clock, Code, ConfirmedHow, Digest, EvidenceKind, Force,
    HandbookId, Kind, Language, Percent, Period, Role, Stage, StandardId, TextField, TimeLimit,
    Unit,
};

macro_rules! plain {
    ($($type:ty => $plain:literal),+ $(,)?) => { $(
        impl TS for $type {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn name(_: &Config) -> String {
                $plain.to_string()
            }

            fn inline(_: &Config) -> String {
                $plain.to_string()
            }
        }
    )+ };
}

plain!(
    BranchId => "string",
    Code => "string",
    Digest => "string",
    HandbookId => "string",
    Percent => "number",
    Role => "string",
    StandardId => "string",
);

macro_rules! named {
    ($($type:ident),+ $(,)?) => { $(
        impl TS for $type {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn name(_: &Config) -> String {
                stringify!($type).to_string()
            }

            fn inline(_: &Config) -> String {
                "string".to_string()
            }

            fn decl(_: &Config) -> String {
                format!("type {} = string;", stringify!($type))
            }
        }
    )+ };
}

named!(Channel, TimeLimit);

macro_rules! words {
    ($($type:ident of $word:expr),+ $(,)?) => { $(
        impl TS for $type {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            const IS_ENUM: bool = true;

            fn name(_: &Config) -> String {
                stringify!($type).to_string()
            }

            fn inline(_: &Config) -> String {
                let words = $type::ALL.iter().map(|value| format!("{:?}", $word(*value)));
                words.collect::<Vec<_>>().join(" | ")
            }

            fn decl(config: &Config) -> String {
                format!("type {} = {};", stringify!($type), Self::inline(config))
            }
        }
    )+ };
}

words!(
    Bound of Bound::word,
    Change of Change::word,
    Clock of Clock::word,
    ConfirmedHow of ConfirmedHow::word,
    EvidenceKind of EvidenceKind::word,
    Force of Force::word,
    Kind of Kind::word,
    Language of Language::tag,
    Period of Period::word,
    Stage of Stage::word,
    TextField of TextField::word,
    Unit of Unit::word,
);
