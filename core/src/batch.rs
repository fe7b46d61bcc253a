//! Many texts at once.

use core::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use crate::document::Document;
use crate::error::Error;
use crate::extractor::{Extractor, Request, Scratch};

impl Extractor {
    /// Everything in each of `texts`, on `threads` threads; none is as many as
    /// the machine has cores. The threads end before it returns.
    ///
    /// The results are in the order of the texts, and each is what
    /// [`Extractor::extract`] gives, whatever the number of threads. For dates
    /// or layers see [`extract_requests`].
    ///
    /// ```
    /// use core::num::NonZeroUsize;
    /// let docs = nutgraf::Extractor::new().extract_batch(&["Rain in Accra.", "Sun in Quito."], NonZeroUsize::new(2));
    /// assert_eq!(docs.len(), 2);
    /// assert_eq!(docs[1].as_ref().unwrap().text(), "Sun in Quito.");
    /// ```
    pub fn extract_batch<T: AsRef<str> + Sync>(
        &self,
        texts: &[T],
        threads: Option<NonZeroUsize>,
    ) -> Vec<Result<Document, Error>> {
        extract_requests(texts.iter().map(|text| self.request(text.as_ref())), threads)
    }
}

/// Runs each request, on `threads` threads; none is as many as the machine has
/// cores. The threads end before it returns, and the results are in order.
///
/// ```
/// use nutgraf::{Extractor, Layer};
/// let extractor = Extractor::new();
/// let news = [("It snowed on Monday.", "2026-01-29"), ("It rained.", "2026-02-03")];
/// let requests = news.iter().map(|(text, date)| extractor.request(*text).date(date));
/// let requests: Vec<_> = requests.collect::<Result<_, _>>()?;
/// let docs = nutgraf::extract_requests(requests, None);
/// assert_eq!(docs[1].as_ref().unwrap().date().unwrap().month(), 2);
/// # Ok::<(), nutgraf::Error>(())
/// ```
pub fn extract_requests<'e, I>(requests: I, threads: Option<NonZeroUsize>) -> Vec<Result<Document, Error>>
where
    I: IntoIterator<Item = Request<'e>, IntoIter: Send>,
{
    let requests = requests.into_iter();
    let threads = threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let threads = threads.min(requests.size_hint().1.unwrap_or(usize::MAX));
    if threads <= 1 {
        let mut scratch = Scratch::default();
        return requests.map(|request| request.run(&mut scratch)).collect();
    }
    // Each thread takes the next text that nobody has, so that one long text
    // holds up nobody.
    let queue = Mutex::new(requests.enumerate());
    let done = Mutex::new(Vec::new());
    let work = || {
        let mut scratch = Scratch::default();
        let mut mine = Vec::new();
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((index, request)) = next else { break };
            mine.push((index, request.run(&mut scratch)));
        }
        done.lock().unwrap_or_else(PoisonError::into_inner).append(&mut mine);
    };
    std::thread::scope(|scope| {
        // Where the system gives no more threads, those that are there do.
        let spawn = |_| std::thread::Builder::new().spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..threads).map_while(spawn).collect();
        work();
        for other in others {
            if let Err(panic) = other.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
