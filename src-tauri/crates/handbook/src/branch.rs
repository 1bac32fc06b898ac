//! Branches: the offices, shops and sites that must acknowledge editions.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{BranchId, Language, Role, Standard};

/// An office, shop or site that must acknowledge editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Its identity.
    pub id: BranchId,
    /// Its name, such as “Riverside”.
    pub name: String,
    /// The region it belongs to; empty for none.
    pub region: String,
    /// The role or name of whoever answers for it.
    pub manager: String,
    /// Where reminders go; empty for none.
    pub email: String,
    /// The language in which it reads.
    pub language: Language,
    /// The roles that work there; none means all of them.
    pub audience: Vec<Role>,
}

impl Branch {
    /// Tells whether a standard concerns anybody who works there.
    pub fn is_concerned_by(&self, standard: &Standard) -> bool {
        concerns(standard, &self.audience)
    }
}

/// Tells whether a standard concerns one of `roles`: those who act, and those who must know it.
/// A standard that names no role, and a branch that names none, leave nobody out.
pub fn concerns(standard: &Standard, roles: &[Role]) -> bool {
    let steps = standard.steps.iter().filter_map(|step| step.actor.as_ref());
    let named = standard.audience.iter().chain([&standard.actor]);
    let mut named = named.chain(steps).filter(|role| !role.is_empty());
    let names_nobody = named.clone().next().is_none();
    roles.is_empty() || names_nobody || named.any(|role| roles.contains(role))
}

/// By when branches should have acknowledged an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The edition's number.
    pub edition: u32,
    /// The role whose branches it is for; none for all of them.
    pub audience: Option<Role>,
    /// The last day.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub on: Date,
}

/// Returns the day by which a branch with these roles should have acknowledged an edition: the
/// earliest that is meant for one of its roles, else the one that is meant for all.
pub fn due_on(due: &[Due], edition: u32, roles: &[Role]) -> Option<Date> {
    let of_edition = || due.iter().filter(|due| due.edition == edition);
    let own = of_edition()
        .filter(|due| {
            due.audience
                .as_ref()
                .is_some_and(|role| roles.contains(role))
        })
        .map(|due| due.on);
    let for_all = of_edition()
        .filter(|due| due.audience.is_none())
        .map(|due| due.on);
    own.min().or(for_all.min())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard(audience: &[&str]) -> Standard {
        Standard {
            audience: audience.iter().copied().map(Role::from).collect(),
            ..Standard::empty(crate::StandardId::NONE)
        }
    }

    #[test]
    fn a_standard_concerns_the_roles_it_names_and_everybody_if_it_names_none() {
        let adviser = [Role::from("Adviser")];
        assert!(concerns(&standard(&["Adviser", "Host"]), &adviser));
        assert!(!concerns(&standard(&["Host"]), &adviser));
        assert!(concerns(&standard(&[]), &adviser));
        assert!(concerns(&standard(&["Host"]), &[]));
    }

    #[test]
    fn the_day_for_a_role_goes_before_the_day_for_all() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let due = |audience: Option<&str>, on: &str| Due {
            edition: 8,
            audience: audience.map(Role::from),
            on: day(on),
        };
        let due = [
            due(None, "2027-01-15"),
            due(Some("Host"), "2027-01-20"),
            due(Some("Cashier"), "2027-01-18"),
        ];
        let roles = |roles: &[&str]| roles.iter().copied().map(Role::from).collect::<Vec<_>>();
        let on = |names: &[&str]| due_on(&due, 8, &roles(names));
        assert_eq!(on(&["Adviser"]), Some(day("2027-01-15")));
        assert_eq!(on(&["Host", "Cashier"]), Some(day("2027-01-18")));
        assert_eq!(due_on(&due, 7, &[]), None);
    }
}
