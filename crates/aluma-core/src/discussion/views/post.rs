//! One post.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, List, Timestamp};

use crate::dao::types::PROSE_BYTES;
use crate::discussion::Refusal;
use crate::discussion::rules::{reactions, reading};
use crate::discussion::types::{
    Case, Counts, MAX_PAST, Mentions, Moderator, Past, Post, Reaction, Words,
};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// A post
///
/// What it says, and what it said before it was edited, as far as its author left it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "post", he = "הודעה", result = PostHistory)]
pub struct PostView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Its number.
    #[he("מספר ההודעה")]
    pub post: u64,
}

/// A post with its history.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PostHistory {
    /// In which thread.
    #[he("השרשור")]
    pub thread: u64,
    /// The post.
    #[he("ההודעה")]
    pub post: PostAnswer,
    /// What it said before, oldest first.
    #[he("גרסאות קודמות")]
    pub past: List<Past, MAX_PAST>,
}

/// A post as its readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PostAnswer {
    /// Its number.
    #[he("מספר")]
    pub post: u64,
    /// Who said it.
    #[he("מאת")]
    pub author: AccountId,
    /// Which post it answers.
    #[he("בתשובה ל־")]
    pub parent: Option<u64>,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// What it says, in Markdown; nothing where it was erased, or hidden from the reader.
    #[he("הדברים")]
    pub body: Option<Words>,
    /// Whether its author erased it.
    #[he("נמחקה")]
    pub erased: bool,
    /// Which version this is; more than 1 where it was edited.
    #[he("גרסה")]
    pub version: u16,
    /// Since when it says this.
    #[he("נערכה")]
    pub edited: Timestamp,
    /// Whom it mentions.
    #[he("מי שהוזכרו")]
    pub mentions: Mentions,
    /// How people react to it.
    #[he("תגובות בסימן")]
    pub reactions: Counts,
    /// How the reader does.
    #[he("התגובות שלי")]
    pub mine: List<Reaction, { Reaction::COUNT }>,
    /// That it is hidden, by whom and why.
    #[he("מוסתרת")]
    pub hidden: Option<HiddenAnswer>,
}

/// That a post is hidden, as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct HiddenAnswer {
    /// By whom.
    #[he("בידי")]
    pub by: Moderator,
    /// Why.
    #[he("נימוק")]
    pub reason: Body<PROSE_BYTES>,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// Whether its author may appeal now, appealed, or it stands.
    #[he("הערעור")]
    pub case: Case,
}

/// How far a case has come: when its author did not appeal in time, it stands.
fn case(case: Case, now: Timestamp) -> Case {
    match case {
        Case::Open { until } if now > until => Case::Stands,
        other => other,
    }
}

/// A post as the reader sees it.
pub(super) fn answer(look: &Look<'_>, key: (DaoId, u64), row: &Post) -> PostAnswer {
    let (dao, post) = key;
    let sees = reading::sees(look, dao, row);
    let of_reader = |reader| look.state.discussion.reactions.get(&(dao, post, reader));
    PostAnswer {
        post,
        author: row.author,
        parent: row.parent,
        at: row.at,
        body: row.body.filter(|_| sees),
        erased: row.body.is_none(),
        version: row.version,
        edited: row.edited,
        mentions: row.mentions.clone(),
        reactions: row.reactions.clone(),
        mine: reactions::standing(look.reader.and_then(of_reader), row.version),
        hidden: row.hiding.map(|hiding| HiddenAnswer {
            by: hiding.by,
            reason: hiding.reason,
            at: hiding.at,
            case: case(hiding.case, look.now),
        }),
    }
}

impl View for PostView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PostHistory;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<PostHistory, Refused> {
        let key = (self.dao, self.post);
        let row = reading::post(look, key).ok_or(Refusal::NoSuchPost { post: self.post })?;
        let past = match reading::sees(look, self.dao, row) {
            true => row.past.clone(),
            false => List::default(),
        };
        Ok(PostHistory { thread: row.thread, post: answer(look, key, row), past })
    }
}
