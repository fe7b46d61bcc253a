//! What a gazetteer finds, and what it refuses.

use super::*;
use crate::{Extractor, Source};

fn entry(name: &str, label: &str) -> GazetteerEntry {
    GazetteerEntry::new(name, label)
}

fn of(entries: impl IntoIterator<Item = GazetteerEntry>) -> Gazetteer {
    Gazetteer::builder().entries(entries).build().unwrap()
}

/// What is found of the gazetteer.
fn found(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
    let extractor = Extractor::builder().gazetteer(gazetteer.clone()).build().unwrap();
    let doc = extractor.extract(text).unwrap();
    let own = doc.entities().filter(|entity| entity.source() == Source::Gazetteer);
    own.map(|entity| format!("{}/{}", entity.text(), entity.id().unwrap_or(entity.label_name()))).collect()
}

#[test]
fn accents_hyphens_blanks_and_stops_make_no_difference() {
    let list = of([entry("Crédit-Agricole  S.A.", "ORG")]);
    for text in
        ["Credit Agricole SA", "Cre\u{301}dit Agricole S.A.", "CRÉDIT–AGRICOLE SA", "CREDIT AGRICOLE SA"]
    {
        assert_eq!(found(&list, &format!("The bank {text} said no.")).len(), 1, "{text}");
    }
    assert!(found(&list, "The bank Creditagricole SA said no.").is_empty());
    let list = of([entry("Großzorb AG", "ORG"), entry("Aesorb", "ORG")]);
    for text in ["Großzorb AG", "Grosszorb AG", "GROSSZORB AG", "GROẞZORB AG", "Æsorb", "ÆSORB", "AESORB"]
    {
        assert_eq!(found(&list, &format!("The bank {text} said no.")).len(), 1, "{text}");
    }
    let list = of([entry("House of Zorbex", "ORG")]);
    assert_eq!(found(&list, "We saw the House  of Zorbex.").len(), 1);
}

#[test]
fn of_a_possessive_the_name_alone_is_found_and_never_a_part_of_a_word() {
    let list = of([entry("Zorbex", "ORG")]);
    assert_eq!(found(&list, "We saw Zorbex’s and Zorbex' plans."), ["Zorbex/ORG", "Zorbex/ORG"]);
    assert!(found(&list, "We saw Zorbexes and a preZorbex.").is_empty());
}

#[test]
fn the_longest_name_is_found() {
    let list = of([entry("Zorbex", "ORG").id("a"), entry("Zorbex Steel Works", "ORG").id("b")]);
    assert_eq!(found(&list, "We saw Zorbex, and Zorbex Steel Works."), ["Zorbex/a", "Zorbex Steel Works/b"]);
}

#[test]
fn capitals_count_as_the_entry_says() {
    let of_case = |case| of([entry("zorBex", "PRODUCT").case(case)]);
    let text = "We use zorBex, ZORBEX and Zorbex.";
    assert_eq!(found(&of_case(CaseRule::Exact), text).len(), 1);
    assert_eq!(found(&of_case(CaseRule::Upper), text).len(), 2);
    assert_eq!(found(&of_case(CaseRule::Any), text).len(), 3);
}

#[test]
fn an_ordinary_word_is_a_name_only_where_its_capital_stands_out() {
    let list = of([entry("Target", "ORG"), entry("May", "ORG")]);
    assert_eq!(found(&list, "They bought it at Target for less."), ["Target/ORG"]);
    for text in [
        "Target prices rose again.",
        "It rained in May and later.",
        "The target was missed.",
        "MAY DAY IS HERE",
    ] {
        assert!(found(&list, text).is_empty(), "{text}");
    }
    let sure = of([entry("Target", "ORG").ambiguous(false)]);
    assert_eq!(found(&sure, "Target prices rose again."), ["Target/ORG"]);
}

#[test]
fn mentions_with_one_identifier_are_one_cluster_which_has_it() {
    let list = of([entry("Zorbex Holdings", "ORG").id("id-1").alias("Big Purple").score(0.5)]);
    let extractor = Extractor::builder().gazetteer(list).build().unwrap();
    let doc = extractor.extract("Shares of Zorbex Holdings fell. Analysts like Big Purple still.").unwrap();
    let clusters: Vec<_> = doc.clusters().filter(|cluster| cluster.id() == Some("id-1")).collect();
    assert_eq!(clusters.len(), 1);
    assert_eq!(clusters[0].mentions().len(), 2);
    assert_eq!(doc.entity(0).unwrap().score(), Some(0.5));
}

#[test]
fn a_label_of_ones_own_is_told_by_its_name_and_survives_json() {
    let list = of([entry("river blindness", "DISEASE").case(CaseRule::Any)]);
    let extractor = Extractor::builder().gazetteer(list).build().unwrap();
    let doc = extractor.extract("Cases of river blindness fell.").unwrap();
    assert_eq!(doc.entity(0).unwrap().label_name(), "DISEASE");
    #[cfg(feature = "serde")]
    assert_eq!(crate::Document::from_json(&doc.to_json()).unwrap(), doc);
}

/// What the error says.
fn refused(builder: GazetteerBuilder) -> String {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidGazetteer);
    error.to_string()
}

#[test]
fn a_list_that_is_none_is_refused_with_its_place() {
    let with = |bad| Gazetteer::builder().entry(entry("Zorbex", "ORG")).entry(bad);
    assert_eq!(refused(Gazetteer::builder()), "gazetteer: the list is empty");
    assert!(
        refused(with(entry("zorBEX", "ORG").alias("Zorbex")))
            .contains("entry 1: \"zorbex\" is listed twice, first in entry 0")
    );
    assert!(refused(with(entry("X", "ORG"))).contains("entry 1: name \"X\" has fewer than two letters"));
    assert!(refused(with(entry(" \t ", "ORG"))).contains("fewer than two"));
    assert!(refused(with(entry(&"long ".repeat(2000), "ORG"))).contains("entry 1: a name of 10000 bytes"));
    assert!(refused(with(entry("Quux Corp", "company"))).contains("entry 1: label \"company\" is none"));
    assert!(refused(with(entry("Quux Corp", "ORG").score(7.0))).contains("score"));
    let spreads = (0..65_u32).map(|n| {
        let name = (0..8).map(|at| if n >> at & 1 == 1 { 'Z' } else { 'z' }).collect::<String>();
        entry(&format!("qu{name}"), "ORG")
    });
    assert!(refused(Gazetteer::builder().entries(spreads)).contains("spreads of capitals"));
    assert!(with(entry("Zorbex", "GPE")).keep_first(true).build().is_ok_and(|kept| kept.len() == 1));
}

#[cfg(feature = "serde")]
#[test]
fn csv_and_json_lines_give_the_same_list_and_name_the_line_that_is_wrong() {
    let csv = "name,id,aliases,case\n\"Zorbex, Inc.\",1,ZBX|Zorbex,exact\nQuux Corp,2,,\n";
    let json = "{\"name\":\"Zorbex, Inc.\",\"id\":\"1\",\"aliases\":[\"ZBX\",\"Zorbex\"],\"case\":\"exact\"}\n\n{\"name\":\"Quux Corp\",\"id\":\"2\"}\n";
    let csv_list = Gazetteer::builder().csv(csv, "ORG").unwrap().build().unwrap();
    let json_list = Gazetteer::builder().json_lines(json, "ORG").unwrap().build().unwrap();
    assert_eq!(csv_list.to_bytes().unwrap(), json_list.to_bytes().unwrap());
    let error = Gazetteer::builder().json_lines("{\"name\":\"Quux\"}\n{\"nmae\":1}", "ORG").unwrap_err();
    assert!(error.to_string().contains("line 2"), "{error}");
    let error = Gazetteer::builder().csv("name,id\nQuux,1\nZorbex,2,3\n", "ORG").unwrap_err();
    assert!(error.to_string().contains("line: 3") || error.to_string().contains("line 3"), "{error}");
    for (csv, line) in [
        ("name,id\nQuux,1\nZ,2\n", "line 3: name \"Z\""),
        ("\u{FEFF}name,id\r\n\r\nQuux,1\r\n\r\n\r\nZ,2\r\n", "line 6: name \"Z\""),
        ("name,id\n\"Quux\n\nCorp\",1\n\nZ,2\n", "line 6: name \"Z\""),
    ] {
        let error = Gazetteer::builder().csv(csv, "ORG").unwrap().build().unwrap_err();
        assert!(error.to_string().contains(line), "{error}");
    }
    let error = Gazetteer::builder().csv("Name;id\nQuux;1\n", "ORG").unwrap_err();
    assert!(error.to_string().contains("line 1: column \"Name;id\" is none of name, label, id"), "{error}");
    let json = format!("\u{FEFF}{json}");
    assert_eq!(Gazetteer::builder().json_lines(&json, "ORG").unwrap().build().unwrap().len(), 4);
}

#[test]
fn a_file_comes_back_and_one_that_is_changed_anywhere_is_refused() {
    let list = of([entry("Zorbex", "ORG").id("a"), entry("Quux Corp", "ORG")]);
    let bytes = list.to_bytes().unwrap().into_owned();
    assert_eq!(found(&Gazetteer::from_bytes(bytes.clone()).unwrap(), "We saw Zorbex."), ["Zorbex/a"]);
    let said = |bytes: &[u8]| Gazetteer::from_bytes(bytes).unwrap_err().to_string();
    assert_eq!(said(b""), "gazetteer: this is no gazetteer file");
    assert_eq!(said(b"PK\x03\x04, of another kind"), "gazetteer: this is no gazetteer file");
    let later = [&bytes[..8], &[7], &bytes[9..]].concat();
    assert!(
        said(&later)
            .contains("version 7 of the format (byte 8); this library reads version 2: build it anew")
    );
    for at in 0..bytes.len() {
        let mut bytes = bytes.clone();
        bytes[at] ^= 16;
        assert!(Gazetteer::from_bytes(bytes).is_err(), "byte {at}");
    }
    for end in 0..bytes.len() {
        assert!(Gazetteer::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn an_automaton_forged_under_a_right_checksum_is_an_error_or_finds_something_else() {
    let list = of([entry("Zorbex", "ORG").id("a").score(0.5), entry("Zorb Corp", "ORG")]);
    let bytes = list.to_bytes().unwrap().into_owned();
    let mut messages = String::new();
    for at in 16..bytes.len() {
        let mut bytes = bytes.clone();
        bytes[at] ^= 0xA5;
        // That of the sections, which are short, and that of what is before them.
        for (sum, checked) in [(80, 84..bytes.len()), (12, 16..84)] {
            let right = crc32fast::hash(&bytes[checked]).to_le_bytes();
            bytes[sum..sum + 4].copy_from_slice(&right);
        }
        if let Ok(list) = Gazetteer::from_bytes(bytes) {
            let extractor = Extractor::builder().gazetteer(list).build().unwrap();
            match extractor.extract("We saw Zorbex and Zorb Corp.") {
                Ok(doc) => {
                    assert!(
                        doc.entities().all(|found| found.score().is_none_or(|s| (0.0..=1.0).contains(&s)))
                    );
                }
                Err(error) => messages += &error.to_string(),
            }
        }
    }
    assert!(messages.contains("gazetteer: the automaton is damaged at byte"), "{messages}");
}

/// A list whose file is too long to be read as a whole.
fn long_list() -> Gazetteer {
    of((0..20_000).map(|n: u32| {
        // Digits that share no ends, so that the automaton is large.
        let name = format!("Zorb {} {n}", u64::from(n).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        entry(&name, "ORG").id(format!("id-{n}")).score(0.5)
    }))
}

/// A path of this test's own.
fn path(name: &str) -> std::path::PathBuf {
    std::env::temp_dir().join(format!("nutgraf-{}-{name}", std::process::id()))
}

#[test]
fn a_file_opened_in_place_finds_what_the_list_in_memory_finds() {
    let list = long_list();
    let path = path("in-place");
    list.save(&path).unwrap();
    let opened = Gazetteer::open(&path).unwrap();
    // It may be gone from the folder.
    std::fs::remove_file(&path).unwrap();
    let text: Vec<String> = (0..20_000u64)
        .step_by(53)
        .map(|n| format!("We saw Zorb {} {n} there.\n\n", n.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
        .collect();
    let names = found(&opened, &text.concat());
    assert_eq!(names.len(), 20_000_usize.div_ceil(53));
    assert_eq!(names, found(&list, &text.concat()));
    assert_eq!((opened.len(), opened.to_bytes().unwrap()), (list.len(), list.to_bytes().unwrap()));
}

#[test]
fn a_long_file_that_is_damaged_or_cut_is_refused_where_a_text_leads_there() {
    let path = path("damaged");
    let list = long_list();
    let bytes = list.to_bytes().unwrap().into_owned();
    let text = "We saw Zorb 0 0 there.";
    let right = found(&list, text);
    assert_eq!(right, ["Zorb 0 0/id-0"]);
    let (mut refused, mut failed, mut found) = (0, 0, 0);
    for at in [9, 12, 20, 40, 100].into_iter().chain((0..40).map(|part| bytes.len() / 40 * part + 1000)) {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let names_the_byte = |error: Error| {
            assert_eq!(error.kind(), ErrorKind::InvalidGazetteer, "{error}");
            let said = error.to_string();
            let numbers: Vec<usize> =
                said.split(|c: char| !c.is_ascii_digit()).flat_map(str::parse).collect();
            assert!(
                at < 1000 || matches!(numbers[..], [from, to] if (from..to).contains(&at)),
                "{at}: {said}"
            );
            assert!(said.contains("byte"), "{said}");
        };
        let list = match Gazetteer::open(&path) {
            Ok(list) => list,
            Err(error) => {
                names_the_byte(error);
                refused += 1;
                continue;
            }
        };
        names_the_byte(list.to_bytes().unwrap_err());
        match Extractor::builder().gazetteer(list).build().unwrap().extract(text) {
            Ok(doc) => {
                assert_eq!(
                    doc.entity(0).map(|entity| (entity.text(), entity.id())),
                    Some(("Zorb 0 0", Some("id-0")))
                );
                found += 1;
            }
            Err(error) => {
                names_the_byte(error);
                failed += 1;
            }
        }
    }
    assert!(refused > 4 && failed > 0 && found > 10, "{refused} refused, {failed} failed, {found} found");
    std::fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    assert!(Gazetteer::open(&path).unwrap_err().to_string().contains("cut short at byte"));
    std::fs::write(&path, &bytes).unwrap();
    let opened = Gazetteer::open(&path).unwrap();
    std::fs::write(&path, &bytes[..1000]).unwrap();
    if cfg!(unix) {
        let error = Extractor::builder().gazetteer(opened).build().unwrap().extract(text).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidGazetteer);
        assert!(error.to_string().contains("was cut since it was opened"), "{error}");
    }
    std::fs::remove_file(&path).unwrap();
    assert_eq!(Gazetteer::open(&path).unwrap_err().kind(), ErrorKind::Io);
}
