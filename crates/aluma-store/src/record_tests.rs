//! Writes that fail.

use super::*;

const KIND: FileKind = FileKind::Journal;

/// A file whose writes the system refuses, as it is open for reading only.
fn read_only(dir: &Path, poison: &Poison) -> RecordFile {
    let mut file = RecordFile::open(&dir.join("file.log"), KIND, 0, poison).expect("open");
    file.append(&[(1, b"before")]).expect("append");
    file.file = File::open(file.path()).expect("open");
    file
}

#[test]
fn a_failed_write_poisons_every_file_of_the_store() {
    let dir = tempfile::tempdir().expect("dir");
    let poison = Poison::default();
    let mut other =
        RecordFile::open(&dir.path().join("other.log"), KIND, 0, &poison).expect("open");
    let mut file = read_only(dir.path(), &poison);
    other.append(&[(1, b"fine")]).expect("append");
    assert!(matches!(file.append(&[(1, b"x")]), Err(StoreError::Io { doing: "writing", .. })));
    assert!(matches!(file.append(&[(1, b"x")]), Err(StoreError::Poisoned)));
    assert!(matches!(other.append(&[(1, b"x")]), Err(StoreError::Poisoned)));
    assert!(matches!(other.sync(), Err(StoreError::Poisoned)));
    assert!(matches!(other.truncate(20), Err(StoreError::Poisoned)));
    assert_eq!(file.read(FILE_HEADER).expect("reading goes on"), (1, b"before".to_vec()));
}

#[test]
fn truncating_and_erasing_report_failure_too() {
    let dir = tempfile::tempdir().expect("dir");
    let mut file = read_only(dir.path(), &Poison::default());
    assert!(matches!(file.truncate(FILE_HEADER), Err(StoreError::Io { .. })));
    let mut file = read_only(dir.path(), &Poison::default());
    assert!(matches!(file.zero_payload(FILE_HEADER), Err(StoreError::Io { .. })));
}

#[test]
fn a_full_disk_has_its_own_name() {
    for code in [28, 122] {
        let error = std::io::Error::from_raw_os_error(code);
        let named = StoreError::io(Path::new("file"), "writing")(error);
        assert!(matches!(named, StoreError::DiskFull { .. }), "{code}");
    }
}

#[test]
fn a_file_of_another_kind_or_table_is_refused() {
    let dir = tempfile::tempdir().expect("dir");
    let path = dir.path().join("file.log");
    let poison = Poison::default();
    RecordFile::open(&path, FileKind::Rows, 7, &poison).expect("open");
    for (kind, number) in [(FileKind::Rows, 8), (FileKind::Blocks, 7)] {
        let opened = RecordFile::open(&path, kind, number, &poison);
        assert!(matches!(opened, Err(StoreError::Corrupt { offset: 0, .. })));
    }
}

#[test]
fn a_record_read_where_none_begins_is_refused() {
    let dir = tempfile::tempdir().expect("dir");
    let path = dir.path().join("file.log");
    let mut file = RecordFile::open(&path, KIND, 0, &Poison::default()).expect("open");
    let start = file.append(&[(1, b"a"), (2, b"b")]).expect("append");
    let second = start + RECORD_HEADER + 1 + RECORD_TRAILER;
    assert_eq!(file.read(second).expect("read"), (2, b"b".to_vec()));
    for offset in [start + 1, file.end(), u64::MAX] {
        assert!(matches!(file.read(offset), Err(StoreError::Corrupt { .. })));
    }
}
