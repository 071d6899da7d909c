//! What a crowd gave before anything is measured: contributions that were judged, points, places on
//! the line of candidates, and praise, written by the domains' own steps without acts and panels, so
//! that ten million contributions take minutes.

use aluma_types::{AccountId, Body, Hash32, List, Span};

use super::crowd::{Crowd, Trouble};
use crate::kernel::ctx::Sequence;
use crate::kernel::origin::Origin;
use crate::reputation::actions::epochs;
use crate::reputation::types::WHOLE;
use crate::reputation::{self, Minted, Skills};
use crate::review::actions::pool;
use crate::review::types::{AuthorPart, Evidence, Kind, Makers, Status};

/// Micro-points of each contribution: four hours, well done.
const MICRO: u64 = 4_000_000;
/// Points of one praise.
const POINTS: u64 = 5;
/// Steps after which nothing needs to be undone any more.
const SLICE: u64 = 1_000;

impl Crowd {
    /// So many contributions, judged, by members in turn: rows of what was given and of points.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn gave(&mut self, contributions: u64) -> Result<(), Trouble> {
        let (dao, members) = (self.dao, self.members.clone());
        self.with(Origin::Founder, |ctx| {
            let now = ctx.now();
            let work = Body::new(Hash32([5; 32]), 40).map_err(|_| "a text")?;
            let makers = members.iter().copied().cycle();
            for (account, turn) in makers.zip(0..contributions) {
                let evidence = ctx.next_number(Sequence::Evidence).map_err(|_| "a number")?;
                let status = Status::Judged {
                    at: now,
                    quality: 80_000_000,
                    size: Span::hours(4),
                    micro: MICRO,
                    disputed: false,
                    among_friends: false,
                };
                let row = Evidence {
                    domain: None,
                    kind: Kind::Contribution,
                    skills: Skills::default(),
                    size: Span::hours(4),
                    work,
                    at: now,
                    status,
                    round: 0,
                };
                ctx.state.review.evidence.put((dao, evidence), row);
                let authors = one(AuthorPart { account, part: 1 })?;
                let minted = one(MICRO)?;
                let makers = Makers {
                    by: account,
                    authors,
                    payer: None,
                    minted,
                    given: List::default(),
                    noted: true,
                };
                ctx.state.review.makers.put((dao, evidence), makers);
                let skills = Skills::default();
                let minted =
                    Minted { dao, domain: None, account, micro: MICRO, skills, evidence, at: now };
                reputation::mint(ctx, &minted).map_err(|_| "points")?;
                ctx.out.events.clear();
                if turn.is_multiple_of(SLICE) {
                    ctx.state.forget();
                }
            }
            Ok(())
        })
    }

    /// Everybody stands on the community's line with the points that they have.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn weighed(&mut self) -> Result<(), Trouble> {
        let (dao, members) = (self.dao, self.members.clone());
        self.with(Origin::Founder, |ctx| {
            for (account, turn) in members.into_iter().zip(0u64..) {
                let points = reputation::whole_points(ctx.state, (dao, None, account), ctx.now());
                pool::weigh(ctx, (dao, WHOLE), account, points);
                if turn.is_multiple_of(SLICE) {
                    ctx.state.forget();
                }
            }
            Ok(())
        })
    }

    /// Everybody praises so many others in this epoch, mostly those whose numbers lie near theirs, who
    /// praise them back.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn praised(&mut self, each: u64) -> Result<(), Trouble> {
        let (dao, members) = (self.dao, self.members.clone());
        self.with(Origin::Founder, |ctx| {
            let count = u64::try_from(members.len()).unwrap_or(1).max(1);
            for (from, place) in members.iter().copied().zip(0u64..) {
                for turn in 0..each {
                    let to = other(&members, (place, turn, each), count);
                    if let Some(to) = to.filter(|to| *to != from) {
                        epochs::note_praise(ctx, (dao, None), (from, to), POINTS)
                            .map_err(|_| "praise")?;
                    }
                }
                ctx.out.events.clear();
                if place.is_multiple_of(SLICE) {
                    ctx.state.forget();
                }
            }
            Ok(())
        })
    }
}

/// Whom somebody praises: of a group of eight beside each other, and last anybody.
fn other(
    members: &[AccountId],
    (place, turn, each): (u64, u64, u64),
    count: u64,
) -> Option<AccountId> {
    let at = if turn + 1 == each && each > 1 {
        place.wrapping_mul(2_654_435_761).wrapping_add(turn) % count
    } else {
        let first = place / 8 * 8;
        (first + (place - first + 1 + turn) % 8).min(count - 1)
    };
    members.get(usize::try_from(at).unwrap_or(0)).copied()
}

fn one<T: aluma_types::Canon, const N: usize>(item: T) -> Result<List<T, N>, Trouble> {
    List::new(alloc::vec![item]).map_err(|_| "a list")
}
