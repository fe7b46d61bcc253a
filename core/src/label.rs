//! What a mention is: the label set.

use core::fmt;
use core::str::FromStr;
use std::sync::Arc;

use crate::error::{Error, ErrorKind};

macro_rules! labels {
    ($($(#[$doc:meta])* $variant:ident = $number:literal, $name:literal;)*) => {
        /// What kind of thing a mention names.
        ///
        /// The first eighteen are those of OntoNotes 5, under its names; the
        /// next five are for what these leave out; [`Label::Custom`] is any of
        /// your own, whose name
        /// [`Entity::label_name`](crate::Entity::label_name) tells. The numbers
        /// are those of the C header and do not change.
        ///
        /// ```
        /// use nutgraf::Label;
        /// assert_eq!(Label::WorkOfArt.as_str(), "WORK_OF_ART");
        /// assert_eq!("GPE".parse::<Label>()?, Label::Gpe);
        /// # Ok::<(), nutgraf::Error>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Label {
            $($(#[$doc])* $variant = $number,)*
            /// A label of your own: from a gazetteer, a pattern or a model of
            /// your own.
            Custom = 255,
        }

        impl Label {
            /// Every label of the library's own, in the order of its number.
            pub const ALL: &'static [Label] = &[$(Label::$variant),*];

            /// The label's name, in capitals as OntoNotes writes it; of one of
            /// your own "CUSTOM".
            pub const fn as_str(self) -> &'static str {
                match self { $(Label::$variant => $name,)* Label::Custom => "CUSTOM" }
            }
        }
    };
}

labels! {
    /// People, fictional ones too.
    Person = 0, "PERSON";
    /// Nationalities, religious and political groups.
    Norp = 1, "NORP";
    /// Buildings, airports, motorways, bridges.
    Fac = 2, "FAC";
    /// Companies, agencies, institutions, parties, teams.
    Org = 3, "ORG";
    /// Countries, cities, states.
    Gpe = 4, "GPE";
    /// Places that are no state: mountains, seas, regions.
    Loc = 5, "LOC";
    /// Things made: vehicles, weapons, foods.
    Product = 6, "PRODUCT";
    /// Named storms, battles, wars, matches, conferences.
    Event = 7, "EVENT";
    /// Titles of books, songs, films.
    WorkOfArt = 8, "WORK_OF_ART";
    /// Named documents made into law.
    Law = 9, "LAW";
    /// Any named language.
    Language = 10, "LANGUAGE";
    /// Dates and periods of a day or longer, ages included.
    Date = 11, "DATE";
    /// Times shorter than a day.
    Time = 12, "TIME";
    /// Shares in a hundred, the sign included.
    Percent = 13, "PERCENT";
    /// Sums of money, the unit included.
    Money = 14, "MONEY";
    /// Measures, as of weight or distance.
    Quantity = 15, "QUANTITY";
    /// "first", "second".
    Ordinal = 16, "ORDINAL";
    /// Numbers that are none of the others.
    Cardinal = 17, "CARDINAL";
    /// An e-mail address.
    Email = 18, "EMAIL";
    /// A web address.
    Url = 19, "URL";
    /// A telephone number.
    Phone = 20, "PHONE";
    /// An account: `@nutgraf`.
    Handle = 21, "HANDLE";
    /// A topic: `#budget`.
    Hashtag = 22, "HASHTAG";
}

/// A label, and the name of one that is the user's own.
pub(crate) type Named = (Label, Option<Arc<str>>);

impl Label {
    /// Whether the label is of a name (PERSON to LANGUAGE, and your own), and
    /// not of a value or an address, which rules find.
    pub const fn is_name(self) -> bool {
        self as u8 <= Label::Language as u8 || self as u8 == Label::Custom as u8
    }

    /// The label of that name, and the name where it is one of your own:
    /// capitals, digits and underscores after a capital, 40 at most.
    pub(crate) fn read(name: &str) -> Option<Named> {
        if let Ok(label) = name.parse() {
            return Some((label, None));
        }
        let marks = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        let own =
            name.starts_with(|c: char| c.is_ascii_uppercase()) && name.len() <= 40 && name.bytes().all(marks);
        own.then(|| (Label::Custom, Some(name.into())))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Label {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Label::ALL.iter().copied().find(|label| label.as_str() == name).ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidArgument,
                format!("label: {name:?} is none; labels are PERSON, ORG, GPE, …"),
            )
        })
    }
}
