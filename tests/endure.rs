//! What takes long to show: damage, every character, and hours of work.
//!
//! ```text
//! endure model COUNT      models with one byte changed, at COUNT places
//! endure unicode STEP     every STEPth character, alone and between letters
//! endure soak SECONDS     two threads over texts of all kinds: results and memory stay
//! ```

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use nutgraf::{Document, ErrorKind, Extractor};
use nutgraf_tests::check;
use nutgraf_tests::texts::{TEXTS, text};

static MODEL: &[u8] = include_bytes!("../core/model/nutgraf.model");
static ARTICLE: &str = include_str!("../examples/article.txt");

/// The bytes of a model that its checksum, at byte 12, does not count.
const HEADER: usize = 24;
/// By how many bytes a process may grow while it soaks.
const GROWTH: u64 = 4 << 20;

/// A changed byte is an error or changes nothing; under a checksum that is put
/// right the model may be another one, and its documents are whole.
fn model(count: usize) -> Result<String, String> {
    let text = "Mr. Okello of Acme Inc. met Ngozi Adé in Lima on Tuesday. “No,” she said. OKELLO LEFT.";
    let with = |bytes: Vec<u8>| match Extractor::builder().model(bytes).build() {
        Ok(extractor) => extractor.extract(text).map(Some).map_err(|error| error.to_string()),
        Err(error) if error.kind() == ErrorKind::InvalidModel => Ok(None),
        Err(error) => Err(error.to_string()),
    };
    let whole = with(MODEL.to_vec())?;
    let (mut refused, mut other) = (0, 0);
    for number in 0..count {
        // The header and the table of sections closely, then all the rest.
        let at = if number < count / 10 {
            number % 1024
        } else {
            (number as u64 * MODEL.len() as u64 / count as u64) as usize
        };
        let mut bytes = MODEL.to_vec();
        let byte = bytes.get_mut(at).ok_or("a place beyond the model")?;
        *byte ^= 1 << (number % 8);
        match with(bytes.clone())? {
            None => refused += 1,
            same if same == whole => {}
            _ => return Err(format!("a model with byte {at} changed gives something else")),
        }
        let sum = crc32fast::hash(bytes.get(HEADER..).unwrap_or(&[]));
        bytes.get_mut(12..16).ok_or("a short model")?.copy_from_slice(&sum.to_le_bytes());
        if let Some(doc) = with(bytes)? {
            check(&doc).map_err(|what| format!("byte {at}, checksum put right: {what}"))?;
            other += usize::from(Some(doc) != whole);
        }
    }
    Ok(format!("{count} models changed: {refused} refused; under a right checksum {other} are another model"))
}

/// Each character, alone and between letters.
fn unicode(step: usize) -> Result<String, String> {
    let extractor = Extractor::new();
    let mut count = 0;
    for c in ('\0'..=char::MAX).step_by(step.max(1)) {
        for text in [c.to_string(), format!("Ada {c}{c} B{c}b{c}. {c}")] {
            let doc = extractor.extract(text).map_err(|error| error.to_string())?;
            check(&doc).map_err(|what| format!("{c:?}: {what}"))?;
        }
        count += 1;
    }
    Ok(format!("{count} characters, alone and between letters"))
}

fn sum(doc: &Document) -> u32 {
    crc32fast::hash(doc.to_json().as_bytes())
}

/// The memory that this process has, in bytes.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1024
}

fn soak(seconds: u64) -> Result<String, String> {
    let extractor = Extractor::new();
    let mut texts: Vec<String> = Vec::new();
    for (size, (_, piece)) in [300, 3_000, 30_000].iter().cycle().zip(TEXTS) {
        texts.push(text(*piece, *size));
    }
    texts.extend((1..9).filter_map(|part| ARTICLE.get(..ARTICLE.len() * part / 8)).map(str::to_owned));
    let once = |text: &String| extractor.extract(text.as_str()).map(|doc| sum(&doc));
    let first: Vec<u32> =
        texts.iter().map(once).collect::<Result<_, _>>().map_err(|error| error.to_string())?;
    let (done, settled) = (AtomicUsize::new(0), AtomicU64::new(0));
    let (start, whole) = (Instant::now(), Duration::from_secs(seconds));
    let work = || {
        while start.elapsed() < whole {
            let number = done.fetch_add(1, Ordering::Relaxed);
            let at = number % texts.len();
            let (Some(text), Some(expected)) = (texts.get(at), first.get(at)) else { continue };
            if once(text).ok() != Some(*expected) {
                return Err(format!(
                    "text {at} gives something else the time number {}",
                    number / texts.len()
                ));
            }
            // What both threads need they have after a tenth of the time.
            if start.elapsed() > whole / 10 {
                let _ = settled.compare_exchange(0, resident(), Ordering::Relaxed, Ordering::Relaxed);
            }
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(work);
        work().and(other.join().map_err(|_| "a thread panicked".to_owned())?)
    })?;
    let (settled, last) = (settled.into_inner(), resident());
    let grown = format!(
        "{:.1} MB after a tenth of the time, {:.1} MB at the end",
        settled as f64 / 1e6,
        last as f64 / 1e6
    );
    if last > settled + GROWTH {
        return Err(format!("memory grows: {grown}"));
    }
    Ok(format!("{} extractions in {seconds} s, each as the first time; {grown}", done.into_inner()))
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = arguments.get(1).and_then(|number| number.parse::<u32>().ok());
    let done = match (arguments.first().map(String::as_str), number) {
        (Some("model"), Some(count)) => model(count as usize),
        (Some("unicode"), Some(step)) => unicode(step as usize),
        (Some("soak"), Some(seconds)) => soak(seconds.into()),
        _ => Err("usage: endure model COUNT | endure unicode STEP | endure soak SECONDS".to_owned()),
    };
    match done {
        Ok(what) => {
            println!("endure: {what}");
            ExitCode::SUCCESS
        }
        Err(what) => {
            eprintln!("endure: {what}");
            ExitCode::FAILURE
        }
    }
}
