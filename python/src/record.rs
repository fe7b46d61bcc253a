//! The rows of the tables: what of a document stands in which column.
//!
//! A field of a struct that is no field of the table is left out, so that a
//! mention has one struct, whether it is a row or an item of a document's list.

use arrow_schema::DataType::{Boolean, Date32, Float32, Float64, Int64, Utf8};
use arrow_schema::{DataType, Field, FieldRef};
use nutgraf::{Amount, Decimal, Span, Value};
use serde::Serialize;

use crate::document::Document;
use crate::offsets::Unit;
use crate::output;
use crate::value;

fn field(name: &str, kind: DataType) -> FieldRef {
    Field::new(name, kind, true).into()
}

fn list(name: &str, fields: Vec<FieldRef>) -> FieldRef {
    field(name, DataType::List(field("item", DataType::Struct(fields.into()))))
}

fn position() -> Vec<FieldRef> {
    vec![field("start", Int64), field("end", Int64), field("text", Utf8)]
}

/// The columns of a mention, but for its row and its error.
fn mention() -> Vec<FieldRef> {
    let more = [
        field("label", Utf8),
        field("score", Float32),
        field("entity_id", Utf8),
        field("value", Utf8),
        field("amount", Float64),
        field("min", Float64),
        field("max", Float64),
        field("unit", Utf8),
        field("day", Date32),
        field("cluster", Int64),
        field("name", Utf8),
    ];
    [position(), more.into()].concat()
}

/// The columns of the table of mentions.
pub(crate) fn mention_fields() -> Vec<FieldRef> {
    [vec![field("row", Int64)], mention(), vec![field("error", Utf8)]].concat()
}

/// The columns of the table of documents.
pub(crate) fn document_fields() -> Vec<FieldRef> {
    let aliases = field("aliases", DataType::List(field("item", Utf8)));
    let named = [field("name", Utf8), field("label", Utf8), field("id", Utf8), field("acronym", Utf8)];
    let role =
        [field("title", Utf8), field("organisation", Utf8), field("place", Utf8), field("former", Boolean)];
    let cluster_mention = [position(), vec![field("kind", Utf8)]].concat();
    let lists = vec![aliases, list("roles", role.into()), list("mentions", cluster_mention)];
    let quote = [field("kind", Utf8), field("cue", Utf8), field("speaker", Utf8), field("cluster", Int64)];
    let name = [field("name", Utf8), field("score", Float32)];
    let sentence = [field("kind", Utf8), field("paragraph", Int64)];
    vec![
        field("date", Date32),
        list("sentences", [position(), sentence.into()].concat()),
        list("entities", mention()),
        list("clusters", [Vec::from(named), lists].concat()),
        list("quotes", [position(), quote.into(), name.into()].concat()),
        field("error", Utf8),
    ]
}

/// A mention; of a row that failed nothing but its error.
#[derive(Serialize, Default)]
pub(crate) struct Mention<'a> {
    row: usize,
    start: Option<usize>,
    end: Option<usize>,
    text: Option<&'a str>,
    label: Option<&'a str>,
    score: Option<f32>,
    entity_id: Option<&'a str>,
    value: Option<&'a str>,
    amount: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
    unit: Option<&'a str>,
    day: Option<&'a str>,
    cluster: Option<usize>,
    name: Option<&'a str>,
    error: Option<&'a str>,
}

impl<'a> Mention<'a> {
    pub(crate) fn failed(row: usize, error: &'a str) -> Self {
        Mention { row, error: Some(error), ..Mention::default() }
    }

    pub(crate) fn of(row: usize, doc: &'a Document, entity: &nutgraf::Entity<'a>) -> Self {
        let (start, end, text) = place(doc, entity.span());
        let (value, cluster) = (entity.value(), entity.cluster());
        let amount = value.and_then(value::amount);
        let number = |which: fn(&Amount) -> &Option<Decimal>| Some(which(amount?).as_ref()?.to_f64());
        let digits = amount.and_then(|amount| amount.amount.as_ref()).map(Decimal::as_str);
        let (value, unit, day) = match value {
            Some(Value::Timex(timex)) => (Some(timex.value.as_str()), None, value::exact_day(timex)),
            Some(Value::Money { currency, .. }) => (digits, currency.as_deref(), None),
            Some(Value::Quantity { unit, .. }) => (digits, Some(unit.as_str()), None),
            Some(Value::Percent { .. }) => (digits, Some("%"), None),
            _ => (digits, None, None),
        };
        Mention {
            row,
            start: Some(start),
            end: Some(end),
            text: Some(text),
            label: Some(entity.label_name()),
            score: entity.score(),
            entity_id: entity.id(),
            value,
            amount: number(|amount| &amount.amount),
            min: number(|amount| &amount.min),
            max: number(|amount| &amount.max),
            unit,
            day,
            cluster: cluster.map(|cluster| cluster.index()),
            name: cluster.map(|cluster| cluster.name()),
            error: None,
        }
    }
}

fn place(doc: &Document, span: Span) -> (usize, usize, &str) {
    let (start, end) = Unit::CodePoints.of(doc, span);
    (start, end, span.of(doc.core().text()))
}

/// A document with its lists; an error alone, or nothing at all.
#[derive(Serialize, Default)]
pub(crate) struct Nested<'a> {
    date: Option<String>,
    sentences: Option<Vec<Piece<'a>>>,
    entities: Option<Vec<Mention<'a>>>,
    clusters: Option<Vec<Cluster<'a>>>,
    quotes: Option<Vec<Quote<'a>>>,
    error: Option<&'a str>,
}

/// A sentence, or a mention of a cluster.
#[derive(Serialize)]
struct Piece<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: String,
    paragraph: usize,
}

#[derive(Serialize)]
struct Cluster<'a> {
    name: &'a str,
    label: &'a str,
    id: Option<&'a str>,
    acronym: Option<&'a str>,
    aliases: Vec<&'a str>,
    roles: Vec<Role<'a>>,
    mentions: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct Role<'a> {
    title: &'a str,
    organisation: Option<&'a str>,
    place: Option<&'a str>,
    former: bool,
}

#[derive(Serialize)]
struct Quote<'a> {
    start: usize,
    end: usize,
    text: String,
    kind: String,
    cue: Option<&'a str>,
    speaker: Option<&'a str>,
    cluster: Option<usize>,
    name: Option<&'a str>,
    score: Option<f32>,
}

impl<'a> Nested<'a> {
    /// A row without a document: one that failed, or one that had no text.
    pub(crate) fn without(error: Option<&'a str>) -> Self {
        Nested { error, ..Nested::default() }
    }

    pub(crate) fn of(doc: &'a Document) -> Self {
        let core = doc.core();
        let sentence = |sentence: nutgraf::Sentence<'a>| {
            piece(doc, sentence.span(), output::word(sentence.kind()), sentence.paragraph())
        };
        Nested {
            date: core.date().map(|date| date.to_string()),
            sentences: Some(core.sentences().map(sentence).collect()),
            entities: Some(core.entities().map(|entity| Mention::of(0, doc, &entity)).collect()),
            clusters: Some(core.clusters().map(|cluster| Cluster::of(doc, &cluster)).collect()),
            quotes: Some(core.quotes().map(|quote| Quote::of(doc, &quote)).collect()),
            error: None,
        }
    }
}

fn piece(doc: &Document, span: Span, kind: String, paragraph: usize) -> Piece<'_> {
    let (start, end, text) = place(doc, span);
    Piece { start, end, text, kind, paragraph }
}

impl<'a> Cluster<'a> {
    fn of(doc: &'a Document, cluster: &nutgraf::Cluster<'a>) -> Self {
        let role = |role: nutgraf::Role<'a>| Role {
            title: role.title(),
            organisation: role.organisation(),
            place: role.place(),
            former: role.is_former(),
        };
        let mention =
            |mention: nutgraf::Mention<'a>| piece(doc, mention.span(), output::word(mention.kind()), 0);
        Cluster {
            name: cluster.name(),
            label: cluster.label_name(),
            id: cluster.id(),
            acronym: cluster.acronym(),
            aliases: cluster.aliases().collect(),
            roles: cluster.roles().map(role).collect(),
            mentions: cluster.mentions().map(mention).collect(),
        }
    }
}

impl<'a> Quote<'a> {
    fn of(doc: &'a Document, quote: &nutgraf::Quote<'a>) -> Self {
        let text = doc.core().text();
        let pieces: Vec<_> = quote.content().map(|span| span.of(text)).collect();
        let whole = quote.content().reduce(Span::join).unwrap_or(Span::new(0, 0));
        let (start, end, _) = place(doc, whole);
        let cluster = quote.speaker_cluster();
        Quote {
            start,
            end,
            text: pieces.join(" "),
            kind: output::word(quote.kind()),
            cue: quote.cue(),
            speaker: quote.speaker(),
            cluster: cluster.map(|cluster| cluster.index()),
            name: cluster.map(|cluster| cluster.name()),
            score: quote.score(),
        }
    }
}
