//! A certificate of somebody's tier, to be shown elsewhere.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Span, Timestamp};

use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::reputation::rules::reading;
use crate::reputation::types::{Points, Tier, area};
use crate::reputation::{Refusal, tier};

/// How long a certificate is worth anything.
const VALID: Span = Span::days(90);

/// A certificate of a tier
///
/// Points never travel; that somebody is of a tier does. It says what it rests on: the rows by which
/// anybody computes it again, each of which this ledger proves against a block's root (GET /v1/proof).
/// It is worth nothing after 90 days.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "tier-certificate", he = "אישור דרגה", result = CertificateAnswer)]
pub struct CertificateView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Whose.
    #[he("של מי")]
    pub account: AccountId,
    /// In this domain; none is the whole community.
    #[he("תחום")]
    pub domain: Option<u32>,
    /// By this skill, of which they gave something.
    #[he("מיומנות")]
    pub skill: Option<u32>,
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct CertificateAnswer {
    /// Whose.
    #[he("של מי")]
    pub account: AccountId,
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// The domain; none is the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// The skill.
    #[he("מיומנות")]
    pub skill: Option<u32>,
    /// Given by that skill.
    #[he("זיכרון התרומה במיומנות")]
    pub by_skill: Option<Points>,
    /// The tier.
    #[he("דרגה")]
    pub tier: Tier,
    /// As of this moment.
    #[he("נכון ל")]
    pub as_of: Timestamp,
    /// After the block of this height.
    #[he("גובה הגוש")]
    pub height: u64,
    /// Its last moment.
    #[he("בתוקף עד")]
    pub expires: Timestamp,
    /// The rows it rests on, by the numbers of their tables and the bytes of their keys.
    #[he("השורות")]
    pub rests_on: List<Stone, 8>,
}

/// A row that something rests on.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Stone {
    /// The table's number.
    #[he("מספר הטבלה")]
    pub table: u16,
    /// The key's bytes.
    #[he("מפתח")]
    pub key: List<u8, 64>,
}

impl View for CertificateView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = CertificateAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<CertificateAnswer, Refused> {
        let Self { dao, account, domain, skill } = *self;
        super::existing(look, dao)?;
        let tables = &look.state.reputation;
        if crate::reputation::record(look.state, (dao, domain, account)).is_none() {
            return Err(Refusal::NoSuchPoints.into());
        }
        let by_skill = match skill {
            Some(skill) => {
                let row = tables.skill_records.get(&(dao, account, skill));
                Some(row.ok_or(Refusal::NoSuchPoints)?.hard.into())
            }
            None => None,
        };
        let clock = reading::clock(look.state, dao).map_or(0, |(number, _)| number);
        let mut rests_on = List::default();
        for stone in [
            stone(tables.clocks_number(), &dao),
            stone(tables.voices_number(), &(dao, clock, area(domain), account)),
            stone(tables.records_number(), &(dao, account, area(domain))),
            stone(tables.tiers_number(), &(dao, area(domain), account)),
        ] {
            rests_on.push(stone);
        }
        if let Some(skill) = skill {
            rests_on.push(stone(tables.skills_number(), &(dao, account, skill)));
        }
        let tier = tier(look.state, (dao, domain, account), look.now);
        let (as_of, height, expires) = (look.now, look.height, look.now.after(VALID));
        Ok(CertificateAnswer {
            account,
            dao,
            domain,
            skill,
            by_skill,
            tier,
            as_of,
            height,
            expires,
            rests_on,
        })
    }
}

/// A row that something rests on, by its key.
pub(crate) fn stone<K: aluma_types::codec::Key>(table: u16, key: &K) -> Stone {
    let mut bytes = alloc::vec::Vec::new();
    key.write_key(&mut bytes);
    // Keys are at most four numbers.
    Stone { table, key: List::new(bytes).unwrap_or_default() }
}
