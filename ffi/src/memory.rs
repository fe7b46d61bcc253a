//! Where memory runs out: a failure like any other, and not the end of the
//! process.
//!
//! The standard library ends the process where an allocation fails, unless a
//! hook has it unwind. The hook is not stable yet (rust-lang/rust#51245), so it
//! is set where the build allows for it, as `ffi/install` does: `build.rs`
//! tells. Without it all else is the same.
//!
//! Unwinding needs a little memory itself, and so does the error that tells of
//! it. Where even that is not to be had, it comes from a [`Spare`] that is set
//! aside for nothing else.

use core::cell::{Cell, UnsafeCell};
use core::ptr;
use core::sync::atomic::{AtomicU64, Ordering};
use std::alloc::{GlobalAlloc, Layout, System};

/// What a thread unwinds with where memory ran out.
pub(crate) struct OutOfMemory;

thread_local! {
    static STATE: Cell<State> = const { Cell::new(State::Starting) };
}

/// What a thread does where the system has no memory for it.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// In no call, or where threads are started: takes from the spare, as the
    /// standard library does not stand an unwinding there, but for the handle of
    /// the thread, which does not ask the allocator below.
    Starting,
    /// In a call: unwinds.
    Running,
    /// Unwinding, or telling of it: takes from the spare.
    #[cfg_attr(not(alloc_error_hook), allow(dead_code))]
    RanOut,
    /// At the end of the spare, where nothing but the end of the process is left.
    AtAnEnd,
}

/// Runs a call, in which memory may run out.
pub(crate) fn watched<T>(call: impl FnOnce() -> T) -> T {
    #[cfg(alloc_error_hook)]
    {
        static HOOK: std::sync::Once = std::sync::Once::new();
        HOOK.call_once(|| std::alloc::set_alloc_error_hook(unwind));
    }
    running();
    let result = call();
    starting();
    result
}

/// From here on this thread starts others.
pub(crate) fn starting() {
    STATE.set(State::Starting);
}

/// From here on this thread does its own work.
pub(crate) fn running() {
    STATE.set(State::Running);
}

#[cfg(alloc_error_hook)]
fn unwind(_: Layout) {
    if matches!(STATE.get(), State::Starting | State::Running) {
        STATE.set(State::RanOut);
        // Past the panic hook, which prints.
        std::panic::resume_unwind(Box::new(OutOfMemory));
    }
}

/// A block of the spare, where this thread may take one.
fn spare(layout: Layout) -> *mut u8 {
    if STATE.get() == State::Running {
        return ptr::null_mut();
    }
    let block = SPARE.alloc(layout);
    if block.is_null() {
        STATE.set(State::AtAnEnd);
    }
    block
}

/// The system's allocator, and the spare where that has nothing.
struct Allocator;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

static SPARE: Spare = Spare::new();

/// How many blocks the spare has; a bit each.
const BLOCKS: usize = 64;
/// How long each is: more than an unwinding, its error, or the start of a thread
/// asks for at a time.
const BLOCK_LEN: usize = 1024;

// SAFETY: what comes from the system goes back to it, and what comes from the
// spare, which its address tells, goes back there.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises.
        let block = unsafe { System.alloc(layout) };
        if block.is_null() { spare(layout) } else { block }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as the caller promises.
        let block = unsafe { System.alloc_zeroed(layout) };
        if !block.is_null() {
            return block;
        }
        let block = spare(layout);
        if !block.is_null() {
            // SAFETY: so many bytes were just allocated.
            unsafe { block.write_bytes(0, layout.size()) };
        }
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if SPARE.owns(block) {
            SPARE.free(block);
        } else {
            // SAFETY: as the caller promises; it came from the system.
            unsafe { System.dealloc(block, layout) }
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if !SPARE.owns(block) {
            // SAFETY: as the caller promises; it came from the system.
            let moved = unsafe { System.realloc(block, layout, size) };
            if !moved.is_null() {
                return moved;
            }
        }
        let Ok(wanted) = Layout::from_size_align(size, layout.align()) else { return ptr::null_mut() };
        // SAFETY: both blocks are as long as is copied, and are not the same.
        unsafe {
            let moved = self.alloc(wanted);
            if !moved.is_null() {
                ptr::copy_nonoverlapping(block, moved, layout.size().min(size));
                self.dealloc(block, layout);
            }
            moved
        }
    }
}

/// Memory set aside, in blocks.
struct Spare {
    /// A bit for each block that is out.
    out: AtomicU64,
    room: UnsafeCell<Room>,
}

#[repr(align(1024))]
struct Room(#[allow(dead_code, reason = "read and written by address")] [u8; BLOCKS * BLOCK_LEN]);

// SAFETY: nobody gets the same block twice, as `out` sees to.
unsafe impl Sync for Spare {}

impl Spare {
    #[allow(clippy::large_stack_arrays, reason = "it is made by the compiler, for a static")]
    const fn new() -> Self {
        Self { out: AtomicU64::new(0), room: UnsafeCell::new(Room([0; BLOCKS * BLOCK_LEN])) }
    }

    fn base(&self) -> *mut u8 {
        self.room.get().cast()
    }

    fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.size() > BLOCK_LEN || layout.align() > BLOCK_LEN {
            return ptr::null_mut();
        }
        let mut first = 0;
        let taken = self.out.fetch_update(Ordering::AcqRel, Ordering::Acquire, |out| {
            first = out.trailing_ones();
            Some(out | 1_u64.checked_shl(first)?)
        });
        if taken.is_ok() { self.base().wrapping_add(first as usize * BLOCK_LEN) } else { ptr::null_mut() }
    }

    fn free(&self, block: *mut u8) {
        let number = (block as usize - self.base() as usize) / BLOCK_LEN;
        self.out.fetch_and(!(1 << number), Ordering::AcqRel);
    }

    fn owns(&self, block: *mut u8) -> bool {
        let base = self.base() as usize;
        (base..base + BLOCKS * BLOCK_LEN).contains(&(block as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_the_spare_is_handed_out_to_one_at_a_time() {
        let spare = Spare::new();
        let small = Layout::from_size_align(BLOCK_LEN, 64).unwrap();
        let blocks: Vec<_> = (0..BLOCKS).map(|_| spare.alloc(small)).collect();
        assert!(blocks.iter().all(|&block| spare.owns(block)));
        assert!(blocks.windows(2).all(|pair| pair[1] as usize == pair[0] as usize + BLOCK_LEN));
        assert!(spare.alloc(small).is_null());
        spare.free(blocks[7]);
        assert_eq!(spare.alloc(small), blocks[7]);
        assert!(!spare.owns(ptr::dangling_mut()));
        let large = Layout::from_size_align(BLOCK_LEN + 1, 1).unwrap();
        assert!(Spare::new().alloc(large).is_null());
    }
}
