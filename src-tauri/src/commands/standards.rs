//! Writing: standards are read, checked, saved, added, moved, kept and approved.

use handbook::{Channel, Language, Stage, Standard, StandardId, TextField};
use tauri::State;
use workflow::{Error, NewPlace, Now, StoreError, Workspace};

use crate::desk::Desk;
use crate::memory::Memory;
use crate::problems::Problem;
use crate::views::{
    ApprovalOrder, ApproveAnswer, Checked, OutlineAnswer, SaveAnswer, StandardView,
};

type Answer<T> = Result<T, Problem>;

/// Reads a standard.
#[tauri::command(async)]
pub fn read_standard(desk: State<'_, Desk>, id: StandardId) -> Answer<StandardView> {
    desk.read(|workspace| StandardView::read(workspace, id))
}

/// Checks a text without saving it.
#[tauri::command(async)]
pub fn check_standard(desk: State<'_, Desk>, standard: Standard) -> Answer<Checked> {
    Ok(Checked::of(&standard, desk.guide()?.as_ref()))
}

/// Saves a text over the save that was read.
#[tauri::command(async)]
pub fn save_standard(desk: State<'_, Desk>, standard: Standard, saves: u64) -> Answer<SaveAnswer> {
    let guide = desk.guide()?;
    desk.act(
        |workspace, now| match workflow::save(workspace, &standard, saves, now) {
            Ok(draft) => SaveAnswer::saved(workspace, &guide, draft),
            Err(Error::Store(StoreError::Stale { theirs, .. })) => {
                SaveAnswer::stale(workspace, *theirs)
            }
            Err(error) => Err(error),
        },
    )
}

/// Adds an empty standard.
#[tauri::command(async)]
pub fn add_standard(
    desk: State<'_, Desk>,
    section: String,
    stage: Option<Stage>,
    channel: Option<Channel>,
) -> Answer<OutlineAnswer> {
    let place = NewPlace {
        section,
        stage,
        channel,
    };
    arranged(&desk, |workspace, now| {
        Ok(workflow::add(workspace, &place, now)?.standard.id)
    })
}

/// Adds a copy of a standard.
#[tauri::command(async)]
pub fn duplicate_standard(desk: State<'_, Desk>, id: StandardId) -> Answer<OutlineAnswer> {
    arranged(&desk, |workspace, now| {
        Ok(workflow::duplicate(workspace, id, now)?.standard.id)
    })
}

/// Takes a standard out of the handbook.
#[tauri::command(async)]
pub fn retire_standard(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    id: StandardId,
) -> Answer<OutlineAnswer> {
    let actor = memory.actor();
    arranged(&desk, |workspace, now| {
        workflow::retire(workspace, id, &actor, now).map(|()| id)
    })
}

/// Brings a retired standard back as it was.
#[tauri::command(async)]
pub fn bring_back_standard(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    id: StandardId,
) -> Answer<OutlineAnswer> {
    let actor = memory.actor();
    arranged(&desk, |workspace, now| {
        workflow::bring_back(workspace, id, &actor, now).map(|()| id)
    })
}

/// Puts a standard before another one, or last.
#[tauri::command(async)]
pub fn move_standard(
    desk: State<'_, Desk>,
    id: StandardId,
    before: Option<StandardId>,
) -> Answer<OutlineAnswer> {
    arranged(&desk, |workspace, _| {
        workflow::arrange(workspace, id, before).map(|()| id)
    })
}

/// Keeps a finding on purpose.
#[tauri::command(async)]
pub fn waive(
    desk: State<'_, Desk>,
    memory: State<'_, Memory>,
    id: StandardId,
    rule: String,
    sentence: String,
    reason: String,
) -> Answer<StandardView> {
    let by = memory.preferences().name;
    desk.act(|workspace, now| {
        workflow::waive(workspace, id, &rule, Some(&sentence), &reason, &by, now)?;
        StandardView::read(workspace, id)
    })
}

/// Takes back that a finding is kept.
#[tauri::command(async)]
pub fn unwaive(
    desk: State<'_, Desk>,
    id: StandardId,
    rule: String,
    sentence: String,
) -> Answer<StandardView> {
    desk.act(|workspace, now| {
        workflow::unwaive(workspace, id, &rule, &sentence, now)?;
        StandardView::read(workspace, id)
    })
}

/// Declares a translated field up to date with its source.
#[tauri::command(async)]
pub fn mark_translated(
    desk: State<'_, Desk>,
    id: StandardId,
    language: Language,
    field: TextField,
) -> Answer<StandardView> {
    desk.act(|workspace, now| {
        workflow::mark_translated(workspace, id, language, field, now)?;
        StandardView::read(workspace, id)
    })
}

/// Renders a standard as readers will see it: a whole page without scripts.
#[tauri::command(async)]
pub fn preview(desk: State<'_, Desk>, id: StandardId, language: Language) -> Answer<String> {
    desk.read(|workspace| workflow::preview(workspace, id, language))
}

/// Approves drafts, all together or none.
#[tauri::command(async)]
pub fn approve(
    desk: State<'_, Desk>,
    ids: Vec<StandardId>,
    order: ApprovalOrder,
) -> Answer<ApproveAnswer> {
    let order = workflow::ApprovalOrder {
        author: order.by.clone(),
        by: order.by,
        note: order.note,
        change: order.change,
    };
    desk.act(
        |workspace, now| match workflow::approve(workspace, &ids, &order, now) {
            Ok(approved) => Ok(ApproveAnswer::Approved {
                count: approved.len(),
            }),
            Err(Error::NotReady(obstacles)) => Ok(ApproveAnswer::NotReady {
                blocked: obstacles.0.into_iter().map(Into::into).collect(),
            }),
            Err(error) => Err(error),
        },
    )
}

/// Changes which standards there are or their order, and answers with the outline.
fn arranged(
    desk: &Desk,
    change: impl FnOnce(&mut Workspace, &mut Now) -> Result<StandardId, Error>,
) -> Answer<OutlineAnswer> {
    let answer = desk.act(|workspace, now| {
        let id = change(workspace, now)?;
        OutlineAnswer::read(workspace, id)
    })?;
    desk.refresh_guide()?;
    Ok(answer)
}
