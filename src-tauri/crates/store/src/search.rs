//! Search: over codes, titles and all texts of the drafts, or of a branch's newest edition, in all
//! their languages.
//!
//! What people type is never query syntax. Whole words come first, titles before texts, then
//! pieces of words.

use handbook::{Code, Standard, StandardId};
use rusqlite::{Connection, OptionalExtension, Params, Transaction, params};

use crate::error::Part;
use crate::fold::{self, Edge};
use crate::{Error, Workspace, draft, reading};

/// A standard that was found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Hit {
    /// The standard.
    pub id: StandardId,
    /// Its code.
    pub code: Code,
    /// Its title in the source language.
    pub title: String,
    /// Where it was found.
    pub snippet: Snippet,
}

/// A piece of text around what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Snippet {
    /// The text before.
    pub before: String,
    /// What was found; empty where only other forms of the words stand in the text.
    pub found: String,
    /// The text after.
    pub after: String,
}

/// How many letters a snippet shows on each side, at most.
const AROUND: usize = 60;

/// What is looked through: a table of folded texts by key, with its two indexes.
struct Index {
    texts: &'static str,
    words: &'static str,
    pieces: &'static str,
    /// Returns the standard with a key.
    standard: fn(&Connection, i64) -> Result<Option<Standard>, Error>,
}

const DRAFTS: Index = Index {
    texts: "search_text",
    words: "search_words",
    pieces: "search_pieces",
    standard: draft::standard,
};

const EDITION: Index = Index {
    texts: "reading_text",
    words: "reading_words",
    pieces: "reading_pieces",
    standard: reading::standard,
};

impl Workspace {
    /// Finds up to `limit` drafts that hold every word of `query`, the last one perhaps unfinished.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        self.read(|connection| DRAFTS.search(connection, query, limit))
    }

    /// Finds up to `limit` standards in the newest edition that was received, like
    /// [`Workspace::search`].
    pub fn search_edition(&self, query: &str, limit: usize) -> Result<Vec<Hit>, Error> {
        self.read(|connection| EDITION.search(connection, query, limit))
    }
}

impl Index {
    fn search(
        &self,
        connection: &Connection,
        query: &str,
        limit: usize,
    ) -> Result<Vec<Hit>, Error> {
        let terms = fold::terms(query);
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        let keys = self.keys(connection, &terms, limit)?;
        let hits = keys
            .into_iter()
            .map(|key| self.hit(connection, key, &terms));
        hits.collect()
    }

    /// Returns the keys of the texts that hold all terms, the best first.
    fn keys(
        &self,
        connection: &Connection,
        terms: &[String],
        limit: usize,
    ) -> Result<Vec<i64>, Error> {
        let words = words(terms);
        let stages: [&dyn Fn() -> Result<Vec<i64>, Error>; 4] = [
            &|| self.with_code(connection, &terms.join(" "), limit),
            &|| self.with_words(connection, &format!("{{code title}} : ({words})"), limit),
            &|| self.with_words(connection, &words, limit),
            &|| self.with_pieces(connection, terms, limit),
        ];
        let mut keys: Vec<i64> = Vec::new();
        for (place, stage) in stages.into_iter().enumerate() {
            // One or two code points are looked for inside words only where no word begins with
            // them.
            let is_enough = place == 3 && !keys.is_empty() && terms.concat().chars().count() < 3;
            if keys.len() >= limit || is_enough {
                break;
            }
            for key in stage()? {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        keys.truncate(limit);
        Ok(keys)
    }

    fn with_code(
        &self,
        connection: &Connection,
        start: &str,
        limit: usize,
    ) -> Result<Vec<i64>, Error> {
        let select = format!(
            "SELECT rowid FROM {} WHERE code >= ?1 AND code < ?1 || char(0x10FFFF)
             ORDER BY length(code), code LIMIT ?2",
            self.texts
        );
        column(connection, &select, params![start, limit])
    }

    fn with_words(
        &self,
        connection: &Connection,
        words: &str,
        limit: usize,
    ) -> Result<Vec<i64>, Error> {
        let table = self.words;
        let select = format!("SELECT rowid FROM {table} WHERE {table} MATCH ?1 LIMIT ?2");
        column(connection, &select, params![words, limit])
    }

    /// Finds terms inside words. The index of pieces says which texts may hold them, but knows no
    /// pieces of fewer than three code points; these are looked for in codes and titles only,
    /// because looking at every text would be felt while typing, and a letter or two is somewhere
    /// in most.
    fn with_pieces(
        &self,
        connection: &Connection,
        terms: &[String],
        limit: usize,
    ) -> Result<Vec<i64>, Error> {
        let (texts, table) = (self.texts, self.pieces);
        let pieces: Vec<String> = terms.iter().flat_map(|term| pieces(term)).collect();
        if pieces.is_empty() {
            let select = format!(
                "SELECT rowid, code, title, '' FROM {texts} WHERE instr(code, ?1) OR instr(title, ?1)"
            );
            return holding(connection, &select, &terms[0], terms, limit);
        }
        let select = format!(
            "SELECT t.rowid, t.code, t.title, t.body FROM {table} p
             JOIN {texts} t ON t.rowid = p.rowid WHERE {table} MATCH ?1"
        );
        holding(connection, &select, &pieces.join(" AND "), terms, limit)
    }

    fn hit(&self, connection: &Connection, key: i64, terms: &[String]) -> Result<Hit, Error> {
        let Some(standard) = (self.standard)(connection, key)? else {
            let found = format!("it lists text {key}, which is missing");
            return Err(Error::damaged(Part::Search, found));
        };
        Ok(Hit {
            id: standard.id,
            snippet: snippet(&standard, terms),
            code: standard.code,
            title: standard.title,
        })
    }
}

/// Writes terms as a query for whole words, of which the last may be unfinished. A quoted term
/// is text and never syntax (sqlite.org/fts5.html, 3.1).
fn words(terms: &[String]) -> String {
    let quoted: Vec<String> = terms.iter().map(|term| quoted(term)).collect();
    format!("{} *", quoted.join(" AND "))
}

fn quoted(term: &str) -> String {
    format!("\"{}\"", term.replace('"', "\"\""))
}

/// Returns the quoted pieces of three code points of a term.
fn pieces(term: &str) -> Vec<String> {
    let characters: Vec<char> = term.chars().collect();
    let pieces = characters
        .windows(3)
        .map(|piece| quoted(&String::from_iter(piece)));
    pieces.collect()
}

fn holding(
    connection: &Connection,
    select: &str,
    value: &str,
    terms: &[String],
    limit: usize,
) -> Result<Vec<i64>, Error> {
    let mut select = connection.prepare_cached(select)?;
    let mut rows = select.query([value])?;
    let mut keys = Vec::new();
    while let (true, Some(row)) = (keys.len() < limit, rows.next()?) {
        let texts = [row.get_ref(1)?, row.get_ref(2)?, row.get_ref(3)?];
        let texts = texts.map(|text| text.as_str().unwrap_or_default());
        if holds_all(texts, terms) {
            keys.push(row.get(0)?);
        }
    }
    Ok(keys)
}

/// Tells whether texts hold all terms. One of fewer than three code points means a word when it
/// stands among others: loose letters are not looked for inside words.
fn holds_all(texts: [&str; 3], terms: &[String]) -> bool {
    let last = terms.len() - 1;
    terms.iter().enumerate().all(|(place, term)| {
        let is_short = term.chars().count() < 3;
        let (begin, end) = match (is_short, place == last) {
            (true, _) if last == 0 => (Edge::Letter, Edge::Letter),
            (true, false) => (Edge::Word, Edge::Word),
            (true, true) => (Edge::Word, Edge::Open),
            (false, false) => (Edge::Letter, Edge::Letter),
            (false, true) => (Edge::Letter, Edge::Open),
        };
        texts.iter().any(|text| fold::holds(text, term, begin, end))
    })
}

pub(crate) fn column(
    connection: &Connection,
    select: &str,
    values: impl Params,
) -> Result<Vec<i64>, Error> {
    let mut select = connection.prepare_cached(select)?;
    let keys = select.query_map(values, |row| row.get(0))?;
    Ok(keys.collect::<rusqlite::Result<_>>()?)
}

/// Cuts out the first place that holds a term; without any, the statement's beginning.
fn snippet(standard: &Standard, terms: &[String]) -> Snippet {
    let (titles, texts) = texts(standard);
    let places = texts.iter().chain(&titles).filter_map(|text| {
        let mut found = terms.iter().filter_map(|term| fold::find(text, term));
        Some((text, found.next()?))
    });
    let Some((text, range)) = places.into_iter().next() else {
        return Snippet {
            after: first(&standard.statement),
            ..Snippet::default()
        };
    };
    Snippet {
        before: last(&text[..range.start]),
        found: text[range.clone()].to_string(),
        after: first(&text[range.end..]),
    }
}

/// Returns the first letters of a text, up to a space.
fn first(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(AROUND) else {
        return text.to_string();
    };
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{} …", &text[..end])
}

/// Returns the last letters of a text, from a space on.
fn last(text: &str) -> String {
    let Some((start, _)) = text.char_indices().nth_back(AROUND) else {
        return text.to_string();
    };
    let space = text[start..].find(char::is_whitespace);
    format!(
        "… {}",
        text[space.map_or(start, |space| start + space)..].trim_start()
    )
}

/// Lists a standard's titles and its other texts, in all languages.
fn texts(standard: &Standard) -> (Vec<&str>, Vec<&str>) {
    let s = standard;
    let mut titles = vec![s.title.as_str()];
    let mut texts = vec![s.statement.as_str(), &s.starts_when, &s.script];
    texts.extend(s.steps.iter().map(|step| step.text.as_str()));
    texts.extend(
        s.exceptions
            .iter()
            .flat_map(|e| [e.when.as_str(), &e.holds]),
    );
    let may = s.empowerment.iter();
    texts.extend(may.flat_map(|e| [e.who.0.as_str(), &e.may, &e.up_to]));
    texts.extend(s.escalation.iter().map(|e| e.to.0.as_str()));
    texts.extend(s.dos.iter().chain(&s.donts).map(String::as_str));
    let role_play = s.role_play.iter();
    texts.extend(role_play.flat_map(|r| [r.situation.as_str(), &r.good_answer]));
    let measure = s.measure.iter();
    texts.extend(measure.flat_map(|m| [m.cases.as_str(), &m.done, &m.source]));
    texts.extend(
        s.evidence
            .iter()
            .flat_map(|e| [e.learnt.as_str(), &e.sample]),
    );
    texts.extend([s.actor.0.as_str(), &s.owner.0, &s.section]);
    texts.extend(s.audience.iter().map(|role| role.0.as_str()));
    texts.extend(s.references.iter().map(String::as_str));
    for t in s.translations.values() {
        titles.push(&t.title);
        texts.extend([t.statement.as_str(), &t.starts_when, &t.script]);
        texts.extend(t.steps.iter().chain(&t.empowerment).map(String::as_str));
        texts.extend(t.dos.iter().chain(&t.donts).map(String::as_str));
        texts.extend(
            t.exceptions
                .iter()
                .flat_map(|e| [e.when.as_str(), &e.holds]),
        );
        let role_play = t.role_play.iter();
        texts.extend(role_play.flat_map(|r| [r.situation.as_str(), &r.good_answer]));
    }
    (titles, texts)
}

/// Returns what search keeps of a draft: code, titles and texts, folded.
pub(crate) fn folded(standard: &Standard) -> [String; 3] {
    let (titles, texts) = texts(standard);
    let code = fold::fold(&standard.code.0);
    [
        code,
        fold::fold(&titles.join("\n")),
        fold::fold(&texts.join("\n")),
    ]
}

/// Returns what search knows of a draft.
pub(crate) fn known(connection: &Connection, key: i64) -> Result<Option<[String; 3]>, Error> {
    let mut select =
        connection.prepare_cached("SELECT code, title, body FROM search_text WHERE draft = ?1")?;
    let found = select.query_row([key], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]));
    Ok(found.optional()?)
}

/// Lets search find a draft as it is now.
pub(crate) fn learn(transaction: &Transaction, standard: &Standard) -> Result<(), Error> {
    forget(transaction, standard.id)?;
    let [code, title, body] = folded(standard);
    let mut insert = transaction.prepare_cached(
        "INSERT INTO search_text (draft, code, title, body)
         SELECT key, ?2, ?3, ?4 FROM standard WHERE id = ?1",
    )?;
    insert.execute([standard.id.to_string(), code, title, body])?;
    Ok(())
}

/// Lets search no longer find a draft.
pub(crate) fn forget(transaction: &Transaction, id: StandardId) -> Result<(), Error> {
    let mut delete = transaction.prepare_cached(
        "DELETE FROM search_text WHERE draft = (SELECT key FROM standard WHERE id = ?1)",
    )?;
    delete.execute([id.to_string()])?;
    Ok(())
}
