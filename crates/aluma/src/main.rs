//! The binary: configuration, wiring and the command line's root.

use std::process::ExitCode;

/// A state of many small rows is made and changed half as fast again with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long the allocator keeps memory that was given back, in milliseconds, instead of its own
/// second: blocks come every few, and each would wait for the kernel to clear the same pages again.
const KEEP_MS: core::ffi::c_long = 30_000;

/// `mi_option_purge_delay` of `mimalloc.h`, which the bindings do not name.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

fn main() -> ExitCode {
    #[expect(unsafe_code, reason = "the allocator's one setting, and there is no safe way to it")]
    // SAFETY: it takes numbers only, and nothing else runs yet.
    unsafe {
        libmimalloc_sys::mi_option_set(PURGE_DELAY, KEEP_MS);
    }
    ExitCode::from(aluma::run(std::env::args_os()))
}
