//! The secret of an invite: 128 random bits, which can be read aloud as nine short words.
//!
//! Words are proquints (<https://arxiv.org/html/0901.4016>): 16 bits as consonant, vowel,
//! consonant, vowel, consonant. The ninth is the start of a digest over the other eight.

use handbook::Digest;
use hmac::{Hmac, Mac};
use rand_core::CryptoRngCore;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::Error;

const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
const VOWELS: &[u8; 4] = b"aiou";
const WORDS: usize = 9;
const LETTERS: usize = 5;

/// The one-time secret of an invite; wipes itself when dropped, and never prints itself.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; 16]);

impl Secret {
    /// Draws a secret.
    pub fn generate(randomness: &mut impl CryptoRngCore) -> Self {
        let mut bytes = [0; 16];
        randomness.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// Takes up a secret as it was kept.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes to keep.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Writes the secret as nine words, such as `lusab-babad-…`.
    pub fn to_words(&self) -> Zeroizing<String> {
        let mut words = Zeroizing::new(String::with_capacity(WORDS * (LETTERS + 1)));
        for pair in self.0.chunks(2).chain([&self.check()[..]]) {
            if !words.is_empty() {
                words.push('-');
            }
            push_word(u16::from_be_bytes([pair[0], pair[1]]), &mut words);
        }
        words
    }

    /// Reads the nine words, in any letter case, with or without spaces and hyphens. A word that
    /// cannot be one is told by its place, from 1; a wrong one that could be cannot be told.
    pub fn from_words(text: &str) -> Result<Self, Error> {
        let letters = letters(text)?;
        let mut bytes = Zeroizing::new([0; 2 * WORDS]);
        for (place, word) in letters.as_bytes().chunks(LETTERS).enumerate() {
            let value = read_word(word).ok_or(Error::UnfitSecretWord(place + 1))?;
            bytes[2 * place..2 * place + 2].copy_from_slice(&value.to_be_bytes());
        }
        let (own, check) = bytes.split_at(16);
        let secret = Self(own.try_into().expect("eight words are 16 bytes"));
        match secret.check() == check {
            true => Ok(secret),
            false => Err(Error::WrongSecretWords),
        }
    }

    /// Begins an HMAC-SHA-256 under the secret.
    pub(crate) fn mac(&self, message: &[u8]) -> Hmac<Sha256> {
        let mac = Hmac::<Sha256>::new_from_slice(&self.0);
        mac.expect("an HMAC takes keys of any length")
            .chain_update(message)
    }

    fn check(&self) -> [u8; 2] {
        let labelled = Zeroizing::new([&b"invite words"[..], &self.0].concat());
        let digest = Digest::of(&labelled).0;
        [digest[0], digest[1]]
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

fn push_word(value: u16, words: &mut String) {
    let bits = |shift: u32, most: u16| usize::from(value >> shift & most);
    for (shift, is_vowel) in [(12, false), (10, true), (6, false), (4, true), (0, false)] {
        words.push(char::from(match is_vowel {
            true => VOWELS[bits(shift, 3)],
            false => CONSONANTS[bits(shift, 15)],
        }));
    }
}

fn read_word(word: &[u8]) -> Option<u16> {
    let mut value = 0;
    for (i, letter) in word.iter().enumerate() {
        let (letters, bits) = match i % 2 {
            0 => (&CONSONANTS[..], 4),
            _ => (&VOWELS[..], 2),
        };
        let found = letters.iter().position(|other| other == letter)?;
        value = value << bits | u16::try_from(found).ok()?;
    }
    Some(value)
}

/// Joins the letters; where there are too few or too many, names the first word that is to blame.
fn letters(text: &str) -> Result<Zeroizing<String>, Error> {
    let is_between = |c: char| c.is_whitespace() || "-‐‑‒–—−_.,;".contains(c);
    let words = || text.split(is_between).filter(|word| !word.is_empty());
    let mut letters = Zeroizing::new(String::with_capacity(text.len()));
    for word in words() {
        letters.push_str(word);
    }
    letters.make_ascii_lowercase();
    let found = letters.chars().count();
    if found == WORDS * LETTERS && letters.is_ascii() {
        return Ok(letters);
    }
    let is_odd = |word: &str| word.len() != LETTERS || !word.is_ascii();
    match words().position(is_odd) {
        Some(place) if words().count() == WORDS => Err(Error::UnfitSecretWord(place + 1)),
        _ => Err(Error::SecretLength(found)),
    }
}
