//! An entry of a gazetteer, as the user gives it.

/// Which capitals a name may be written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
#[repr(u8)]
pub enum CaseRule {
    /// As it is written in the list, or all in capitals as in a headline.
    #[default]
    Upper = 0,
    /// As it is written in the list only.
    Exact = 1,
    /// In any.
    Any = 2,
}

/// A thing that a [`Gazetteer`](crate::Gazetteer) knows.
///
/// The label is one of the library's ([`Label`](crate::Label)) or one of your
/// own: capitals, digits and underscores, as `DISEASE`.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct GazetteerEntry {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) id: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) score: Option<f32>,
    pub(super) case: CaseRule,
    pub(super) ambiguous: Option<bool>,
    /// Where it stands in the list that it was read from; 0 for nowhere.
    pub(super) line: u64,
}

impl GazetteerEntry {
    /// A name and what it is of.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            id: None,
            aliases: Vec::new(),
            score: None,
            case: CaseRule::default(),
            ambiguous: None,
            line: 0,
        }
    }

    /// What [`Entity::id`](crate::Entity::id) tells of a mention; its cluster
    /// has it too. At most 255 bytes.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Another name of the same.
    pub fn alias(mut self, name: impl Into<String>) -> Self {
        self.aliases.push(name.into());
        self
    }

    /// The score that its mentions have, 0 to 1.
    pub fn score(mut self, score: f32) -> Self {
        self.score = Some(score);
        self
    }

    /// Which capitals its names may be written with.
    pub fn case(mut self, case: CaseRule) -> Self {
        self.case = case;
        self
    }

    /// Whether its names are ordinary words too, and found only where the
    /// tagger or the capitals agree. Where this is not said, single words of
    /// everyday English, months, days and given names are (the last unless the
    /// label is PERSON).
    pub fn ambiguous(mut self, ambiguous: bool) -> Self {
        self.ambiguous = Some(ambiguous);
        self
    }
}
