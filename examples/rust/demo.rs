//! Prints an article's entities, values, people and quotes.
//!
//! ```text
//! cargo run --release -p nutgraf-demo -- examples/article.txt
//! ```

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use clap::Parser;
use nutgraf::{Amount, Cluster, Document, Entity, Extractor, Label, Value};

/// Prints an article's entities, values, people and quotes.
#[derive(Parser)]
struct Options {
    /// The article; standard input where it is `-`.
    article: PathBuf,
    /// The document's date, YYYY-MM-DD, where the article does not tell it.
    #[arg(long)]
    date: Option<String>,
    /// Print the whole result as JSON.
    #[arg(long)]
    json: bool,
    /// Write the article with its entities marked to an HTML file.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("nutgraf-demo: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    if options.article.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(&options.article)
            .map_err(|error| format!("{}: {error}", options.article.display()))?;
    }
    let extractor = Extractor::new();
    let mut request = extractor.request(text);
    if let Some(date) = &options.date {
        request = request.date(date)?;
    }
    let doc = request.extract()?;

    if let Some(path) = &options.html {
        std::fs::write(path, html(&doc))?;
        return Ok(());
    }
    let mut out = anstream::stdout().lock();
    if options.json {
        writeln!(out, "{}", doc.to_json())?;
    } else {
        write!(out, "{}", table(&doc))?;
    }
    Ok(())
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// The colour of a label; the same hue in the table and in HTML.
fn colour(label: Label) -> AnsiColor {
    match label {
        Label::Person => AnsiColor::Magenta,
        Label::Org | Label::Norp => AnsiColor::Blue,
        Label::Gpe | Label::Loc | Label::Fac => AnsiColor::Green,
        label if label.is_name() => AnsiColor::Cyan,
        _ => AnsiColor::Yellow,
    }
}

/// The result as a table to read.
fn table(doc: &Document) -> String {
    let mut out = String::new();
    let date = doc.date().map_or_else(|| "no date".to_owned(), |date| date.to_string());
    let _ = writeln!(
        out,
        "{DIM}{} sentences, {} tokens, {date}{DIM:#}",
        doc.sentences().len(),
        doc.tokens().len()
    );

    heading(&mut out, "Names");
    // One row a name, in the order of the text, with how often it is there.
    let mut names: Vec<(&str, Label, usize)> = Vec::new();
    for entity in doc.entities().filter(|entity| entity.value().is_none()) {
        match names.iter_mut().find(|(text, label, _)| *text == entity.text() && *label == entity.label()) {
            Some((_, _, count)) => *count += 1,
            None => names.push((entity.text(), entity.label(), 1)),
        }
    }
    for (text, label, count) in names {
        let times = if count > 1 { format!("×{count}") } else { String::new() };
        row(&mut out, label, text, &times);
    }

    heading(&mut out, "Values");
    for entity in doc.entities() {
        if let Some(value) = entity.value() {
            row(&mut out, entity.label(), entity.text(), &reading(value));
        }
    }

    heading(&mut out, "People");
    for person in doc.clusters().filter(|cluster| cluster.label() == Label::Person) {
        let roles: Vec<String> = person.roles().map(|role| role_line(&role)).collect();
        let aliases: Vec<&str> = person.aliases().collect();
        let also = if aliases.is_empty() { String::new() } else { format!("; also {}", aliases.join(", ")) };
        let count = person.mentions().len();
        let _ = writeln!(
            out,
            "  {BOLD}{}{BOLD:#}  {}{DIM}{also}; ×{count}{DIM:#}",
            person.name(),
            roles.join("; ")
        );
    }

    heading(&mut out, "Quotes");
    for quote in doc.quotes() {
        let content: Vec<String> = quote
            .content()
            .map(|span| doc.text().get(span.range()).unwrap_or("").replace('\n', " "))
            .collect();
        let who = quote.speaker_cluster().as_ref().map(Cluster::name).or(quote.speaker()).unwrap_or("?");
        let kind = format!("{:?}", quote.kind()).to_lowercase();
        let _ = writeln!(out, "  {BOLD}{who}{BOLD:#} {DIM}({kind}){DIM:#}  {}", content.join(" … "));
    }
    out
}

fn heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n{BOLD}{text}{BOLD:#}");
}

fn row(out: &mut String, label: Label, text: &str, note: &str) {
    let style = Style::new().fg_color(Some(colour(label).into()));
    let text = text.replace('\n', " ");
    let _ = writeln!(out, "  {style}{label:<12}{style:#} {text:<36} {DIM}{note}{DIM:#}");
}

fn role_line(role: &nutgraf::Role<'_>) -> String {
    let mut line = String::new();
    if role.is_former() {
        line.push_str("former ");
    }
    if role.is_acting() {
        line.push_str("acting ");
    }
    line.push_str(role.title());
    for place in [role.organisation(), role.place()].into_iter().flatten() {
        let _ = write!(line, ", {place}");
    }
    line
}

/// A value as one reads it.
fn reading(value: &Value) -> String {
    match value {
        Value::Timex(timex) => {
            let modifier =
                timex.modifier.map_or_else(String::new, |modifier| format!(" {}", modifier.as_str()));
            format!("{}{modifier}", timex.value)
        }
        Value::Money { amount, currency } => {
            format!("{} {}", number(amount), currency.as_deref().unwrap_or(""))
        }
        Value::Percent { amount, .. } => format!("{} %", number(amount)),
        Value::Quantity { amount, unit } => format!("{} {unit}", number(amount)),
        Value::Number { amount } | Value::Ordinal { amount } => number(amount),
        _ => String::new(),
    }
}

fn number(amount: &Amount) -> String {
    let about = if amount.approximate { "~" } else { "" };
    let digits =
        |digits: &Option<nutgraf::Decimal>| digits.as_ref().map_or("", |digits| digits.as_str()).to_owned();
    match (&amount.amount, &amount.min, &amount.max) {
        (Some(exact), _, _) => format!("{about}{exact}"),
        (None, Some(min), None) => format!("≥ {min}"),
        (None, None, Some(max)) => format!("≤ {max}"),
        (None, min, max) => format!("{}–{}", digits(min), digits(max)),
    }
}

/// The article with its entities marked.
fn html(doc: &Document) -> String {
    let mut out = String::from(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>nutgraf</title>\n<style>\n\
         body{max-width:44rem;margin:2rem auto;font:1.05rem/1.7 serif;white-space:pre-wrap}\n\
         mark{padding:.1em .25em;border-radius:.25em}\nmark small{font:.65em sans-serif;margin-left:.3em}\n\
         .Magenta{background:#f6d5f0}.Blue{background:#d6e4fb}.Green{background:#d8f0d6}.Cyan{background:#d4f1f3}\
         .Yellow{background:#f7ecc4}\n</style>\n<body>",
    );
    let text = doc.text();
    let mut at = 0;
    for entity in doc.entities() {
        let span = entity.span();
        out.push_str(&escape(text.get(at..span.start()).unwrap_or("")));
        out.push_str(&mark(&entity));
        at = span.end();
    }
    out.push_str(&escape(text.get(at..).unwrap_or("")));
    out.push_str("</body>\n");
    out
}

fn mark(entity: &Entity<'_>) -> String {
    let title = entity.value().map(reading).unwrap_or_default();
    format!(
        "<mark class=\"{:?}\" title=\"{}\">{}<small>{}</small></mark>",
        colour(entity.label()),
        escape(&title),
        escape(entity.text()),
        entity.label()
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
