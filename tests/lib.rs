//! Cases as readable files, for one harness a language.
//!
//! A case is a file under `tests/cases`:
//!
//! ```text
//! What the case shows, in a sentence or two.
//! --- options
//! date = 2026-01-29
//! only = sentences tokens
//! gazetteer = companies.csv
//! patterns = dockets.json
//! --- text
//! The text, to the line before the next mark.
//! --- json
//! The expected JSON, cut into lines and indented for reading.
//! ```
//!
//! The text has no newline at its end. The JSON is compared byte for byte once
//! its lines are joined without the blanks around them: strings in JSON hold no
//! newline, and lines are only cut where a record starts.

mod check;
pub mod texts;

pub use check::check;

use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::{Error, Extractor, Gazetteer, Layer, Patterns};

/// One case.
pub struct Case {
    /// Where it stands.
    pub path: PathBuf,
    head: String,
    date: Option<String>,
    layers: Layer,
    /// A list of names, beside the case.
    gazetteer: Option<String>,
    /// Patterns, beside the case.
    patterns: Option<String>,
    text: String,
    json: String,
}

impl Case {
    /// Every case below `folder`, in the order of their paths.
    pub fn all(folder: &Path) -> Vec<Case> {
        let mut paths = Vec::new();
        collect(folder, &mut paths);
        paths.sort();
        paths.iter().filter_map(|path| Case::read(path)).collect()
    }

    fn read(path: &Path) -> Option<Case> {
        let file = fs::read_to_string(path).ok()?;
        let (head, json) = match file.split_once("\n--- json\n") {
            Some((head, json)) => (head, json),
            None => (file.strip_suffix('\n').unwrap_or(&file), ""),
        };
        let (options, text) = head.split_once("\n--- text\n")?;
        let mut case = Case {
            path: path.to_owned(),
            head: head.to_owned(),
            date: None,
            layers: Layer::all(),
            gazetteer: None,
            patterns: None,
            text: text.to_owned(),
            json: json.lines().map(str::trim).collect(),
        };
        for line in options.lines() {
            match line.split_once(" = ") {
                Some(("date", date)) => case.date = Some(date.to_owned()),
                Some(("gazetteer", name)) => case.gazetteer = Some(name.to_owned()),
                Some(("patterns", name)) => case.patterns = Some(name.to_owned()),
                Some(("only", names)) => {
                    let layer = |name: &str| Layer::from_name(&name.to_ascii_uppercase());
                    case.layers = names.split(' ').filter_map(layer).collect();
                }
                _ => {}
            }
        }
        Some(case)
    }

    /// The JSON expected.
    pub fn expected(&self) -> &str {
        &self.json
    }

    /// The JSON that the library gives.
    ///
    /// # Errors
    ///
    /// Whatever the library says.
    pub fn run(&self, extractor: &Extractor) -> Result<String, Error> {
        let own;
        let mut extractor = extractor;
        let beside = |name: &str| fs::read_to_string(self.path.with_file_name(name)).unwrap_or_default();
        if self.gazetteer.is_some() || self.patterns.is_some() {
            let mut builder = Extractor::builder();
            if let Some(name) = &self.gazetteer {
                builder = builder.gazetteer(Gazetteer::builder().csv(&beside(name), "")?.build()?);
            }
            if let Some(name) = &self.patterns {
                builder = builder.patterns(Patterns::from_json(&beside(name))?);
            }
            own = builder.build()?;
            extractor = &own;
        }
        let mut request = extractor.request(self.text.as_str()).only(self.layers);
        if let Some(date) = &self.date {
            request = request.date(date)?;
        }
        Ok(request.extract()?.to_json())
    }

    /// Writes `json` into the file as what is expected.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn bless(&self, json: &str) -> std::io::Result<()> {
        fs::write(&self.path, format!("{}\n--- json\n{}\n", self.head, lines(json)))
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "case") {
            paths.push(path);
        }
    }
}

/// `json` with a line for each list and each record in it.
fn lines(json: &str) -> String {
    let mut out = String::new();
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for c in json.chars() {
        if in_string {
            out.push(c);
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            '"' => in_string = true,
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        out.push(c);
        // A comma between the members of the document or of one of its lists.
        if c == ',' && depth <= 2 {
            out.push('\n');
            out.push_str("  ".repeat(depth).as_str());
        }
    }
    out
}
