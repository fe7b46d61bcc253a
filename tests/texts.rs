//! Texts that aim at a stage's worst case.

/// What the text repeats; the number tells one piece from the next.
pub type Piece = fn(usize) -> String;

/// Letters for a number, so that each word is another: "Baba", "Caba", …
fn word(mut i: usize) -> String {
    let mut out = String::new();
    for _ in 0..4 {
        out.push(char::from(b'a' + (i % 20) as u8));
        out.push(char::from(b"aeiou"[i / 20 % 5]));
        i /= 100;
    }
    out.get_mut(..1).map(str::make_ascii_uppercase);
    out
}

/// Names of texts and what they repeat.
pub const TEXTS: &[(&str, Piece)] = &[
    ("prose", |i| {
        format!(
            "Kenya’s minister Amina Wekesa told the BBC on Tuesday that {i} boats had left Mombasa for $3 million. "
        )
    }),
    ("one-letter", |_| "a".into()),
    ("one-capital", |_| "A".into()),
    ("blanks", |_| " ".into()),
    ("newlines", |_| "\n".into()),
    ("carriage-returns", |_| "\r\n".into()),
    ("stops", |_| ".".into()),
    ("spaced-stops", |_| ". ".into()),
    ("abbreviations", |_| "Mr. ".into()),
    ("initials", |_| "A. ".into()),
    ("ellipses", |_| "... ".into()),
    ("question-marks", |_| "?!".into()),
    ("open-quotes", |_| "“".into()),
    ("open-quotes-spaced", |_| "“A ".into()),
    ("straight-quotes", |_| "\"a ".into()),
    ("apostrophes", |_| "'".into()),
    ("quoted-sentences", |_| "“No.” ".into()),
    ("uncued-quotes", |_| "“It rains.” It rained. ".into()),
    ("said", |_| "said ".into()),
    ("said-he", |_| "“Yes,” said he. ".into()),
    ("according-to", |_| "according to ".into()),
    ("open-brackets", |_| "(".into()),
    ("nested-brackets", |_| "(a [b ".into()),
    ("closed-brackets", |_| ")".into()),
    ("laws", |i| format!("The {} Act of 1990 and {} Treaty. ", word(i), word(i / 3))),
    ("acronyms", |i| format!("Board of {} Trade (B{}T) ", word(i), word(i / 3).to_uppercase())),
    ("bare-acronyms", |i| format!("{} ", word(i).to_uppercase())),
    ("names", |i| format!("{} {} met. ", word(i), word(i.wrapping_mul(7919)))),
    ("one-name", |_| "Amina Wekesa ".into()),
    ("surnames", |i| format!("Mr. {} Wekesa and Wekesa. ", word(i))),
    ("one-letter-names", |i| format!("Mr. {} met Ms. {}. ", &word(i)[..1], &word(i / 20)[..1])),
    ("aliases", |i| {
        format!(
            "{} Wekesa, also known as {} Odera, and {} Rono said they ",
            word(i),
            word(i / 3),
            word(i / 5)
        )
    }),
    ("titles", |_| "President of the Minister of the ".into()),
    ("roles", |i| format!("Minister {}, chairman of the {} Board, ", word(i), word(i + 5))),
    ("pronouns", |_| "he she him her who ".into()),
    ("nominals", |_| "the minister the company ".into()),
    ("capitals", |i| format!("THE MINISTER OF {} ", word(i).to_uppercase())),
    ("digits", |_| "7".into()),
    ("numbers", |i| format!("{i} ")),
    ("number-words", |_| "one hundred ".into()),
    ("and-numbers", |_| "one and ".into()),
    ("commas", |_| "1,000,".into()),
    ("decimals", |_| "1.1.".into()),
    ("money", |_| "$1 to $2 or ".into()),
    ("dates", |_| "January 5, ".into()),
    ("date-words", |_| "early next last past late ".into()),
    ("ranges", |_| "from 2019 to 2020–".into()),
    ("weekdays", |_| "Monday to Tuesday ".into()),
    ("of-the", |_| "the end of the start of ".into()),
    ("hyphens", |_| "a-".into()),
    ("dashes", |_| "— ".into()),
    ("slashes", |_| "http://a/".into()),
    ("at-signs", |_| "a@b.c".into()),
    ("hashtags", |_| "#a@b".into()),
    ("list-items", |_| "1. a\n".into()),
    ("bullets", |_| "- a\n".into()),
    ("headings", |_| "A Heading\n\n".into()),
    ("hard-wrapped", |_| "the lines end\nin the middle ".into()),
    ("combining", |_| "e\u{301}".into()),
    ("zero-width", |_| "\u{200d}".into()),
    ("emoji", |_| "👩‍👩‍👧".into()),
    ("right-to-left", |_| "\u{200f}שלום. ".into()),
    ("devanagari", |_| "नमस्ते। ".into()),
    ("chinese", |_| "你好。".into()),
    ("nul", |_| "\0".into()),
    ("byte-order-marks", |_| "\u{feff}".into()),
];

/// A text of so many bytes, or a few more.
pub fn text(piece: Piece, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 100);
    let mut i = 0;
    while text.len() < bytes {
        text.push_str(&piece(i));
        i += 1;
    }
    text
}
