//! Writes drafts: saves what is typed, adds standards, and puts them in order.

use std::collections::HashSet;

use handbook::{
    Channel, Code, Draft, Handbook, Stage, Standard, StandardId, Translation, sort_for_reading,
};
use store::Workspace;

use crate::translate::note_origins;
use crate::{Error, Now, draft_of};

/// Where a new standard belongs.
#[derive(Debug, Clone, Default)]
pub struct NewPlace {
    /// The section; empty for none.
    pub section: String,
    /// The stage of the customer's journey.
    pub stage: Option<Stage>,
    /// The channel.
    pub channel: Option<Channel>,
}

/// Saves a draft over the save that was read; over any other one it is refused with both texts.
pub fn save(
    workspace: &mut Workspace,
    standard: &Standard,
    read_saves: u64,
    now: &Now,
) -> Result<Draft, Error> {
    let before = draft_of(workspace, standard.id)?;
    let mut standard = standard.clone();
    note_origins(&mut standard, &before);
    Ok(workspace.save_draft(&standard, read_saves, now.at)?)
}

/// Adds an empty standard with a free code, in the manner of its neighbours' codes.
pub fn add(workspace: &mut Workspace, place: &NewPlace, now: &mut Now) -> Result<Draft, Error> {
    let drafts = workspace.drafts()?;
    let is_near = |draft: &&Draft| {
        let standard = &draft.standard;
        let shares_channel = place
            .channel
            .as_ref()
            .is_none_or(|c| standard.channels.contains(c));
        let shares_stage = place.stage.is_none() || standard.stage == place.stage;
        let shares_section = place.section.is_empty() || standard.section == place.section;
        shares_channel && shares_stage && shares_section
    };
    let near = drafts.iter().rfind(is_near);
    let mut standard = Standard::empty(now.standard_id());
    standard.code = free_code(near.map(|draft| &draft.standard.code), &drafts);
    standard.section.clone_from(&place.section);
    standard.stage = place.stage;
    standard.channels = place.channel.iter().cloned().collect();
    Ok(workspace.add_draft(&standard, now.at)?)
}

/// Adds a copy of a standard under a free code, right after it. Waivers are decisions about the
/// other standard, and are not copied.
pub fn duplicate(workspace: &mut Workspace, id: StandardId, now: &mut Now) -> Result<Draft, Error> {
    let original = draft_of(workspace, id)?.standard;
    let drafts = workspace.drafts()?;
    let mut copy = Standard {
        id: now.standard_id(),
        code: free_code(Some(&original.code), &drafts),
        waivers: Vec::new(),
        ..original
    };
    copy.translations.values_mut().for_each(forget_origins);
    let copy = workspace.add_draft(&copy, now.at)?;
    let order = reading_order(workspace)?;
    let next = order.iter().skip_while(|other| **other != id).nth(1);
    arrange(workspace, copy.standard.id, next.copied())?;
    Ok(copy)
}

/// Puts a standard before another one in the handbook's order; last without another one.
pub fn arrange(
    workspace: &mut Workspace,
    id: StandardId,
    before: Option<StandardId>,
) -> Result<(), Error> {
    let read = workspace.handbook()?;
    let reading = reading_order(workspace)?;
    let mut order = read.order.clone();
    order.retain(|known| reading.contains(known));
    order.extend(reading.iter().filter(|known| !read.order.contains(known)));
    order.retain(|other| *other != id);
    let place = before.and_then(|before| order.iter().position(|other| *other == before));
    order.insert(place.unwrap_or(order.len()), id);
    let handbook = Handbook {
        order,
        ..read.clone()
    };
    Ok(workspace.save_handbook(&handbook, &read)?)
}

/// Lists the standards as the outline does: those of the order, then the others.
fn reading_order(workspace: &Workspace) -> Result<Vec<StandardId>, Error> {
    let handbook = workspace.handbook()?;
    let mut drafts = workspace.drafts()?;
    sort_for_reading(&handbook, &mut drafts, |draft| &draft.standard);
    Ok(drafts.into_iter().map(|draft| draft.standard.id).collect())
}

fn forget_origins(translation: &mut Translation) {
    translation.made_from.clear();
}

/// Returns the next free code after `model`: `PH-03` is followed by `PH-04`. Without a model
/// that ends in a number, codes are `S-1`, `S-2` …
fn free_code(model: Option<&Code>, drafts: &[Draft]) -> Code {
    let taken: HashSet<&Code> = drafts.iter().map(|draft| &draft.standard.code).collect();
    let model = model.map_or("", |code| code.0.as_str());
    let digits = model.len() - model.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (letters, number) = model.split_at(model.len() - digits);
    let (letters, number) = match number.parse::<u32>() {
        Ok(number) if number < u32::MAX / 2 => (letters, number),
        _ => ("S-", 0),
    };
    let mut codes = (number + 1..).map(|next| Code(format!("{letters}{next:0digits$}")));
    codes
        .find(|code| !taken.contains(code))
        .expect("there are more numbers than standards")
}

#[cfg(test)]
mod tests {
    use handbook::{HandbookId, Language};
    use jiff::Timestamp;

    use super::*;

    fn workspace(codes: &[&str]) -> (Workspace, Vec<StandardId>) {
        let at = Timestamp::UNIX_EPOCH;
        let handbook = Handbook::new(HandbookId::new(at, [1; 10]), "T", "O", Language::English);
        let mut workspace = Workspace::in_memory(&handbook, "HR", at).unwrap();
        let add = |(number, code): (usize, &&str)| {
            let mut standard = Standard::empty(StandardId::new(at, [number as u8 + 1; 10]));
            standard.code = Code((*code).to_string());
            workspace.add_draft(&standard, at).unwrap().standard.id
        };
        let ids = codes.iter().enumerate().map(add).collect();
        (workspace, ids)
    }

    fn codes(workspace: &Workspace) -> Vec<String> {
        let handbook = workspace.handbook().unwrap();
        let mut drafts = workspace.drafts().unwrap();
        sort_for_reading(&handbook, &mut drafts, |draft| &draft.standard);
        drafts
            .into_iter()
            .map(|draft| draft.standard.code.0)
            .collect()
    }

    fn now(random: &mut rand_core::OsRng) -> Now<'_> {
        Now {
            at: Timestamp::UNIX_EPOCH,
            random,
        }
    }

    #[test]
    fn a_new_code_follows_its_neighbours() {
        let (mut workspace, ids) = workspace(&["PH-01", "PH-02", "CO-9"]);
        let mut random = rand_core::OsRng;
        let copy = duplicate(&mut workspace, ids[0], &mut now(&mut random));
        assert_eq!(copy.unwrap().standard.code.0, "PH-03");
        let copy = duplicate(&mut workspace, ids[2], &mut now(&mut random));
        assert_eq!(copy.unwrap().standard.code.0, "CO-10");
        assert_eq!(
            codes(&workspace),
            ["CO-9", "CO-10", "PH-01", "PH-03", "PH-02"]
        );
    }

    #[test]
    fn an_order_by_hand_stays_and_new_standards_come_last() {
        let (mut workspace, ids) = workspace(&["A-1", "A-2", "A-3"]);
        arrange(&mut workspace, ids[2], Some(ids[0])).unwrap();
        assert_eq!(codes(&workspace), ["A-3", "A-1", "A-2"]);
        let mut random = rand_core::OsRng;
        add(&mut workspace, &NewPlace::default(), &mut now(&mut random)).unwrap();
        assert_eq!(codes(&workspace), ["A-3", "A-1", "A-2", "A-4"]);
    }
}
