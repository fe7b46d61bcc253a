//! Splitting any text: nothing visible is lost, a stream gives what the whole
//! text gives, and a text twice, with a blank line between, gives its
//! sentences twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{SentenceKind, SentenceStream, sentences};

type Found = (usize, usize, SentenceKind, usize);

fn whole(text: &str) -> Vec<Found> {
    sentences(text).map(|s| (s.span().start(), s.span().end(), s.kind(), s.paragraph())).collect()
}

fn streamed(text: &str, size: usize) -> Vec<Found> {
    let mut stream = SentenceStream::new();
    let mut out = Vec::new();
    let mut take = |stream: &mut SentenceStream| {
        while let Some(s) = stream.next() {
            out.push((s.start() as usize, s.end() as usize, s.kind(), s.paragraph()));
        }
    };
    for piece in text.as_bytes().chunks(size) {
        stream.feed_bytes(piece).expect("a text in pieces is a text");
        take(&mut stream);
    }
    stream.finish();
    take(&mut stream);
    out
}

fuzz_target!(|data: &[u8]| {
    let (size, data) = data.split_first().map_or((1, data), |(&size, rest)| (usize::from(size) + 1, rest));
    let text = String::from_utf8_lossy(data);
    let found = whole(&text);

    let mut at = 0;
    for &(start, end, _, _) in &found {
        assert!(text[at..start].trim().is_empty() && !text[start..end].trim().is_empty());
        at = end;
    }
    assert!(text[at..].trim().is_empty());

    // Long enough for the stream to let go of what is behind it.
    let long = text.repeat(1 + 5000 / text.len().max(1));
    assert_eq!(streamed(&long, size), whole(&long));

    let mut again = found.clone();
    let (past, paragraphs) = (text.len() + 2, found.last().map_or(0, |last| last.3 + 1));
    again.extend(found.iter().map(|s| (s.0 + past, s.1 + past, s.2, s.3 + paragraphs)));
    assert_eq!(whole(&format!("{text}\n\n{text}")), again);
});
