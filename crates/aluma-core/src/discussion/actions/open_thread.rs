//! Open a thread.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::steps::{self, Opening, Saying};
use crate::dao;
use crate::discussion::Refusal;
use crate::discussion::rules::reading;
use crate::discussion::types::{Mentions, Spoken, Title, Topic, Words};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::event::Circle;
use crate::kernel::refusal::{Broken, Refused};

/// Open a thread
///
/// Begins to talk about something, with a first post, in the whole community or in one of its
/// domains. It may be for fewer people than may read the community, never for more, and stays so.
/// What is told here can be erased later, by its author.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-thread",
    he = "פתיחת שרשור",
    says_en = "Open a thread in { $dao }, { $domain_key ->\n    [none] about all of it\n   \
               *[other] about domain { $domain }\n}, for { $readers }: { $title } \
               { $body } \
               { $mentions_count ->\n    [0] It calls nobody.\n   \
               *[other] It calls: { $mentions }.\n}",
    says_he = "לפתוח שרשור בקהילה { $dao }, { $domain_key ->\n    [none] על כל ענייניה\n   \
               *[other] בתחום { $domain }\n}, לקריאה בידי { $readers }: { $title } \
               { $body } \
               { $mentions_count ->\n    [0] בלי פנייה אל איש.\n   \
               *[other] פנייה אל: { $mentions }.\n}",
    by(Member),
    cost(6_000, 10, 500)
)]
pub(crate) struct OpenThread {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The domain it belongs to; none is the whole community.
    #[he("התחום")]
    pub(crate) domain: Option<u32>,
    /// Who of the community's readers may read it.
    #[he("למי")]
    pub(crate) readers: Circle,
    /// What it is called.
    #[he("כותרת")]
    pub(crate) title: Title,
    /// The first post, in Markdown.
    #[he("הדברים")]
    pub(crate) body: Words,
    /// People who are told of it: each finds it among what waits for them.
    #[he("מי שהוזכרו")]
    pub(crate) mentions: Mentions,
}

impl Action for OpenThread {
    const ACTION: &'static ActionSpec = Self::ACTION;
    const OWNS_WORDS: bool = true;
    type Plan = (AccountId, Spoken);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        steps::once(&self.mentions)?;
        let author = steps::reader(ctx, self.dao)?;
        if let Some(domain) = self.domain {
            dao::open_one(ctx.state, self.dao, domain)?;
        }
        steps::may_speak(ctx, self.dao, author)?;
        if !reading::is_in(&ctx.look(), self.dao, self.readers) {
            return Err(Refusal::OutsideCircle.into());
        }
        steps::readable(ctx, (self.dao, self.readers), &self.mentions)?;
        let spoken = steps::booked(ctx, (self.dao, author), self.mentions.len())?;
        Ok((author, spoken))
    }

    fn apply(self, (author, spoken): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, domain, readers, title, body, mentions } = self;
        let topic = domain.map_or(Topic::Community, |domain| Topic::Domain { domain });
        let (title, circle) = (Some(title), readers);
        let opening = Opening { dao, topic, title, author: Some(author), circle };
        let thread = steps::begin(ctx, opening)?;
        let saying = Saying { author, parent: None, body, mentions, spoken };
        steps::say(ctx, (dao, thread), saying)?;
        ctx.made(thread);
        Ok(())
    }
}
