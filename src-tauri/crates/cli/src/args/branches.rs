//! The commands about branches and their arguments.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use handbook::Language;
use jiff::civil::Date;

#[derive(Debug, Subcommand)]
pub enum Branch {
    /// Enter a branch, or change the one of that name
    New(NewBranch),
    /// Enter branches from a CSV file: name, region, manager, email, language, audience
    Import {
        /// The publisher's workspace
        workspace: PathBuf,
        /// The CSV file
        file: PathBuf,
        /// Only tell what would be taken
        #[arg(long)]
        dry_run: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Write invites, and a sheet to print for each
    Invite {
        /// The publisher's workspace
        workspace: PathBuf,
        /// The branches' names; by default all that have no invite yet
        names: Vec<String>,
        /// The folder for the invites
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Accept the keys of branches that ask
    Enrol {
        /// The publisher's workspace
        workspace: PathBuf,
        /// The branches' names; by default all that prove to hold their invite
        names: Vec<String>,
        /// Accept another key of a branch that has one, in its place
        #[arg(long, requires = "names")]
        replace: bool,
    },
    /// Put a branch's key out of use, because it was lost or stolen
    Revoke {
        /// The publisher's workspace
        workspace: PathBuf,
        /// The branch's name
        name: String,
    },
    /// Close branches, which are asked nothing any more; what came from them stays
    Close {
        /// The publisher's workspace
        workspace: PathBuf,
        /// The branches' names
        #[arg(required = true)]
        names: Vec<String>,
        /// Open them again
        #[arg(long)]
        reopen: bool,
    },
    /// List the branches, and how far each has come in joining
    List {
        /// The publisher's workspace
        workspace: PathBuf,
        /// Only those whose name, region or manager holds this
        #[arg(long, default_value = "")]
        search: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show everything that came from a branch
    Show {
        /// The publisher's workspace
        workspace: PathBuf,
        /// The branch's name
        name: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub struct NewBranch {
    /// The publisher's workspace
    pub workspace: PathBuf,
    /// Its name
    #[arg(long)]
    pub name: String,
    /// The region it belongs to
    #[arg(long)]
    pub region: Option<String>,
    /// The role or name of whoever answers for it; by default “Branch manager”
    #[arg(long)]
    pub manager: Option<String>,
    /// Where reminders go
    #[arg(long)]
    pub email: Option<String>,
    /// The language in which it reads: en (the default), fil, te or ta
    #[arg(long)]
    pub lang: Option<Language>,
    /// A role that works there; may be given more than once; an empty one, the default, is all
    #[arg(long = "role", value_name = "ROLE")]
    pub roles: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum Depot {
    /// Try a depot and keep its address
    Set {
        /// The workspace
        workspace: PathBuf,
        /// A folder, https://host/path (WebDAV) or s3://bucket/prefix?endpoint=URL&region=NAME
        #[arg(required_unless_present = "none")]
        address: Option<String>,
        /// Forget the address
        #[arg(long, conflicts_with = "address")]
        none: bool,
        #[command(flatten)]
        access: Access,
        /// Keep the name and secret in the credentials file
        #[arg(long)]
        save: bool,
    },
    /// Show the depot's address
    Show {
        /// The workspace
        workspace: PathBuf,
    },
}

/// The name and secret of a store come from a file that only its owner can read, or from
/// PLUMBLINE_DEPOT_NAME and PLUMBLINE_DEPOT_SECRET.
#[derive(Debug, Args)]
pub struct Access {
    /// The file that holds names and secrets of depots, readable by you only; instead,
    /// PLUMBLINE_DEPOT_NAME and PLUMBLINE_DEPOT_SECRET may be set
    #[arg(long, value_name = "FILE")]
    pub credentials: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Join {
    /// The branch's workspace to make: a `.plumbline` file
    pub workspace: PathBuf,
    /// The invite's file
    #[arg(required_unless_present = "words")]
    pub invite: Option<PathBuf>,
    /// The nine words that were read aloud, with --depot, or what the sheet's code says
    #[arg(long, conflicts_with = "invite")]
    pub words: Option<String>,
    /// The depot's address, if it is not the invite's
    #[arg(long)]
    pub depot: Option<String>,
    /// Who joins: a name or role, as HR will see it
    #[arg(long)]
    pub by: String,
    #[command(flatten)]
    pub access: Access,
    /// Write the request to be enrolled into this file, for HR
    #[arg(long, value_name = "FILE")]
    pub request: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Sync {
    /// The workspace
    pub workspace: PathBuf,
    /// The depot's address, if it is not the workspace's
    #[arg(long)]
    pub depot: Option<String>,
    /// Publisher: only take in; nothing is signed or put out anew
    #[arg(long)]
    pub collect_only: bool,
    #[command(flatten)]
    pub access: Access,
    /// A file whose first line is the passphrase
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Rebuild {
    /// The workspace: restored from a backup, or a file that is not there yet
    pub workspace: PathBuf,
    /// The depot's address, if it is not the workspace's
    #[arg(long)]
    pub depot: Option<String>,
    /// For a new workspace: the folder that “plumbline key backup” has written
    #[arg(long, value_name = "FOLDER", requires = "depot")]
    pub keys: Option<PathBuf>,
    /// For a new workspace: the file of a root's sealed key
    #[arg(long, value_name = "FILE", requires = "keys")]
    pub root_key: Vec<PathBuf>,
    #[command(flatten)]
    pub access: Access,
    /// A file whose first line is the passphrase of the keys
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Parcel {
    /// The publisher's workspace
    pub workspace: PathBuf,
    /// The file to write: `.parcel`
    pub file: PathBuf,
    /// A file whose first line is the passphrase
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Acknowledge {
    /// The branch's workspace
    pub workspace: PathBuf,
    /// The edition's number: the newest one here
    #[arg(long)]
    pub edition: u32,
    /// Who acknowledges
    #[arg(long)]
    pub by: String,
    /// In which role
    #[arg(long)]
    pub role: String,
    /// Write the receipt into this folder as well
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum Team {
    /// Enter a person in the list
    Add {
        /// The branch's workspace
        workspace: PathBuf,
        /// The name, as the branch writes it
        name: String,
        /// The role
        #[arg(long, default_value = "")]
        role: String,
    },
    /// Take a person off the list; what the person confirmed stays
    Remove {
        /// The branch's workspace
        workspace: PathBuf,
        /// The name
        name: String,
    },
    /// List the people, and who has confirmed the newest edition
    List {
        /// The branch's workspace
        workspace: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Enter the confirmations of a signed sheet
    Confirm {
        /// The branch's workspace
        workspace: PathBuf,
        /// The names on the sheet
        #[arg(required = true)]
        names: Vec<String>,
        /// The day on the sheet
        #[arg(long, value_name = "DATE")]
        on: Date,
        /// Who enters it
        #[arg(long)]
        by: String,
    },
    /// Record that the team was briefed on the newest edition
    Brief {
        /// The branch's workspace
        workspace: PathBuf,
        /// The day
        #[arg(long, value_name = "DATE")]
        on: Date,
        /// Who led it
        #[arg(long)]
        by: String,
        /// Somebody who was present; may be given more than once; by default everybody on the list
        #[arg(long = "present", value_name = "NAME")]
        present: Vec<String>,
        /// What was practised or asked
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Write the sheet for a briefing: one page
    BriefingSheet {
        /// The branch's workspace
        workspace: PathBuf,
        /// The PDF to write
        out: PathBuf,
        /// The code of a change to brief about; may be given more than once, and is kept; without
        /// any, as chosen before, or the few that ask most of the team
        #[arg(long = "about", value_name = "CODE")]
        about: Vec<String>,
    },
    /// Write the sheet that staff sign
    ConfirmationSheet {
        /// The branch's workspace
        workspace: PathBuf,
        /// The PDF to write
        out: PathBuf,
    },
}

#[derive(Debug, Args)]
pub struct Overview {
    /// The publisher's workspace
    pub workspace: PathBuf,
    /// The edition; by default the newest
    #[arg(long)]
    pub edition: Option<u32>,
    /// Only this region
    #[arg(long)]
    pub region: Option<String>,
    /// Print CSV
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Due {
    /// The publisher's workspace
    pub workspace: PathBuf,
    /// The edition
    #[arg(long)]
    pub edition: u32,
    /// The last day
    #[arg(long, value_name = "DATE")]
    pub on: Date,
    /// Only for branches with this role
    #[arg(long, value_name = "ROLE")]
    pub audience: Option<String>,
}

#[derive(Debug, Args)]
pub struct Evidence {
    /// The publisher's workspace
    pub workspace: PathBuf,
    /// The day
    #[arg(long, value_name = "DATE")]
    pub on: Date,
    /// The PDF to write
    #[arg(long)]
    pub out: PathBuf,
    /// A file whose first line is the passphrase
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}
