//! What a mention is: the label set.

use core::ffi::c_char;

use nutgraf_core::Label;

/// What kind of thing a mention names: one of `NG_LABEL_…`.
///
/// The first eighteen are those of `OntoNotes` 5. Later versions may add some.
#[allow(non_camel_case_types)]
pub type ng_label = u8;

/// People, fictional ones too.
pub const NG_LABEL_PERSON: ng_label = 0;
/// Nationalities, religious and political groups.
pub const NG_LABEL_NORP: ng_label = 1;
/// Buildings, airports, motorways, bridges.
pub const NG_LABEL_FAC: ng_label = 2;
/// Companies, agencies, institutions, parties, teams.
pub const NG_LABEL_ORG: ng_label = 3;
/// Countries, cities, states.
pub const NG_LABEL_GPE: ng_label = 4;
/// Places that are no state: mountains, seas, regions.
pub const NG_LABEL_LOC: ng_label = 5;
/// Things made: vehicles, weapons, foods.
pub const NG_LABEL_PRODUCT: ng_label = 6;
/// Named storms, battles, wars, matches, conferences.
pub const NG_LABEL_EVENT: ng_label = 7;
/// Titles of books, songs, films.
pub const NG_LABEL_WORK_OF_ART: ng_label = 8;
/// Named documents made into law.
pub const NG_LABEL_LAW: ng_label = 9;
/// Any named language.
pub const NG_LABEL_LANGUAGE: ng_label = 10;
/// Dates and periods of a day or longer, ages included.
pub const NG_LABEL_DATE: ng_label = 11;
/// Times shorter than a day.
pub const NG_LABEL_TIME: ng_label = 12;
/// Shares in a hundred, the sign included.
pub const NG_LABEL_PERCENT: ng_label = 13;
/// Sums of money, the unit included.
pub const NG_LABEL_MONEY: ng_label = 14;
/// Measures, as of weight or distance.
pub const NG_LABEL_QUANTITY: ng_label = 15;
/// "first", "second".
pub const NG_LABEL_ORDINAL: ng_label = 16;
/// Numbers that are none of the others.
pub const NG_LABEL_CARDINAL: ng_label = 17;
/// An e-mail address.
pub const NG_LABEL_EMAIL: ng_label = 18;
/// A web address.
pub const NG_LABEL_URL: ng_label = 19;
/// A telephone number.
pub const NG_LABEL_PHONE: ng_label = 20;
/// An account: `@nutgraf`.
pub const NG_LABEL_HANDLE: ng_label = 21;
/// A topic: `#budget`.
pub const NG_LABEL_HASHTAG: ng_label = 22;
/// A label of your own, whose name stands beside it: `label_name`.
pub const NG_LABEL_CUSTOM: ng_label = 255;

const _: () = {
    assert!(NG_LABEL_PERSON == Label::Person as u8);
    assert!(NG_LABEL_NORP == Label::Norp as u8);
    assert!(NG_LABEL_FAC == Label::Fac as u8);
    assert!(NG_LABEL_ORG == Label::Org as u8);
    assert!(NG_LABEL_GPE == Label::Gpe as u8);
    assert!(NG_LABEL_LOC == Label::Loc as u8);
    assert!(NG_LABEL_PRODUCT == Label::Product as u8);
    assert!(NG_LABEL_EVENT == Label::Event as u8);
    assert!(NG_LABEL_WORK_OF_ART == Label::WorkOfArt as u8);
    assert!(NG_LABEL_LAW == Label::Law as u8);
    assert!(NG_LABEL_LANGUAGE == Label::Language as u8);
    assert!(NG_LABEL_DATE == Label::Date as u8);
    assert!(NG_LABEL_TIME == Label::Time as u8);
    assert!(NG_LABEL_PERCENT == Label::Percent as u8);
    assert!(NG_LABEL_MONEY == Label::Money as u8);
    assert!(NG_LABEL_QUANTITY == Label::Quantity as u8);
    assert!(NG_LABEL_ORDINAL == Label::Ordinal as u8);
    assert!(NG_LABEL_CARDINAL == Label::Cardinal as u8);
    assert!(NG_LABEL_EMAIL == Label::Email as u8);
    assert!(NG_LABEL_URL == Label::Url as u8);
    assert!(NG_LABEL_PHONE == Label::Phone as u8);
    assert!(NG_LABEL_HANDLE == Label::Handle as u8);
    assert!(NG_LABEL_HASHTAG == Label::Hashtag as u8);
    assert!(NG_LABEL_CUSTOM == Label::Custom as u8);
    assert!(NG_LABEL_HASHTAG as usize + 1 == Label::ALL.len(), "a label of the core has no number here");
};

/// The name of a label, as `OntoNotes` writes it: `"WORK_OF_ART"`.
///
/// - Requires: nothing.
/// - Ensures: ASCII that ends in NUL, never `NULL`; `"unknown"` for a number
///   that this library does not know.
/// - Ownership: the library's; always valid.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub extern "C" fn ng_label_name(label: ng_label) -> *const c_char {
    let name = match label {
        NG_LABEL_PERSON => c"PERSON",
        NG_LABEL_NORP => c"NORP",
        NG_LABEL_FAC => c"FAC",
        NG_LABEL_ORG => c"ORG",
        NG_LABEL_GPE => c"GPE",
        NG_LABEL_LOC => c"LOC",
        NG_LABEL_PRODUCT => c"PRODUCT",
        NG_LABEL_EVENT => c"EVENT",
        NG_LABEL_WORK_OF_ART => c"WORK_OF_ART",
        NG_LABEL_LAW => c"LAW",
        NG_LABEL_LANGUAGE => c"LANGUAGE",
        NG_LABEL_DATE => c"DATE",
        NG_LABEL_TIME => c"TIME",
        NG_LABEL_PERCENT => c"PERCENT",
        NG_LABEL_MONEY => c"MONEY",
        NG_LABEL_QUANTITY => c"QUANTITY",
        NG_LABEL_ORDINAL => c"ORDINAL",
        NG_LABEL_CARDINAL => c"CARDINAL",
        NG_LABEL_EMAIL => c"EMAIL",
        NG_LABEL_URL => c"URL",
        NG_LABEL_PHONE => c"PHONE",
        NG_LABEL_HANDLE => c"HANDLE",
        NG_LABEL_HASHTAG => c"HASHTAG",
        NG_LABEL_CUSTOM => c"CUSTOM",
        _ => c"unknown",
    };
    name.as_ptr()
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use super::*;

    #[test]
    fn a_label_has_the_name_that_rust_gives_it() {
        for &label in Label::ALL {
            // SAFETY: the library's own string.
            let name = unsafe { CStr::from_ptr(ng_label_name(label as u8)) };
            assert_eq!(name.to_str(), Ok(label.as_str()));
        }
    }
}
