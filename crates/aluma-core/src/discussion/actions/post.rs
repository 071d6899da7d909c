//! Say something.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::steps::{self, Opening, Saying};
use crate::discussion::Refusal;
use crate::discussion::types::{Mentions, Spoken, Topic, Whither, Words};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::event::Circle;
use crate::kernel::refusal::{Broken, Refused};

/// Say something
///
/// In a thread, or about a proposal or a poll, whose thread begins with the first post. It may answer
/// another post of the thread, and mention people. You can edit it, and erase it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "post",
    he = "כתיבת הודעה",
    says_en = "Say in { $dao }, { $to }: { $body } { $parent_key ->\n    [none] \
               It answers no other post.\n   *[other] In answer to post { $parent }.\n} \
               { $mentions_count ->\n    [0] It calls nobody.\n   \
               *[other] It calls: { $mentions }.\n}",
    says_he = "לכתוב בקהילה { $dao }, { $to }: { $body } { $parent_key ->\n    [none] \
               בלי תשובה להודעה אחרת.\n   *[other] בתשובה להודעה { $parent }.\n} \
               { $mentions_count ->\n    [0] בלי פנייה אל איש.\n   \
               *[other] פנייה אל: { $mentions }.\n}",
    by(Member),
    cost(4_000, 10, 500)
)]
pub(crate) struct SayPost {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// Where.
    #[he("היכן")]
    pub(crate) to: Whither,
    /// Which post it answers.
    #[he("בתשובה להודעה")]
    pub(crate) parent: Option<u64>,
    /// What you say, in Markdown.
    #[he("הדברים")]
    pub(crate) body: Words,
    /// People who are told of it: each finds it among what waits for them.
    #[he("מי שהוזכרו")]
    pub(crate) mentions: Mentions,
}

/// Who speaks, and where.
pub(crate) struct Plan {
    author: AccountId,
    place: Place,
    spoken: Spoken,
}

/// A thread that is there, or what one begins about.
enum Place {
    There(u64),
    New(Topic),
}

impl SayPost {
    fn place(&self, ctx: &Ctx<'_>) -> Result<Place, Refusal> {
        let topic = match self.to {
            Whither::Thread { thread } => {
                steps::thread(ctx, (self.dao, thread))?;
                return Ok(Place::There(thread));
            }
            Whither::Proposal { proposal } => Topic::Proposal { proposal },
            Whither::Poll { poll } => Topic::Poll { poll },
        };
        steps::topic_of(ctx.state, self.dao, topic)?;
        let known = steps::thread_of(ctx.state, self.dao, topic);
        Ok(known.map_or(Place::New(topic), Place::There))
    }

    /// Which of the community's readers a thread that is open and has room is for.
    fn in_thread(&self, ctx: &Ctx<'_>, number: u64) -> Result<Circle, Refusal> {
        let thread = steps::thread(ctx, (self.dao, number))?;
        steps::open(thread, number, ctx.now())?;
        steps::room(thread)?;
        Ok(thread.circle)
    }

    /// Whether the post that it answers stands in the same thread.
    fn answers(&self, ctx: &Ctx<'_>, thread: Option<u64>) -> Result<(), Refusal> {
        let Some(parent) = self.parent else { return Ok(()) };
        let row = steps::post(ctx, (self.dao, parent))?;
        if thread == Some(row.thread) { Ok(()) } else { Err(Refusal::OtherThread { post: parent }) }
    }
}

impl Action for SayPost {
    const ACTION: &'static ActionSpec = Self::ACTION;
    const OWNS_WORDS: bool = true;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        steps::once(&self.mentions)?;
        let author = steps::reader(ctx, self.dao)?;
        let place = self.place(ctx)?;
        steps::may_speak(ctx, self.dao, author)?;
        let (thread, circle) = match place {
            Place::There(number) => (Some(number), self.in_thread(ctx, number)?),
            Place::New(_) => (None, Circle::Readers),
        };
        self.answers(ctx, thread)?;
        steps::readable(ctx, (self.dao, circle), &self.mentions)?;
        let spoken = steps::booked(ctx, (self.dao, author), self.mentions.len())?;
        Ok(Plan { author, place, spoken })
    }

    fn apply(self, Plan { author, place, spoken }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, parent, body, mentions, .. } = self;
        let thread = match place {
            Place::There(thread) => thread,
            Place::New(topic) => {
                let circle = Circle::Readers;
                steps::begin(ctx, Opening { dao, topic, title: None, author: None, circle })?
            }
        };
        let saying = Saying { author, parent, body, mentions, spoken };
        let post = steps::say(ctx, (dao, thread), saying)?;
        ctx.made(post);
        Ok(())
    }
}
