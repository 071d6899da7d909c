//! Answers about communities: the DAO itself and where to find it here, the ways in in [`doors`],
//! its people in [`people`], its domains and roles in [`roles`], its rules in [`rules`].

mod doors;
mod people;
mod roles;
mod rules;

pub use crate::dao::rules::joining::Entry;
pub use doors::{
    DoorAnswer, InvitationAnswer, InvitationRow, InvitationView, InvitationsAnswer,
    InvitationsView, InvitingAnswer,
};
pub use people::{
    MemberAnswer, MembersAnswer, MembersView, MembershipAnswer, MembershipsAnswer, MembershipsView,
};
pub use roles::{
    DomainAnswer, DomainsAnswer, DomainsView, HolderAnswer, LimitAnswer, RoleAnswer, RolesAnswer,
    RolesView,
};
pub use rules::{CharterAnswer, CharterView, ParameterAnswer};

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, Hash32, List, Name, Text, Timestamp};

use crate::dao::actions::steps::tags;
use crate::dao::rules::joining::{Bearer, entry, leads_on};
use crate::dao::rules::pauses::Rest;
use crate::dao::types::{
    Dao, HANDLE_BYTES, Joining, Manner, NAME_BYTES, PROSE_BYTES, Reading, Standing, TAG_BYTES,
    Tags, Template, Visibility,
};
use crate::dao::{
    Refusal, by_skeleton, charter, expelling, in_season, member, member_count, profile, reads,
    season_end,
};
use crate::identity;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// DAOs on one page.
const PAGE: usize = 100;
/// DAOs looked at for one page: closed ones are passed over.
const LOOKED_AT: usize = 2_000;

/// One DAO
///
/// What it is, who may join and who may read.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "dao", he = "ארגון", result = DaoAnswer)]
pub struct DaoView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
}

/// A DAO as its readers see it; strangers to a listed one, and whoever applies to one or holds an
/// invitation, see its name, purpose and visibility.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DaoAnswer {
    /// Its number.
    #[he("מספר")]
    pub dao: DaoId,
    /// Its handle.
    #[he("כינוי")]
    pub handle: Name<HANDLE_BYTES>,
    /// What it calls itself.
    #[he("שם")]
    pub name: Body<NAME_BYTES>,
    /// What it is for.
    #[he("מטרה")]
    pub purpose: Body<PROSE_BYTES>,
    /// Who may read it.
    #[he("מי רשאים לקרוא")]
    pub visibility: Visibility,
    /// By which purposes and values it is found.
    #[he("מטרות וערכים")]
    pub tags: Tags,
    /// When it was founded.
    #[he("מאז")]
    pub since: Timestamp,
    /// What only its readers see.
    #[he("פרטים")]
    pub inside: Option<InsideAnswer>,
    /// How the reader stands to it, where they have anything to do with it.
    #[he("המעמד שלי")]
    pub mine: Option<Standing>,
    /// What becomes of the reader if they join now, without an invitation; only its readers see it.
    #[he("מה יקרה בהצטרפות")]
    pub next: Option<Entry>,
}

/// What strangers to a listed DAO do not see of it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct InsideAnswer {
    /// Who founded it.
    #[he("ייסד/ה")]
    pub founder: AccountId,
    /// How it decides.
    #[he("אופן ההחלטה")]
    pub manner: Manner,
    /// What its charter started from.
    #[he("תבנית")]
    pub template: Option<Template>,
    /// Who may join.
    #[he("מי יכולים להצטרף")]
    pub joining: Joining,
    /// Members with a vote.
    #[he("חברים עם זכות הצבעה")]
    pub members: u64,
    /// Applications that wait.
    #[he("בקשות הצטרפות")]
    pub applicants: u32,
    /// Stakeholders without a vote.
    #[he("בעלי עניין בלי זכות הצבעה")]
    pub stakeholders: u32,
    /// The last moment of the founding season, while it lasts.
    #[he("עונת ההקמה עד")]
    pub season_until: Option<Timestamp>,
    /// What rests in an emergency, while it does.
    #[he("מושהה בחירום")]
    pub paused: Option<PausedAnswer>,
}

/// What rests, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PausedAnswer {
    /// What.
    #[he("מה")]
    pub rests: Rest,
    /// Until when.
    #[he("עד")]
    pub until: Timestamp,
}

fn answer(look: &Look<'_>, dao: DaoId, row: &Dao) -> Option<DaoAnswer> {
    let state = look.state;
    let mine = look.reader.and_then(|reader| member(state, dao, reader)).map(|row| row.standing);
    let inside = match reads(look, dao) {
        Reading::Nothing => return None,
        Reading::Public | Reading::Name => None,
        Reading::All => Some(InsideAnswer {
            founder: row.founder,
            manner: row.manner,
            template: row.template,
            joining: charter::joining(state, dao),
            members: member_count(state, dao),
            applicants: state.dao.members.index().applicants(dao),
            stakeholders: state.dao.members.index().stakeholders(dao),
            season_until: in_season(state, dao, look.now).then(|| season_end(state, dao, row)),
            paused: state
                .dao
                .pauses
                .get(&dao)
                .filter(|pause| look.now <= pause.until)
                .map(|pause| PausedAnswer { rests: pause.rests.clone(), until: pause.until }),
        }),
    };
    Some(DaoAnswer {
        dao,
        handle: row.handle,
        name: row.name,
        purpose: row.purpose,
        visibility: charter::visibility(state, dao),
        tags: tags(state, dao),
        since: row.since,
        next: inside.as_ref().and_then(|_| next(look, dao, mine)),
        inside,
        mine,
    })
}

/// What becomes of a reader who joins now, without an invitation.
fn next(look: &Look<'_>, dao: DaoId, mine: Option<Standing>) -> Option<Entry> {
    let key = look.reader.map(|reader| (dao, reader));
    let is_shut = key.is_some_and(|key| expelling::shut(look.state, key, look.now).is_some());
    let entry = entry(charter::joining(look.state, dao), Bearer::Nobody)?;
    (!is_shut && leads_on(mine, entry)).then_some(entry)
}

impl View for DaoView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = DaoAnswer;

    /// Listed DAOs answer strangers in part, so the answer itself asks who reads.
    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<DaoAnswer, Refused> {
        let row = look.state.dao.daos.get(&self.dao);
        row.and_then(|row| answer(look, self.dao, row)).ok_or_else(|| Refusal::NoSuchDao.into())
    }
}

/// DAOs of the ledger
///
/// All that the reader may know of, oldest first; or those that are for a purpose or stand for a
/// value.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "daos", he = "ארגונים", result = DaosAnswer)]
pub struct DaosView {
    /// A purpose or a value of the ledger's lists, such as `education` or `solidarity`.
    #[he("מטרה או ערך")]
    pub tag: Option<Text<TAG_BYTES>>,
    /// Go on after this one.
    #[he("החל אחרי")]
    pub after: Option<DaoId>,
}

/// A page of DAOs.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DaosAnswer {
    /// The DAOs.
    #[he("ארגונים")]
    pub daos: List<DaoAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך אחרי")]
    pub next: Option<DaoId>,
}

impl View for DaosView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = DaosAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<DaosAnswer, Refused> {
        let from = DaoId(self.after.map_or(0, |dao| dao.0.saturating_add(1)));
        let tables = &look.state.dao;
        match &self.tag {
            None => Ok(page_of(look, tables.daos.range(from..).map(|(dao, _)| *dao))),
            Some(tag) => {
                let (spec, place) = profile::tag(tag.as_str()).ok_or(Refusal::NoSuchTag)?;
                let found = tables.charters.index().of((spec.number, place), from);
                Ok(page_of(look, found))
            }
        }
    }
}

/// The first of some DAOs that the reader may know of.
fn page_of(look: &Look<'_>, daos: impl Iterator<Item = DaoId>) -> DaosAnswer {
    let mut page = DaosAnswer { daos: List::default(), next: None };
    let mut last = None;
    for (looked_at, dao) in daos.enumerate() {
        if looked_at >= LOOKED_AT || page.daos.len() >= PAGE {
            page.next = last;
            break;
        }
        last = Some(dao);
        let row = look.state.dao.daos.get(&dao);
        if let Some(answer) = row.and_then(|row| answer(look, dao, row)) {
            page.daos.push(answer);
        }
    }
    page
}

/// Whose a name is
///
/// The account and the DAO that a name belongs to, by the hash of its confusable skeleton.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "name", he = "של מי השם", result = NameAnswer)]
pub struct NameView {
    /// SHA-256 of the confusable skeleton of the name.
    #[he("גיבוב השם")]
    pub skeleton: Hash32,
}

/// Whose a name is; nothing where nobody's, or where the reader may not know.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct NameAnswer {
    /// The account of this name.
    #[he("חשבון")]
    pub account: Option<AccountId>,
    /// The DAO of this handle.
    #[he("ארגון")]
    pub dao: Option<DaoId>,
}

impl View for NameView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = NameAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<NameAnswer, Refused> {
        let dao = by_skeleton(look.state, &self.skeleton);
        Ok(NameAnswer {
            account: identity::by_skeleton(look.state, &self.skeleton),
            dao: dao.filter(|dao| reads(look, *dao) != Reading::Nothing),
        })
    }
}
