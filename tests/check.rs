//! What holds for every document, whatever its text.

use nutgraf::{Document, Span};

/// Says what of `doc` is not as promised: spans that do not fit the text, words that are in no sentence or no token,
/// entities that overlap. Linear in the text's length.
///
/// # Errors
///
/// The first promise that is broken, in words.
pub fn check(doc: &Document) -> Result<(), String> {
    let text = doc.text();
    sentences(doc)?;
    tokens(doc)?;
    let fits = |span: Span, what: &str| match text.get(span.range()) {
        Some(piece) if !piece.is_empty() => Ok(()),
        _ => Err(format!("{what} at {span:?} is empty or off a character")),
    };
    let mut last = 0;
    for entity in doc.entities() {
        fits(entity.span(), "an entity")?;
        ensure(entity.span().start() >= last, || format!("{entity:?} overlaps or is out of order"))?;
        ensure(entity.score().is_none_or(|score| (0.0..=1.0).contains(&score)), || format!("{entity:?}"))?;
        last = entity.span().end();
    }
    for timex in doc.timexes() {
        fits(timex.span(), "a time")?;
        ensure(!timex.timex().value.is_empty(), || format!("{timex:?} has no value"))?;
    }
    for cluster in doc.clusters() {
        ensure(cluster.mentions().len() > 0, || "a cluster without mentions".into())?;
        ensure(!cluster.name().is_empty(), || "a cluster without a name".into())?;
        for mention in cluster.mentions() {
            fits(mention.span(), "a mention")?;
        }
    }
    for quote in doc.quotes() {
        ensure(quote.content().len() > 0, || "a quotation of nothing".into())?;
        for span in quote.content() {
            fits(span, "a quotation")?;
        }
    }
    Ok(())
}

/// Sentences are in order, cut to their words, and hold all that is not white space.
fn sentences(doc: &Document) -> Result<(), String> {
    let text = doc.text();
    let blank = |from: usize, to: usize| match text.get(from..to) {
        Some(gap) if gap.chars().all(char::is_whitespace) => Ok(()),
        gap => Err(format!("{from}..{to} is in no sentence: {gap:?}")),
    };
    let mut at = 0;
    for sentence in doc.sentences() {
        let span = sentence.span();
        ensure(
            !span.is_empty() && sentence.text().trim() == sentence.text() && !sentence.text().is_empty(),
            || format!("sentence {span:?} is empty, off a character, or has blanks around it"),
        )?;
        blank(at, span.start())?;
        at = span.end();
    }
    blank(at, text.len())
}

/// Tokens lie in sentences, and lose nothing of them but white space.
fn tokens(doc: &Document) -> Result<(), String> {
    let mut sentences = doc.sentences().map(|sentence| sentence.span()).peekable();
    let mut words = doc.text().chars().filter(|c| !c.is_whitespace());
    for token in doc.tokens() {
        while sentences.next_if(|sentence| sentence.end() <= token.span().start()).is_some() {}
        ensure(sentences.peek().is_some_and(|sentence| sentence.contains(token.span())), || {
            format!("{token:?} is in no sentence")
        })?;
        for c in token.text().chars() {
            ensure(words.next() == Some(c), || format!("{token:?} is not the next word"))?;
        }
    }
    match words.next() {
        Some(c) => Err(format!("{c:?} is in no token")),
        None => Ok(()),
    }
}

fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}
