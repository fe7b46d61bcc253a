//! Lists from CSV and JSON lines.

use serde::Deserialize;

use super::entry::{CaseRule, GazetteerEntry};
use super::{GazetteerBuilder, invalid};
use crate::error::Error;

/// What a row may have.
const COLUMNS: [&str; 7] = ["name", "label", "id", "aliases", "score", "case", "ambiguous"];

/// A row, or a line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    label: Option<String>,
    id: Option<String>,
    #[serde(default)]
    aliases: Aliases,
    score: Option<f32>,
    case: Option<CaseRule>,
    ambiguous: Option<bool>,
}

/// A list, or in CSV names between bars.
#[derive(Deserialize)]
#[serde(untagged)]
enum Aliases {
    List(Vec<String>),
    Barred(String),
}

impl Default for Aliases {
    fn default() -> Self {
        Aliases::List(Vec::new())
    }
}

impl GazetteerBuilder {
    /// Adds a list in CSV. Its first row names the columns: `name`, and any of
    /// `label`, `id`, `aliases` (with `|` between them), `score`, `case`
    /// (`upper`, `exact`, `any`), `ambiguous` (`true`, `false`). Where a row
    /// has no label, it is `label`.
    ///
    /// ```
    /// let list = "name,label,id,aliases\nAcme Holdings,ORG,id-1,Acme|Acme Group\n";
    /// let gazetteer = nutgraf::Gazetteer::builder().csv(list, "ORG")?.build()?;
    /// assert_eq!(gazetteer.len(), 3);
    /// # Ok::<(), nutgraf::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`InvalidGazetteer`](crate::ErrorKind::InvalidGazetteer), which names
    /// the line.
    pub fn csv(mut self, text: &str, label: &str) -> Result<Self, Error> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let columns = reader.headers().map_err(|error| invalid(&format!("line 1: {error}")))?.clone();
        if let Some(other) = columns.iter().find(|column| !COLUMNS.contains(column)) {
            return Err(invalid(&format!("line 1: column {other:?} is none of {}", COLUMNS.join(", "))));
        }
        let mut record = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(self),
                Err(error) => return Err(invalid(&error.to_string())),
            }
            // Empty lines before the row are counted with it.
            let at = record.position();
            let empty = at.and_then(|at| text.as_bytes().get(at.byte() as usize..)).unwrap_or(&[]);
            let empty = empty.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
            let line =
                at.map_or(0, csv::Position::line) + empty.filter(|&&byte| byte == b'\n').count() as u64;
            let row: Row = record
                .deserialize(Some(&columns))
                .map_err(|error| invalid(&format!("line {line}: {error}")))?;
            self = self.entry(row.entry(label, line));
        }
    }

    /// Adds a list in JSON lines: an object each, with the keys of
    /// [`GazetteerBuilder::csv`], `aliases` a list. Empty lines are skipped.
    ///
    /// # Errors
    ///
    /// [`InvalidGazetteer`](crate::ErrorKind::InvalidGazetteer), which names
    /// the line.
    pub fn json_lines(mut self, text: &str, label: &str) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (line, json) in (1..).zip(text.lines()) {
            if json.trim().is_empty() {
                continue;
            }
            let row: Row = serde_json::from_str(json)
                .map_err(|error| invalid(&format!("line {line}, column {}: {error}", error.column())))?;
            self = self.entry(row.entry(label, line));
        }
        Ok(self)
    }
}

impl Row {
    fn entry(self, label: &str, line: u64) -> GazetteerEntry {
        let label = self.label.filter(|label| !label.is_empty()).unwrap_or_else(|| label.to_owned());
        let mut entry = GazetteerEntry::new(self.name, label);
        entry.id = self.id.filter(|id| !id.is_empty());
        entry.aliases = match self.aliases {
            Aliases::List(names) => names,
            Aliases::Barred(names) => {
                names.split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
            }
        };
        entry.score = self.score;
        entry.case = self.case.unwrap_or_default();
        entry.ambiguous = self.ambiguous;
        entry.line = line;
        entry
    }
}
