use super::sha256;

#[test]
fn hashes_a_file_as_the_standard_says() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("abc");
    std::fs::write(&path, "abc").expect("a file");
    let (hash, size) = sha256(&path).expect("a hash");
    assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(size, 3);
}
