#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aluma_fuzz::archive(bytes));
