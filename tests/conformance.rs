//! The cases, through the Rust API.

use std::path::Path;

use nutgraf::Extractor;
use nutgraf_tests::Case;

#[test]
fn every_case_gives_the_json_that_its_file_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let extractor = Extractor::new();
    let cases = Case::all(&folder);
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    let mut failed = Vec::new();
    for case in &cases {
        let json = case.run(&extractor).unwrap();
        if std::env::var_os("NUTGRAF_BLESS").is_some() {
            case.bless(&json).unwrap();
        } else if json != case.expected() {
            failed.push(format!(
                "{}\n  expected {}\n  got      {json}",
                case.path.display(),
                case.expected()
            ));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
