//! The commands and their arguments, with their help.

mod branches;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use handbook::Language;
use jiff::civil::Date;

pub use branches::*;

/// Drafts, checks, approves, signs and verifies a customer-service standards handbook.
#[derive(Debug, Parser)]
#[command(name = "plumbline", version, about, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 fine; 1 the answer is no (something must be fixed, a signature \
    does not hold); 2 wrong usage or unreadable input. A command that fails leaves the workspace as it was, but \
    for `sync`, `receive` and `collect`: what these took in before they failed stays."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a workspace, empty or with starter standards
    New(New),
    /// List the starters
    Starters {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Add drafts from Markdown with front matter (files or folders) or CSV
    Import(Import),
    /// Write the handbook's drafts as Markdown files; importing them again gives the same drafts
    ExportDrafts {
        /// The workspace
        workspace: PathBuf,
        /// The folder to write into
        folder: PathBuf,
    },
    /// Show all findings; exit code 1 when something must be fixed
    Check(Check),
    /// Show the rules, from the rules themselves
    Rules {
        /// The form of the output
        #[arg(long, value_enum, default_value = "markdown")]
        format: RulesFormat,
    },
    /// Make revisions of drafts; refuses while something must be fixed and is not waived
    Approve(Approve),
    /// Keep a finding on purpose
    Waive(Waive),
    /// List a standard's revisions
    History {
        /// The workspace
        workspace: PathBuf,
        /// The standard's code
        code: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what changed, word by word: between two revisions, or since one of them
    Diff {
        /// The workspace
        workspace: PathBuf,
        /// The standard's code
        code: String,
        /// The earlier revision; by default the last one
        from: Option<u32>,
        /// The later revision; by default the draft
        to: Option<u32>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Make an older revision's text the draft again
    Restore {
        /// The workspace
        workspace: PathBuf,
        /// The standard's code
        code: String,
        /// The revision's number
        revision: u32,
        /// Who restores it; by default this computer's user
        #[arg(long)]
        by: Option<String>,
    },
    /// Take a standard out of the handbook; its history stays
    Retire {
        /// The workspace
        workspace: PathBuf,
        /// The standard's code
        code: String,
        /// Who retires it; by default this computer's user
        #[arg(long)]
        by: Option<String>,
    },
    /// The organisation's signing identity
    #[command(subcommand)]
    Key(Key),
    /// Issue an edition: the edition file, and beside it PDF, HTML and the detached signatures
    Issue(Issue),
    /// The register of branches: enter, import, invite, accept their keys
    #[command(subcommand)]
    Branch(Branch),
    /// The depot, where editions and receipts are exchanged: a folder, WebDAV or S3
    #[command(subcommand)]
    Depot(Depot),
    /// Join a handbook as a branch: makes the branch's workspace and key, and asks to be enrolled
    Join(Join),
    /// Publisher: put out what is new and take receipts in; branch: the reverse
    Sync(Sync),
    /// After a loss: take over from the depot what a restored workspace lacks, or make a new one
    Rebuild(Rebuild),
    /// Write all that a branch needs into one file, for a mail
    Parcel(Parcel),
    /// A branch takes editions in: verified first, then shown what changed
    Receive {
        /// The branch's workspace
        workspace: PathBuf,
        /// Edition files (their signatures beside them), parcels, or sticks
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a branch what changed since it last acknowledged an edition
    Changes {
        /// The branch's workspace
        workspace: PathBuf,
        /// The codes of standards to show in full; without any, many changes get a line each
        codes: Vec<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Acknowledge the newest edition for a branch: every change counts as seen, and a receipt is signed
    Acknowledge(Acknowledge),
    /// The people of a branch: the list, confirmations, briefings
    #[command(subcommand)]
    Team(Team),
    /// The publisher takes receipts, requests, parcels or sticks in; taking one twice changes nothing
    Collect {
        /// The publisher's workspace
        workspace: PathBuf,
        /// Receipts, requests to be enrolled, parcels, or sticks
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show who has acknowledged what, overdue first
    Overview(Overview),
    /// Say by when an edition should be acknowledged
    Due(Due),
    /// Write a signed report of who had acknowledged what on a day
    Evidence(Evidence),
    /// Write a document of an edition again; the same edition gives the same bytes
    Export {
        /// The workspace
        workspace: PathBuf,
        /// The edition's number
        #[arg(long)]
        edition: u32,
        /// What to write
        #[arg(value_enum)]
        format: ExportFormat,
        /// The file to write, or for `files` the folder
        #[arg(long)]
        out: PathBuf,
    },
    /// Tell who signed a PDF, HTML handbook, edition file or receipt, what it is, and whether it holds
    Verify {
        /// The files; a detached signature lies beside its file
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The root's certificate to compare with
        #[arg(long, value_name = "CERT")]
        root: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check the workspace and its record; says what can be saved of a damaged one
    Doctor {
        /// The workspace
        workspace: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Make a consistent copy of the workspace while it is open
    Backup {
        /// The workspace
        workspace: PathBuf,
        /// The copy; must not exist
        file: PathBuf,
    },
    /// Find standards by code, title or any word, in any language
    Search {
        /// The workspace
        workspace: PathBuf,
        /// What to look for
        query: String,
        /// Show at most this many
        #[arg(long, default_value_t = 20)]
        limit: usize,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print a script that completes commands in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
pub struct New {
    /// The workspace to make: a `.plumbline` file
    pub workspace: PathBuf,
    /// The handbook's title
    #[arg(long)]
    pub title: String,
    /// Whose handbook it is
    #[arg(long, default_value = "")]
    pub organisation: String,
    /// The language in which standards are written first: en, fil, te or ta
    #[arg(long, default_value = "en")]
    pub lang: Language,
    /// A starter to begin with; may be given more than once
    #[arg(long = "starter", value_name = "NAME")]
    pub starters: Vec<String>,
    /// Who makes it; by default this computer's user
    #[arg(long)]
    pub by: Option<String>,
}

#[derive(Debug, Args)]
pub struct Import {
    /// The workspace
    pub workspace: PathBuf,
    /// Markdown files, folders of them, or CSV files
    #[arg(required = true)]
    pub sources: Vec<PathBuf>,
    /// A column map for CSV, in YAML; see docs/formats/import.md
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Only tell what would be taken
    #[arg(long)]
    pub dry_run: bool,
    /// Who imports; by default this computer's user
    #[arg(long)]
    pub by: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    /// The workspace
    #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl")]
    pub workspace: Option<PathBuf>,
    /// Check only this standard; may be given more than once
    #[arg(long = "code", value_name = "CODE")]
    pub codes: Vec<String>,
    /// The form of the output
    #[arg(long, value_enum, default_value = "text")]
    pub format: CheckFormat,
    /// Print JSON: the same as --format json
    #[arg(long)]
    pub json: bool,
    /// Check texts instead of a workspace: one JSON object a line from FILE or standard input
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-")]
    pub jsonl: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Text,
    Json,
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesFormat {
    Markdown,
    Json,
}

#[derive(Debug, Args)]
pub struct Approve {
    /// The workspace
    pub workspace: PathBuf,
    /// The codes of the standards
    #[arg(required_unless_present_any = ["all", "ready"])]
    pub codes: Vec<String>,
    /// Every draft that differs from its last revision
    #[arg(long, conflicts_with_all = ["codes", "ready"])]
    pub all: bool,
    /// Every such draft in which nothing must be fixed
    #[arg(long, conflicts_with = "codes")]
    pub ready: bool,
    /// Who approves
    #[arg(long)]
    pub by: String,
    /// Who wrote the text; by default who approves
    #[arg(long)]
    pub author: Option<String>,
    /// Why it was changed
    #[arg(long, default_value = "")]
    pub note: String,
    /// Only the words changed, not what must be done
    #[arg(long)]
    pub editorial: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Waive {
    /// The workspace
    pub workspace: PathBuf,
    /// The standard's code
    pub code: String,
    /// The rule whose findings are kept
    pub rule: String,
    /// Why they are kept
    #[arg(long)]
    pub reason: String,
    /// Who decides
    #[arg(long)]
    pub by: String,
}

#[derive(Debug, Subcommand)]
pub enum Key {
    /// Make a root and a publisher's key, or with --root-key a new publisher's key
    New {
        /// The workspace
        workspace: PathBuf,
        /// The publisher's name in the certificate
        #[arg(long, default_value = "Handbook publisher")]
        name: String,
        /// The folder for the root's certificate and sealed key; copy both to two safe places
        #[arg(long, value_name = "DIR", required_unless_present = "root_key")]
        root_out: Option<PathBuf>,
        /// Make three roots, of which any two must sign
        #[arg(long, conflicts_with = "root_key")]
        two_of_three: bool,
        /// The sealed key of the root that exists: make a new publisher's key under it; with
        /// three roots, give two of them
        #[arg(long, value_name = "FILE", conflicts_with = "root_out")]
        root_key: Vec<PathBuf>,
        /// The old publisher's key was stolen: of what it signed, only the editions known here count
        #[arg(long, requires = "root_key")]
        stolen: bool,
        /// A file whose first line is the passphrase
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// Show a second copy of a root's sealed key, in another place; branches can join after that
    Copy {
        /// The workspace
        workspace: PathBuf,
        /// The copy
        file: PathBuf,
        /// Who shows it; by default this computer's user
        #[arg(long)]
        by: Option<String>,
    },
    /// Make roots for a publisher's key that was taken over from elsewhere, or with --root-key
    /// others in place of those that exist
    Roots {
        /// The workspace
        workspace: PathBuf,
        /// The sealed key of a root that exists; of three roots, give two
        #[arg(long, value_name = "FILE")]
        root_key: Vec<PathBuf>,
        /// With --root-key, the publisher's name in its new certificate
        #[arg(long, default_value = "Handbook publisher")]
        name: String,
        /// The folder for the roots' certificates and sealed keys
        #[arg(long, value_name = "DIR")]
        root_out: PathBuf,
        /// Make three roots, of which any two must sign
        #[arg(long)]
        two_of_three: bool,
        /// A file whose first line is the passphrase
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// Take an identity over from a PKCS#12 file (.p12, .pfx)
    Import {
        /// The workspace
        workspace: PathBuf,
        /// The PKCS#12 file
        file: PathBuf,
        /// A file whose first line is the PKCS#12 file's passphrase, if it is another one
        #[arg(long, value_name = "FILE")]
        file_passphrase_file: Option<PathBuf>,
        /// A file whose first line is the passphrase
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// Show whose identity it is, its fingerprints, and until when it holds
    Show {
        /// The workspace
        workspace: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Save the publisher's sealed key and the certificates, from which a lost workspace can be
    /// rebuilt
    Backup {
        /// The workspace
        workspace: PathBuf,
        /// The folder to write
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the root's public certificate, with which everyone can verify
    Export {
        /// The workspace
        workspace: PathBuf,
        /// The file to write
        #[arg(long)]
        out: PathBuf,
        /// Write the publisher's certificate instead
        #[arg(long)]
        publisher: bool,
    },
}

#[derive(Debug, Args)]
pub struct Issue {
    /// The workspace
    pub workspace: PathBuf,
    /// From when on it holds, such as 2026-12-01
    #[arg(long, value_name = "DATE")]
    pub effective: Date,
    /// The release note
    #[arg(long)]
    pub note: String,
    /// Its number; by default one more than the last
    #[arg(long)]
    pub number: Option<u32>,
    /// The day after which readers should ask for a newer edition; by default a year later
    #[arg(long, value_name = "DATE")]
    pub next_by: Option<Date>,
    /// The folder for its files; by default the workspace's own
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Who issues it; by default this computer's user
    #[arg(long)]
    pub by: Option<String>,
    /// A file whose first line is the passphrase
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// The signed PDF
    Pdf,
    /// The self-contained HTML
    Html,
    /// One row for each standard
    Csv,
    /// Everything, for machines
    Json,
    /// All files of the edition as they were issued
    Files,
}
