//! What the verbs of distribution tell: the shapes that the window and the command line show.

mod acknowledged;
mod branch_side;
mod branches;

pub use acknowledged::*;
pub use branch_side::*;
pub use branches::*;
