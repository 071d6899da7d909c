//! Charters told, kept: telling one takes the longest of all that a page does, and it comes out the
//! same until its parameters, its facts or the names in it change. What was asked while it was told is
//! kept with it and asked again for each reader, so nobody is told a name that they may not know, or
//! one that is no longer so.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aluma_text::{Facts, Lang, Section};
use aluma_types::json::{BodyText, Lookup};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::{AssetId, Hash32, sha256};

/// Charters that are kept; the one that was asked for longest ago goes first.
const MOST: usize = 128;

/// Of all ledgers of this process: what a charter says follows from what it is told with alone.
static KEPT: Kept = Kept(Mutex::new(VecDeque::new()));

/// Those that were asked for last, the newest at the end.
struct Kept(Mutex<VecDeque<Arc<Told>>>);

/// A charter that was told.
struct Told {
    /// Of the language, the parameters and the facts.
    mark: Hash32,
    asked: Vec<Asked>,
    sections: Vec<Section>,
}

/// What was asked, and what the answer was.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Body(Hash32, BodyText),
    Asset(AssetId, Option<(String, u8)>),
    Name(IdKind, u64, Option<String>),
}

impl Asked {
    /// Whether it would be answered like this again.
    fn still(&self, lookup: &dyn Lookup) -> bool {
        match self {
            Self::Body(id, answer) => lookup.body(id) == *answer,
            Self::Asset(id, answer) => lookup.asset(*id) == *answer,
            Self::Name(kind, id, answer) => lookup.name(*kind, *id) == *answer,
        }
    }
}

/// Hears what is asked.
struct Listening<'a> {
    lookup: &'a dyn Lookup,
    heard: RefCell<Vec<Asked>>,
}

impl Lookup for Listening<'_> {
    fn body(&self, id: &Hash32) -> BodyText {
        let answer = self.lookup.body(id);
        self.heard.borrow_mut().push(Asked::Body(*id, answer.clone()));
        answer
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        let answer = self.lookup.asset(id);
        self.heard.borrow_mut().push(Asked::Asset(id, answer.clone()));
        answer
    }

    fn name(&self, kind: IdKind, id: u64) -> Option<String> {
        let answer = self.lookup.name(kind, id);
        self.heard.borrow_mut().push(Asked::Name(kind, id, answer.clone()));
        answer
    }

    fn catalog(&self) -> &dyn Catalog {
        self.lookup.catalog()
    }
}

/// As [`aluma_text::charter`], told once.
pub(crate) fn charter(
    lang: Lang,
    parameters: &[(&str, &str)],
    facts: &Facts,
    lookup: &dyn Lookup,
) -> Vec<Section> {
    KEPT.charter(lang, (parameters, facts), lookup)
}

impl Kept {
    fn all(&self) -> MutexGuard<'_, VecDeque<Arc<Told>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn charter(
        &self,
        lang: Lang,
        (parameters, facts): (&[(&str, &str)], &Facts),
        lookup: &dyn Lookup,
    ) -> Vec<Section> {
        let mark = sha256(&[format!("{lang:?} {facts:?} {parameters:?}").as_bytes()]);
        let same: Vec<_> = self.all().iter().filter(|told| told.mark == mark).cloned().collect();
        // Asked outside the lock: an answer may wait for the disk.
        let still = |told: &Arc<Told>| told.asked.iter().all(|asked| asked.still(lookup));
        let told = same.into_iter().find(still).unwrap_or_else(|| {
            let listening = Listening { lookup, heard: RefCell::default() };
            let lines = parameters.iter().copied();
            let sections = aluma_text::charter(lang, lines, facts, &listening);
            Arc::new(Told { mark, asked: listening.heard.into_inner(), sections })
        });
        let mut all = self.all();
        all.retain(|other| !Arc::ptr_eq(other, &told));
        while all.len() >= MOST {
            all.pop_front();
        }
        all.push_back(Arc::clone(&told));
        told.sections.clone()
    }
}

#[cfg(test)]
mod tests {
    use aluma_core::dao::Manner;

    use super::*;

    /// A ledger with one asset.
    struct Ledger(&'static str);

    impl Lookup for Ledger {
        fn body(&self, _: &Hash32) -> BodyText {
            BodyText::Missing
        }

        fn asset(&self, _: AssetId) -> Option<(String, u8)> {
            Some((self.0.to_owned(), 2))
        }

        fn catalog(&self) -> &dyn Catalog {
            &aluma_core::registry::REGISTRY
        }
    }

    fn facts(members: u64, units: u128) -> Facts {
        let free = vec![aluma_types::Amount { asset: AssetId(7), units }];
        Facts { manner: Manner::Assembly, template: None, members: Some(members), free }
    }

    #[test]
    fn a_charter_is_told_anew_when_something_in_it_is_otherwise_and_not_before() {
        let lines = [("velocity.week", "20%"), ("tip.limit", "5%")];
        let changed = [("velocity.week", "25%"), ("tip.limit", "5%")];
        let cases: [(&'static str, Lang, &[(&str, &str)], u64, u128); 6] = [
            ("EUR", Lang::En, &lines, 40, 100_000),
            ("EUR", Lang::He, &lines, 40, 100_000),
            ("EUR", Lang::En, &changed, 40, 100_000),
            ("EUR", Lang::En, &lines, 41, 100_000),
            ("EUR", Lang::En, &lines, 40, 200_000),
            ("TEC", Lang::En, &lines, 40, 100_000),
        ];
        let kept = Kept(Mutex::default());
        let mut seen = Vec::new();
        for turn in 0..3 {
            for (symbol, lang, lines, members, units) in cases {
                let (ledger, facts) = (Ledger(symbol), facts(members, units));
                let told = kept.charter(lang, (lines, &facts), &ledger);
                let plain = aluma_text::charter(lang, lines.iter().copied(), &facts, &ledger);
                assert_eq!(told, plain, "turn {turn}: {symbol} {lang:?} {members} {units}");
                seen.push(format!("{told:?}"));
            }
            assert_eq!(kept.all().len(), cases.len(), "turn {turn}: each was told once");
        }
        assert!(seen.first() != seen.last(), "the symbol is in the words");
    }

    #[test]
    fn no_more_is_kept_than_may_be() {
        let kept = Kept(Mutex::default());
        for members in 0..2 * MOST as u64 {
            let _ = kept.charter(Lang::En, (&[], &facts(members, 1)), &Ledger("EUR"));
        }
        assert_eq!(kept.all().len(), MOST);
    }
}
