//! Evidence in one form: the same thing is not brought twice under two spellings.

use alloc::string::String;

use aluma_types::{AccountId, DaoId, Hash32, sha256};

/// A link in the one form that is hashed: without its scheme, without `www.`, port, user, what follows a
/// `#`, and slashes at its end; the host in lower case, and no query that only says where somebody came
/// from.
pub fn normal(link: &str) -> String {
    let link = link.trim();
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
    let (path, query) = rest.split_once('?').map_or((rest, ""), |(path, query)| (path, query));
    let (host, path) = path.split_once('/').map_or((path, ""), |(host, path)| (host, path));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host).to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).trim_end_matches('.');
    let mut normal = String::from(host);
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        normal.push('/');
        normal.push_str(part);
    }
    let is_own = |part: &&str| {
        let name = part.split_once('=').map_or(*part, |(name, _)| name);
        !part.is_empty() && !name.starts_with("utm_") && name != "ref" && name != "fbclid"
    };
    let mut parts: alloc::vec::Vec<&str> = query.split('&').filter(is_own).collect();
    parts.sort_unstable();
    for (mark, part) in core::iter::once('?').chain(core::iter::repeat('&')).zip(parts) {
        normal.push(mark);
        normal.push_str(part);
    }
    normal
}

/// The hash of something outside.
pub fn outside(link: &str) -> Hash32 {
    sha256(&[b"aluma evidence link v1", normal(link).as_bytes()])
}

/// The hash of a piece of work: each of those who did it brings it once.
pub fn work(dao: DaoId, job: u64, account: AccountId) -> Hash32 {
    let parts = (dao.0.to_be_bytes(), job.to_be_bytes(), account.0.to_be_bytes());
    sha256(&[b"aluma evidence work v1", &parts.0, &parts.1, &parts.2])
}

/// The hash of what the ledger knows of somebody: brought once to a programme, or once for each part of a
/// ladder.
pub fn ledger((dao, programme): (DaoId, u64), account: AccountId, part: u32) -> Hash32 {
    let of = (dao.0.to_be_bytes(), programme.to_be_bytes(), account.0.to_be_bytes());
    sha256(&[b"aluma evidence ledger v1", &of.0, &of.1, &of.2, &part.to_be_bytes()])
}
