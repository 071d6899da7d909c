//! Whether verifiers say that a claim is true: so many of them, composed from four kinds.

use aluma_types::{AccountId, Hash32, Share, sha256};

use crate::earn::types::{RewardClaim, Terms, Verifier, Voice};
use crate::exact::times;

/// What verifiers say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Enough say yes; whether one of them answers with a bond, so that an audit is drawn.
    Yes {
        /// Whether attestors are needed for it.
        attested: bool,
    },
    /// So many said no that the rest are too few.
    No,
    /// Some are still waited for.
    Open,
}

/// What one verifier says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Yes,
    No,
    Nothing,
}

fn voices_of(claim: &RewardClaim, place: u8) -> impl Iterator<Item = &Voice> {
    claim.voices.iter().filter(move |voice| voice.verifier == place)
}

/// What a verifier says of a claim. Whoever is asked for so many voices has said no when so many said no,
/// or one of them where one is enough.
fn says(verifier: &Verifier, claim: &RewardClaim, place: u8, is_over: bool) -> Says {
    let count = |yes: bool| voices_of(claim, place).filter(|voice| voice.yes == yes).count();
    match verifier {
        Verifier::Predicate { .. } if claim.held.contains(&place) => Says::Yes,
        Verifier::Predicate { .. } => Says::No,
        Verifier::Attestors { .. } if count(true) > 0 => Says::Yes,
        Verifier::Attestors { .. } if is_over => Says::No,
        Verifier::Attestors { .. } => Says::Nothing,
        Verifier::Panel { need, .. } | Verifier::Reviewers { need, .. } => {
            let need = usize::from(*need).max(1);
            if count(true) >= need {
                Says::Yes
            } else if count(false) >= need {
                Says::No
            } else if is_over && count(false) == 0 {
                // Silence says yes, and the window for challenges is still to come.
                Says::Yes
            } else if is_over {
                Says::No
            } else {
                Says::Nothing
            }
        }
    }
}

/// What all verifiers say of a claim together, while they have time or when that is over.
pub fn found(terms: &Terms, claim: &RewardClaim, is_over: bool) -> Found {
    let (mut yes, mut open, mut without) = (0u8, 0u8, 0u8);
    for (place, verifier) in (0u8..).zip(terms.verifiers.iter()) {
        match says(verifier, claim, place, is_over) {
            Says::Yes => {
                yes = yes.saturating_add(1);
                if !verifier.is_attestors() {
                    without = without.saturating_add(1);
                }
            }
            Says::Nothing => open = open.saturating_add(1),
            Says::No => {}
        }
    }
    if yes >= terms.need {
        Found::Yes { attested: without < terms.need }
    } else if yes.saturating_add(open) < terms.need {
        Found::No
    } else {
        Found::Open
    }
}

/// Whether so many verifiers of some kinds reach what is needed.
fn reach(terms: &Terms, can: impl Fn(&Verifier) -> bool) -> bool {
    let count = terms.verifiers.iter().filter(|verifier| can(verifier)).count();
    count >= usize::from(terms.need)
}

/// Whether attestors alone can be believed, so that an audit must be drawn.
pub fn attestors_suffice(terms: &Terms) -> bool {
    reach(terms, Verifier::is_attestors)
}

/// Whether the ledger alone decides: nobody is waited for.
pub fn predicates_only(terms: &Terms) -> bool {
    terms.verifiers.iter().all(Verifier::is_predicate)
}

/// Whether one account alone can verify whatever it likes.
pub fn alone(terms: &Terms, account: AccountId) -> bool {
    reach(terms, |verifier| match verifier {
        Verifier::Attestors { accounts, .. } => accounts.contains(&account),
        Verifier::Reviewers { accounts, need } => *need <= 1 && accounts.contains(&account),
        Verifier::Predicate { .. } | Verifier::Panel { .. } => false,
    })
}

/// The score of a claim: the lowest that those who attest it give; one where nobody gives any.
pub fn score(claim: &RewardClaim) -> u64 {
    let given = claim.voices.iter().filter(|voice| voice.yes && voice.score > 0);
    given.map(|voice| voice.score).min().unwrap_or(1)
}

/// Whether randomness draws a claim to be audited: with exactly the programme's rate.
pub fn is_drawn(beacon: &Hash32, (dao, claim): (u64, u64), rate: Share) -> bool {
    let (dao, claim) = (dao.to_be_bytes(), claim.to_be_bytes());
    let hash = sha256(&[b"aluma audit v1", &beacon.0, &dao, &claim]);
    let bytes = hash.0.iter().take(8);
    let ticket = bytes.fold(0u128, |sum, byte| (sum << 8) | u128::from(*byte));
    times(ticket, rate.den().into()) < times(1 << 64, rate.num().into())
}

/// What a bond loses for a claim that was found untrue: (1 - p) / p times what it would have gained,
/// rounded up, so that attesting what is untrue never pays on average; where nothing is audited, as much
/// as it would have gained.
pub fn loss(gain: u128, rate: Share) -> u128 {
    let rest = u128::from(rate.den().saturating_sub(rate.num()));
    if rate.is_zero() {
        return gain;
    }
    crate::exact::quotient_up(times(gain, rest), u128::from(rate.num()).into())
        .unwrap_or(u128::MAX)
        .max(gain)
}

/// Whether a bond that was enough is so no more, when so many units of it were lost.
pub const fn is_spent((bond, lost): (u128, u128), least: u128) -> bool {
    bond >= least && bond.saturating_sub(lost) < least
}
