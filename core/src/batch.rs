//! Many texts at once.

use core::num::NonZeroUsize;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;

use crate::document::Document;
use crate::error::Error;
use crate::extractor::{Extractor, Scratch};

impl Extractor {
    /// Everything in each of `texts`, on `threads` threads; none is as many as
    /// the machine has cores. The threads end before it returns.
    ///
    /// The results are in the order of the texts, and each is what
    /// [`Extractor::extract`] gives, whatever the number of threads.
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
        self.map_batch(texts, threads, |text, scratch| self.request(text.as_ref()).run(scratch))
    }

    /// `extract` over `items` on `threads` threads, in order.
    fn map_batch<I: Sync, R: Send>(
        &self,
        items: &[I],
        threads: Option<NonZeroUsize>,
        extract: impl Fn(&I, &mut Scratch) -> R + Sync,
    ) -> Vec<R> {
        let threads =
            threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        let threads = threads.min(items.len());
        if threads <= 1 {
            let mut scratch = Scratch::default();
            return items.iter().map(|item| extract(item, &mut scratch)).collect();
        }
        // Each thread takes the next text that nobody has, so that one long
        // text holds up nobody.
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(items.len()));
        let work = || {
            let mut scratch = Scratch::default();
            while let index = next.fetch_add(1, Ordering::Relaxed)
                && let Some(item) = items.get(index)
            {
                let result = extract(item, &mut scratch);
                done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((index, result));
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(work);
            }
            work();
        });
        let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        done.sort_unstable_by_key(|(index, _)| *index);
        done.into_iter().map(|(_, result)| result).collect()
    }
}
