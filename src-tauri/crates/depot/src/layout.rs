//! Where everything lies in a depot, and how a reader takes a key apart again.

use handbook::{BranchId, Digest};

use crate::key::{BadKey, Key, Prefix};

const ROOT: &str = "handbook/v1/";

/// A loose copy of an edition, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loose {
    /// The document to print; it carries its signature inside.
    Pdf,
    /// The page to read.
    Html,
    /// The page's signature, named after the page's digest.
    HtmlSignature,
}

/// What the key of an edition file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditionParts {
    /// The edition's number.
    pub edition: u32,
    /// The digest of the edition file.
    pub digest: Digest,
}

/// What the key of a receipt says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceiptParts {
    /// The label under which it was filed.
    pub label: u32,
    /// The branch.
    pub branch: BranchId,
    /// The receipt's number at the branch.
    pub seq: u64,
    /// The digest of the signed file.
    pub digest: Digest,
}

/// What the key of a branch's request says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestParts {
    /// Who asks.
    pub branch: BranchId,
    /// The first 16 hexadecimal digits of the digest of the signed file.
    pub digest_start: String,
}

/// What the key of an arrivals list says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivalsParts {
    /// The label.
    pub label: u32,
    /// Two hexadecimal digits.
    pub shelf: String,
    /// The list's number, from 1.
    pub number: u32,
}

impl Key {
    /// Returns where trust number `number` lies.
    pub fn trust(number: u32) -> Self {
        Self::fit(format!("{ROOT}trust/{number:06}.p7m"))
    }

    /// Returns where the one object that changes lies.
    pub fn latest() -> Self {
        Self::fit(format!("{ROOT}latest.p7m"))
    }

    /// Returns where an edition file of that digest lies.
    pub fn edition(number: u32, digest: &Digest) -> Self {
        Self::fit(format!("{ROOT}editions/{number:06}/{digest}.edition"))
    }

    /// Returns where the signature over an edition file of that digest lies.
    pub fn edition_signature(number: u32, digest: &Digest) -> Self {
        Self::fit(format!("{ROOT}editions/{number:06}/{digest}.edition.p7s"))
    }

    /// Returns where a loose copy of an edition lies.
    pub fn loose(number: u32, digest: &Digest, kind: Loose) -> Self {
        let extension = match kind {
            Loose::Pdf => "pdf",
            Loose::Html => "html",
            Loose::HtmlSignature => "html.p7s",
        };
        Self::fit(format!("{ROOT}editions/{number:06}/{digest}.{extension}"))
    }

    /// Returns where the roster whose signed file has that digest lies.
    pub fn roster(digest: &Digest) -> Self {
        Self::fit(format!("{ROOT}roster/{digest}.p7m"))
    }

    /// Returns where a branch's request lies whose signed file has that digest.
    pub fn request(branch: BranchId, digest: &Digest) -> Self {
        let start = &digest.to_string()[..16];
        Self::fit(format!("{ROOT}enrol/{branch}-{start}.p7m"))
    }

    /// Returns where an invite lies that goes by 32 hexadecimal digits in lower case.
    pub fn invite(name: &str) -> Result<Self, BadKey> {
        match is_hex(name, 32) {
            true => Ok(Self::fit(format!("{ROOT}invites/{name}.json"))),
            false => Err(BadKey(name.to_string())),
        }
    }

    /// Returns where a branch's receipt lies whose signed file has that digest.
    pub fn receipt(label: u32, branch: BranchId, seq: u64, digest: &Digest) -> Self {
        let shelf = branch.shelf();
        Self::fit(format!(
            "{ROOT}inbox/{label:06}/{shelf}/{branch}-{seq:06}-{digest}.p7m"
        ))
    }

    /// Returns where list `number` of what arrived on a shelf lies.
    pub fn arrivals(label: u32, shelf: &str, number: u32) -> Result<Self, BadKey> {
        match is_hex(shelf, 2) {
            true => Ok(Self::fit(format!(
                "{ROOT}arrivals/{label:06}/{shelf}/{number:06}.p7m"
            ))),
            false => Err(BadKey(shelf.to_string())),
        }
    }

    /// Returns the number of a trust's key.
    pub fn trust_number(&self) -> Option<u32> {
        let name = self.under("trust/")?.strip_suffix(".p7m")?;
        name.parse()
            .ok()
            .filter(|number| Self::trust(*number) == *self)
    }

    /// Returns the parts of an edition file's key.
    pub fn edition_parts(&self) -> Option<EditionParts> {
        let (number, name) = self.under("editions/")?.split_once('/')?;
        let edition = number.parse().ok()?;
        let digest = name.strip_suffix(".edition")?.parse().ok()?;
        (Self::edition(edition, &digest) == *self).then_some(EditionParts { edition, digest })
    }

    /// Returns the parts of a receipt's key.
    pub fn receipt_parts(&self) -> Option<ReceiptParts> {
        let mut parts = self.under("inbox/")?.split('/');
        let label = parts.next()?.parse().ok()?;
        let name = parts.nth(1)?.strip_suffix(".p7m")?;
        let (branch, rest) = name.split_at_checked(36)?;
        let (seq, digest) = rest.strip_prefix('-')?.split_once('-')?;
        let (branch, seq) = (branch.parse().ok()?, seq.parse().ok()?);
        let digest = digest.parse().ok()?;
        let found = ReceiptParts {
            label,
            branch,
            seq,
            digest,
        };
        (Self::receipt(label, branch, seq, &digest) == *self).then_some(found)
    }

    /// Returns the parts of a request's key.
    pub fn request_parts(&self) -> Option<RequestParts> {
        let name = self.under("enrol/")?.strip_suffix(".p7m")?;
        let (branch, start) = name.split_at_checked(36)?;
        let digest_start = start.strip_prefix('-')?.to_string();
        let parsed: BranchId = branch.parse().ok()?;
        let is_sound = is_hex(&digest_start, 16) && parsed.to_string() == branch;
        let branch = parsed;
        is_sound.then_some(RequestParts {
            branch,
            digest_start,
        })
    }

    /// Returns the parts of an arrivals list's key.
    pub fn arrivals_parts(&self) -> Option<ArrivalsParts> {
        let mut parts = self.under("arrivals/")?.split('/');
        let label = parts.next()?.parse().ok()?;
        let shelf = parts.next()?.to_string();
        let number = parts.next()?.strip_suffix(".p7m")?.parse().ok()?;
        let is_sound = Self::arrivals(label, &shelf, number).is_ok_and(|key| key == *self);
        is_sound.then_some(ArrivalsParts {
            label,
            shelf,
            number,
        })
    }

    fn under(&self, folder: &str) -> Option<&str> {
        self.as_str().strip_prefix(ROOT)?.strip_prefix(folder)
    }
}

impl Prefix {
    /// Returns what every key begins with.
    pub fn everything() -> Self {
        Self::fit(ROOT.to_string())
    }

    /// Returns what the keys of trusts begin with.
    pub fn trusts() -> Self {
        Self::fit(format!("{ROOT}trust/"))
    }

    /// Returns what the keys of all editions begin with.
    pub fn editions() -> Self {
        Self::fit(format!("{ROOT}editions/"))
    }

    /// Returns what the keys of one edition begin with.
    pub fn edition(number: u32) -> Self {
        Self::fit(format!("{ROOT}editions/{number:06}/"))
    }

    /// Returns what the keys of rosters begin with.
    pub fn rosters() -> Self {
        Self::fit(format!("{ROOT}roster/"))
    }

    /// Returns what the keys of requests begin with.
    pub fn requests() -> Self {
        Self::fit(format!("{ROOT}enrol/"))
    }

    /// Returns what the keys of invites begin with.
    pub fn invites() -> Self {
        Self::fit(format!("{ROOT}invites/"))
    }

    /// Returns what the keys of the receipts under a label begin with.
    pub fn inbox(label: u32) -> Self {
        Self::fit(format!("{ROOT}inbox/{label:06}/"))
    }

    /// Returns what the keys of the receipts on a branch's shelf begin with.
    pub fn shelf(label: u32, branch: BranchId) -> Self {
        Self::fit(format!("{ROOT}inbox/{label:06}/{}/", branch.shelf()))
    }

    /// Returns what the keys of the arrivals lists under a label begin with.
    pub fn arrivals(label: u32) -> Self {
        Self::fit(format!("{ROOT}arrivals/{label:06}/"))
    }

    /// Returns what the keys of the arrivals lists of a branch's shelf begin with.
    pub fn arrivals_of(label: u32, branch: BranchId) -> Self {
        Self::fit(format!("{ROOT}arrivals/{label:06}/{}/", branch.shelf()))
    }
}

fn is_hex(text: &str, length: usize) -> bool {
    let is_digit = |c: u8| matches!(c, b'0'..=b'9' | b'a'..=b'f');
    text.len() == length && text.bytes().all(is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest() -> Digest {
        Digest::of(b"abc")
    }

    fn branch() -> BranchId {
        "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap()
    }

    #[test]
    fn every_key_of_the_layout_is_a_fit_name_even_with_the_largest_numbers() {
        let keys = [
            Key::trust(u32::MAX),
            Key::latest(),
            Key::edition(u32::MAX, &digest()),
            Key::edition_signature(u32::MAX, &digest()),
            Key::loose(u32::MAX, &digest(), Loose::HtmlSignature),
            Key::roster(&digest()),
            Key::request(branch(), &digest()),
            Key::invite(&"0f".repeat(16)).unwrap(),
            Key::receipt(u32::MAX, branch(), u64::MAX, &digest()),
            Key::arrivals(u32::MAX, "0f", u32::MAX).unwrap(),
        ];
        for key in keys {
            assert_eq!(key.as_str().parse(), Ok(key.clone()));
            assert!(Prefix::everything().holds(&key));
        }
    }

    #[test]
    fn a_receipts_key_reads_back_and_no_other_spelling_does() {
        let key = Key::receipt(7, branch(), 42, &digest());
        let parts = key.receipt_parts().unwrap();
        assert_eq!((parts.label, parts.seq), (7, 42));
        assert_eq!((parts.branch, parts.digest), (branch(), digest()));
        assert!(Prefix::shelf(7, branch()).holds(&key));
        let text = key.as_str();
        let shelf = format!("/{}/", branch().shelf());
        for other in [
            text.replace("/000007/", "/7/"),
            text.replace("-000042-", "-42-"),
            text.replace(&shelf, "/zz/"),
            text.replace(".p7m", "-copy.p7m"),
        ] {
            assert_eq!(
                other.parse::<Key>().unwrap().receipt_parts(),
                None,
                "{other}"
            );
        }
    }

    #[test]
    fn the_other_keys_read_back_too() {
        assert_eq!(Key::trust(3).as_str(), "handbook/v1/trust/000003.p7m");
        assert_eq!(Key::trust(3).trust_number(), Some(3));
        assert_eq!(Key::latest().trust_number(), None);
        let edition = Key::edition(12, &digest()).edition_parts().unwrap();
        assert_eq!((edition.edition, edition.digest), (12, digest()));
        assert_eq!(Key::edition_signature(12, &digest()).edition_parts(), None);
        let request = Key::request(branch(), &digest()).request_parts().unwrap();
        assert_eq!(request.branch, branch());
        assert_eq!(request.digest_start, "ba7816bf8f01cfea");
        let arrivals = Key::arrivals(7, "0a", 2).unwrap().arrivals_parts().unwrap();
        assert_eq!((arrivals.label, arrivals.number), (7, 2));
        assert_eq!(arrivals.shelf, "0a");
        assert!(Key::arrivals(7, "0A", 2).is_err());
        assert!(Key::invite("../../../../../../../../../x").is_err());
    }
}
