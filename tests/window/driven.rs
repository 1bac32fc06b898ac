//! A display, a driver and the app under it: what a journey through the real window needs.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// How long anything may take before a journey gives up.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Which colours the window is asked to use.
#[derive(Clone, Copy)]
pub enum Look {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How the app is started.
pub struct Setup<'a> {
    /// What it is started with.
    pub arguments: Vec<&'a Path>,
    /// Which colours it is asked to use.
    pub look: Look,
    /// Width and height of the window.
    pub size: (u32, u32),
    /// The folder of the user, for what the app remembers and for prepared answers.
    pub home: &'a Path,
}

impl<'a> Setup<'a> {
    /// Starts the app on a file, in a light window of the usual size.
    pub fn on(file: &'a Path, home: &'a Path) -> Self {
        Self {
            arguments: vec![file],
            ..Self::bare(home)
        }
    }

    /// Starts the app without a file.
    pub fn bare(home: &'a Path) -> Self {
        Self {
            arguments: Vec::new(),
            look: Look::Light,
            size: (1440, 900),
            home,
        }
    }
}

/// The running app. Dropping it ends the driver, the app and the display.
pub struct Window {
    /// The WebDriver session.
    pub client: Client,
    answers: PathBuf,
    driver: Running,
    _display: Running,
}

/// A process that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Window {
    /// Starts the app on a display of its own.
    pub async fn open(setup: &Setup<'_>) -> Self {
        introduce(setup.home);
        let (display, name) = start_display(setup.size);
        let answers = setup.home.join("answers");
        let port = free_port();
        let driver = start_driver(port, &name, setup, &answers);
        let client = connect(port, &setup.arguments).await;
        let (width, height) = setup.size;
        client.set_window_size(width, height).await.unwrap();
        Self {
            client,
            answers,
            driver,
            _display: display,
        }
    }

    /// Prepares what the user answers in the system's next file dialogs.
    pub fn will_choose(&self, paths: &[&Path]) {
        let lines: String = paths
            .iter()
            .map(|path| format!("{}\n", path.display()))
            .collect();
        std::fs::write(&self.answers, lines).unwrap();
    }

    /// Kills the app without warning, as a power cut would.
    pub fn kill_app(&self) {
        let app = children_of(self.driver.0.id());
        assert!(!app.is_empty(), "the app runs under the driver");
        for process in app {
            let killed = Command::new("kill")
                .args(["-9", &process.to_string()])
                .status();
            assert!(killed.unwrap().success());
        }
    }

    /// Closes the window and waits for its end.
    pub async fn close(self) {
        self.client.clone().close().await.unwrap();
    }

    /// Waits for what an XPath names.
    pub async fn at(&self, path: &str) -> Element {
        let wait = self.client.wait().at_most(PATIENCE);
        let found = wait.for_element(Locator::XPath(path)).await;
        match found {
            Ok(element) => element,
            Err(error) => panic!(
                "{path} does not appear: {error}; the page: {}",
                self.page().await
            ),
        }
    }

    async fn page(&self) -> String {
        let text = self.ask("return document.body.innerText").await;
        text.as_str().unwrap_or_default().to_string()
    }

    /// Waits for an element and returns it.
    pub async fn find(&self, css: &str) -> Element {
        let found = self
            .client
            .wait()
            .at_most(PATIENCE)
            .for_element(Locator::Css(css))
            .await;
        found.unwrap_or_else(|error| panic!("{css} does not appear: {error}"))
    }

    /// Waits for an element and returns its text.
    pub async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap()
    }

    /// Runs JavaScript in the window and returns its answer.
    pub async fn ask(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// Waits until everything is painted and nothing moves any more.
    pub async fn settle(&self) {
        self.client.execute_async(NEXT_FRAME, vec![]).await.unwrap();
    }

    /// Writes a picture into the folder that `PLUMBLINE_PICTURES` names, if it does.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("PLUMBLINE_PICTURES") else {
            return;
        };
        self.settle().await;
        let picture = self.client.screenshot().await.unwrap();
        std::fs::write(Path::new(&folder).join(name).with_extension("png"), picture).unwrap();
    }

    /// Returns what axe holds against the page (WCAG 2.2 AA), one line for each rule.
    pub async fn accessibility_faults(&self) -> Vec<String> {
        let axe = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/ui/node_modules/axe-core/axe.min.js"
        );
        let axe = std::fs::read_to_string(axe).expect("npm ci in ui installs axe-core");
        let script = format!("{axe};\n{ASK_AXE}");
        let answer = self.client.execute_async(&script, vec![]).await.unwrap();
        let faults = answer
            .as_array()
            .unwrap_or_else(|| panic!("axe failed: {answer}"));
        faults
            .iter()
            .map(|fault| fault.as_str().unwrap_or_default().to_string())
            .collect()
    }
}

/// Waits until everything is painted and nothing moves any more.
const NEXT_FRAME: &str = r#"
const done = arguments[arguments.length - 1];
Promise.all([document.fonts.ready, ...document.getAnimations().map((moving) => moving.finished)])
  .finally(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));
"#;

const ASK_AXE: &str = r#"
const done = arguments[arguments.length - 1];
const line = (rule) => rule.id + ": " + rule.nodes.map((node) => node.target.join(" ") + " " + node.failureSummary).join("; ");
axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
  .then((found) => done(found.violations.map(line)), (error) => done(String(error)));
"#;

/// Tells the app who works here, unless it remembers already.
fn introduce(home: &Path) {
    let memory = home.join("app.plumbline.desktop/memory.json");
    if memory.exists() {
        return;
    }
    std::fs::create_dir_all(memory.parent().unwrap()).unwrap();
    let preferences = json!({"name": "Standards office", "appearance": "system", "text_size": 100});
    std::fs::write(memory, json!({"preferences": preferences}).to_string()).unwrap();
}

fn start_display((width, height): (u32, u32)) -> (Running, String) {
    let screen = format!("{width}x{height}x24");
    let mut command = Command::new("Xvfb");
    command.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        &screen,
        "-nolisten",
        "tcp",
    ]);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut display = command.spawn().expect("Xvfb is installed (Debian: xvfb)");
    let mut number = String::new();
    let output = display.stdout.take().expect("its output is piped");
    BufReader::new(output).read_line(&mut number).unwrap();
    (Running(display), format!(":{}", number.trim()))
}

fn start_driver(port: u16, display: &str, setup: &Setup, answers: &Path) -> Running {
    let mut command = Command::new("WebKitWebDriver");
    command
        .args([format!("--port={port}"), "--host=127.0.0.1".to_string()])
        .envs([
            ("DISPLAY", display),
            ("GDK_BACKEND", "x11"),
            ("NO_AT_BRIDGE", "1"),
        ])
        .envs([
            ("TAURI_WEBVIEW_AUTOMATION", "true"),
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
        ])
        // A Plumbline that is open on this desktop must not take the journey over.
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
        .env(
            "GTK_THEME",
            match setup.look {
                Look::Light => "Adwaita",
                Look::Dark => "Adwaita:dark",
            },
        )
        .env("PLUMBLINE_ANSWERS", answers)
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    for name in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, setup.home);
    }
    let driver = command
        .spawn()
        .expect("WebKitWebDriver is installed (Debian: webkit2gtk-driver)");
    let began = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(
            began.elapsed() < PATIENCE,
            "WebKitWebDriver does not listen"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    Running(driver)
}

async fn connect(port: u16, arguments: &[&Path]) -> Client {
    let options = json!({"binary": env!("CARGO_BIN_EXE_plumbline-app"), "args": arguments});
    let capabilities = json!({"webkitgtk:browserOptions": options});
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities.as_object().cloned().unwrap_or_default())
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .expect("the driver starts the app")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Lists the processes that a process has started and their own, from `/proc`.
fn children_of(parent: u32) -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let children: Vec<u32> = numbers
        .filter(|process| parent_of(*process) == Some(parent))
        .collect();
    let grandchildren = children.iter().flat_map(|child| children_of(*child));
    grandchildren.chain(children.iter().copied()).collect()
}

fn parent_of(process: u32) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("PPid:"))?;
    line.trim().parse().ok()
}
