//! Opening and closing domains, as far as this folder knows them: their pots lie to the right.

use aluma_types::{Body, DaoId, PotId, Span};

use crate::dao::charter;
use crate::dao::rules::roles::{
    Domain, MAX_DEPTH, MAX_DOMAINS, RoleState, ancestry, domains, lies_in, roles,
};
use crate::dao::types::{NAME_BYTES, PROSE_BYTES};
use crate::dao::{Event, Refusal, span};
use crate::kernel::ctx::Ctx;
use crate::registry::State;

/// A domain that is to be opened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewDomain {
    pub(crate) number: u32,
    pub(crate) parent: Option<u32>,
    pub(crate) name: Body<NAME_BYTES>,
    pub(crate) purpose: Body<PROSE_BYTES>,
    pub(crate) longest_term: Option<Span>,
}

/// An open domain.
///
/// # Errors
/// [`Refusal::NoSuchDomain`].
pub(crate) fn open_one(state: &State, dao: DaoId, number: u32) -> Result<&Domain, Refusal> {
    let row = state.dao.domains.get(&(dao, number)).filter(|row| row.closed.is_none());
    row.ok_or(Refusal::NoSuchDomain { domain: number })
}

/// Whether a domain may be opened.
///
/// # Errors
/// A parent that is not there, a number that is taken, a term beyond the charter's, a tree that
/// would be too deep or too wide.
pub(crate) fn may_open_domain(state: &State, dao: DaoId, new: &NewDomain) -> Result<(), Refusal> {
    if let Some(parent) = new.parent {
        open_one(state, dao, parent)?;
    }
    if state.dao.domains.contains(&(dao, new.number)) {
        return Err(Refusal::DomainThere { domain: new.number });
    }
    let most = span(state, dao, &charter::ROLE_TERM);
    if new.longest_term.is_some_and(|term| term > most) {
        return Err(Refusal::TermTooLong { most });
    }
    let depth = new.parent.map_or(0, |parent| ancestry(state, dao, parent).count());
    if depth >= MAX_DEPTH {
        return Err(Refusal::DomainTooDeep { limit: MAX_DEPTH as u32 });
    }
    let open = domains(state, dao).filter(|(_, row)| row.closed.is_none()).count();
    if open >= MAX_DOMAINS as usize {
        return Err(Refusal::TooManyDomains { limit: MAX_DOMAINS });
    }
    Ok(())
}

/// Opens a domain with a pot that was made for it. Only after [`may_open_domain`].
pub(crate) fn open_domain(ctx: &mut Ctx<'_>, dao: DaoId, new: NewDomain, pot: PotId) {
    let NewDomain { number, parent, name, purpose, longest_term } = new;
    let (since, closed) = (ctx.now(), None);
    let what = Domain { parent, name, purpose, pot, longest_term, since, closed };
    ctx.state.dao.domains.put((dao, number), what.clone());
    ctx.emit(&Event::DomainOpened { dao, domain: number, what });
}

/// The pot of a domain that may be closed, if nothing lies in it.
///
/// # Errors
/// A domain that is not there, or that has a role or another domain in it.
pub(crate) fn may_close_domain(state: &State, dao: DaoId, number: u32) -> Result<PotId, Refusal> {
    let pot = open_one(state, dao, number)?.pot;
    let mut below = domains(state, dao).filter(|(_, row)| row.closed.is_none());
    let mut inside = roles(state, dao).filter(|(_, row)| row.state != RoleState::Closed);
    let has_domain =
        below.any(|(other, _)| other != number && lies_in(state, dao, Some(other), Some(number)));
    if has_domain || inside.any(|(_, row)| row.domain == Some(number)) {
        return Err(Refusal::DomainInUse { domain: number });
    }
    Ok(pot)
}

/// Closes a domain. Only after [`may_close_domain`].
pub(crate) fn close_domain(ctx: &mut Ctx<'_>, dao: DaoId, number: u32) {
    let now = ctx.now();
    ctx.state.dao.domains.update(&(dao, number), |row| row.closed = Some(now));
    ctx.emit(&Event::DomainClosed { dao, domain: number });
}
