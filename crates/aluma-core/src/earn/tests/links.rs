//! Evidence in one form.

use aluma_types::{AccountId, DaoId};

use crate::earn::rules::links::{ledger, normal, outside, work};

#[test]
fn one_link_has_one_form() {
    let same = [
        "https://example.org/a/b",
        "http://EXAMPLE.org/a/b/",
        " https://www.example.org//a/./b/#top ",
        "example.org:443/a/b?utm_source=x&ref=y",
        "https://user@example.org/a/b?",
    ];
    for link in same {
        assert_eq!(normal(link), "example.org/a/b", "{link}");
        assert_eq!(outside(link), outside(same[0]));
    }
    assert_eq!(normal("https://a.org/p?b=2&a=1&utm_medium=z"), "a.org/p?a=1&b=2");
    assert_eq!(normal("https://a.org/p?a=1&b=2"), "a.org/p?a=1&b=2");
}

#[test]
fn what_differs_stays_different() {
    let all = ["a.org", "a.org/B", "a.org/b", "b.org/b", "a.org/b?x=1", "a.org/b?x=2"];
    for (place, one) in all.iter().enumerate() {
        for other in all.iter().skip(place + 1) {
            assert_ne!(normal(one), normal(other));
        }
    }
    let (dao, account) = (DaoId(1), AccountId(1));
    assert_ne!(work(dao, 1, account), work(dao, 2, account));
    assert_ne!(work(dao, 1, account), work(dao, 1, AccountId(2)));
    assert_ne!(ledger((dao, 1), account, 0), ledger((dao, 1), account, 1));
    assert_ne!(ledger((dao, 1), account, 0), ledger((dao, 2), account, 0));
}
