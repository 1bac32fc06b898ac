//! Findings in SARIF 2.1.0 (OASIS), which code-review tools read.

use std::path::Path;

use serde_json::{Value, json};
use workflow::{Checked, Finding, Severity};

/// Writes a SARIF log with one run.
pub fn log(workspace: &Path, checked: &[Checked]) -> Value {
    let results: Vec<Value> = checked
        .iter()
        .flat_map(|checked| {
            let code = &checked.draft.standard.code.0;
            checked
                .findings
                .iter()
                .map(move |finding| result(workspace, code, finding))
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "plumbline",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": workflow::rules().map(|known| rule(&known)).collect::<Vec<_>>(),
            }},
            "results": results,
        }],
    })
}

fn rule(rule: &workflow::RuleDescription) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.help },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn result(workspace: &Path, code: &str, finding: &Finding) -> Value {
    let suppressions = if finding.waived {
        json!([{ "kind": "inSource" }])
    } else {
        json!([])
    };
    json!({
        "ruleId": finding.rule,
        "level": level(finding.severity),
        "message": { "text": format!("{} {}", finding.why, finding.question) },
        "locations": [{
            "physicalLocation": { "artifactLocation": { "uri": uri(workspace) } },
            "logicalLocations": [{
                "name": finding.place.to_string(),
                "fullyQualifiedName": format!("{code}/{}", finding.place),
            }],
        }],
        "suppressions": suppressions,
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::MustFix => "error",
        Severity::ShouldFix => "warning",
        Severity::Consider => "note",
    }
}

/// Writes a path as a relative reference (RFC 3986), escaping what is not plain.
fn uri(path: &Path) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escape = |byte: u8| match byte {
        byte if is_plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.to_string_lossy().bytes().map(escape).collect()
}
