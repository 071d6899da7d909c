//! Open a domain with a pot of its own.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, PotId, Span, Text};

use super::checks::author;
use super::steps;
use crate::dao::types::{NAME_BYTES, PROSE_BYTES};
use crate::dao::{self, NewDomain};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::types::POT_BYTES;

/// Open a domain
///
/// A team with a purpose, a pot of its own and the roles that are defined in it. Domains hang under
/// one another, up to five deep; what a role may do in one it may do in those below.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-domain",
    he = "פתיחת תחום",
    says_en = "Open domain { $domain }, { $name }, under { $parent }, for: { $purpose } Longest \
               term of its roles: { $longest_term }. Its pot is called { $pot }.",
    says_he = "לפתוח את תחום { $domain }, { $name }, תחת { $parent }, למען: { $purpose } הכהונה \
               הארוכה ביותר בתפקידים שבו: { $longest_term }. שם הסעיף בקופה: { $pot }.",
    by(Dao),
    track = Role,
    cost(5_000, 10, 0)
)]
pub(crate) struct OpenDomain {
    /// Its number, which no domain of the DAO has had.
    #[he("מספר התחום")]
    pub(crate) domain: u32,
    /// The domain it hangs under; none unless named.
    #[he("תחת")]
    pub(crate) parent: Option<u32>,
    /// What it is called.
    #[he("שם")]
    pub(crate) name: Body<NAME_BYTES>,
    /// What it is for.
    #[he("מטרה")]
    pub(crate) purpose: Body<PROSE_BYTES>,
    /// What its pot is called.
    #[he("שם הסעיף בקופה")]
    pub(crate) pot: Text<POT_BYTES>,
    /// The longest term of roles in it and below; as above unless named.
    #[he("הכהונה הארוכה ביותר")]
    pub(crate) longest_term: Option<Span>,
}

impl OpenDomain {
    const fn new_domain(&self) -> NewDomain {
        NewDomain {
            number: self.domain,
            parent: self.parent,
            name: self.name,
            purpose: self.purpose,
            longest_term: self.longest_term,
        }
    }
}

impl Action for OpenDomain {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.roles.insert((dao, Office::Domain(self.domain)));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let (dao, _) = author(ctx, "open-domain")?;
        dao::may_open_domain(ctx.state, dao, &self.new_domain())?;
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let all = (dao, PotId(0))..=(dao, PotId(u64::MAX));
        let last = ctx.state.treasury.pots.range(all).next_back().map(|((_, pot), _)| pot.0);
        let pot = PotId(last.unwrap_or(0).saturating_add(1));
        let new = self.new_domain();
        steps::create_pot(ctx, (dao, pot), self.pot);
        dao::open_domain(ctx, dao, new, pot);
        Ok(())
    }
}
