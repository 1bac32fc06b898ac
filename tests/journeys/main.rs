//! What people do from a draft to a signed edition, with the real command line and real tools.

#[path = "../workbench.rs"]
mod workbench;

mod checking;
mod importing;
mod issuing;
mod revising;
