//! The menu bar: its words come from the interface, and what is chosen goes back there.

use serde::Deserialize;
use tauri::menu::{Menu, MenuItemBuilder, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Emitter};

/// The event that carries a chosen command.
const COMMAND: &str = "command";

/// A menu of the menu bar.
#[derive(Debug, Clone, Deserialize)]
pub struct MenuWords {
    /// Its word.
    words: String,
    /// Its items.
    items: Vec<ItemWords>,
}

/// An item; without words it is a line between items.
#[derive(Debug, Clone, Deserialize)]
struct ItemWords {
    /// The command that the interface knows it by.
    command: String,
    /// Its words.
    words: String,
    /// Its keys, such as `CmdOrCtrl+O`.
    keys: Option<String>,
}

/// Shows these menus from now on.
pub fn show(app: &AppHandle, menus: &[MenuWords]) -> tauri::Result<()> {
    let menu = Menu::new(app)?;
    for words in menus {
        menu.append(&submenu(app, words)?)?;
    }
    app.set_menu(menu)?;
    Ok(())
}

/// Tells the interface what was chosen.
pub fn choose(app: &AppHandle, command: &str) {
    // A window that is already closing does nothing any more.
    let _ = app.emit(COMMAND, command);
}

fn submenu(app: &AppHandle, words: &MenuWords) -> tauri::Result<Submenu<tauri::Wry>> {
    let mut menu = SubmenuBuilder::new(app, &words.words);
    for item in &words.items {
        if item.words.is_empty() {
            menu = menu.separator();
            continue;
        }
        let mut built = MenuItemBuilder::with_id(&item.command, &item.words);
        if let Some(keys) = &item.keys {
            built = built.accelerator(keys);
        }
        menu = menu.item(&built.build(app)?);
    }
    menu.build()
}
