//! How each kind of text in the book looks.

use crate::fonts::Typeface;
use crate::layout::ink;
use crate::layout::strip::Style;

/// Running text.
pub(crate) const BODY: Style = Style::new(Typeface::Serif, 11.0, 1.42);
/// A standard's statement.
pub(crate) const STATEMENT: Style = Style::new(Typeface::Serif, 13.6, 1.42);
/// A standard's title.
pub(crate) const TITLE: Style = Style::new(Typeface::SerifBold, 22.0, 1.2);
/// The title of a part of the book.
pub(crate) const PART: Style = Style::new(Typeface::SerifBold, 27.0, 1.2);
/// A heading within a part.
pub(crate) const SUBHEAD: Style = Style::new(Typeface::SerifBold, 14.5, 1.3);
/// The label above a field.
pub(crate) const LABEL: Style = Style::new(Typeface::SansBold, 8.8, 1.45).in_ink(ink::QUIET);
/// Particulars in small print.
pub(crate) const SMALL: Style = Style::new(Typeface::Sans, 9.0, 1.45).in_ink(ink::QUIET);
/// Particulars at the size of text.
pub(crate) const PLAIN: Style = Style::new(Typeface::Sans, 10.0, 1.45);
/// A standard's code.
pub(crate) const CODE: Style = Style::new(Typeface::MonoBold, 10.5, 1.4).in_ink(ink::BRASS);
/// A badge's word.
pub(crate) const BADGE: Style = Style::new(Typeface::SansBold, 8.0, 1.4).in_ink(ink::WHITE);
/// A time limit in a cell.
pub(crate) const LIMIT: Style = Style::new(Typeface::Mono, 10.6, 1.35);
/// A time beside a step.
pub(crate) const TIME: Style = Style::new(Typeface::Mono, 9.2, 1.7).in_ink(ink::QUIET);
/// The percentage in its box.
pub(crate) const PERCENT: Style = Style::new(Typeface::MonoBold, 27.0, 1.1);
