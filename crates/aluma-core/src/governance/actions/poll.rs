//! Ask the community something that binds nobody.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId, List, PollId, Span};

use crate::dao;
use crate::governance::actions::propose::REVIEW;
use crate::governance::rules::polls;
use crate::governance::tasks::ClosePoll;
use crate::governance::types::{Audience, BODY_BYTES, MAX_OPTIONS, OPTION_BYTES, Poll, PollKind};
use crate::governance::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// A poll lasts at least this long.
const SHORTEST: Span = Span::minutes(1);
/// A poll lasts at most this long.
const LONGEST: Span = Span::days(90);

/// Open a poll
///
/// Which evening? Which of three? One choice, several, a score for each, or a ranking; it binds
/// nobody, and closes by itself.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "poll",
    he = "סקר",
    says_en = "Ask { $dao }: { $question } Options: { $options }. Open for { $lasts }.",
    says_he = "לשאול את { $dao }: { $question } האפשרויות: { $options }. פתוח למשך { $lasts }.",
    by(Member),
    cost(8_000, 10, 100)
)]
pub(crate) struct OpenPoll {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The question.
    #[he("השאלה")]
    pub(crate) question: Body<OPTION_BYTES>,
    /// Words about it.
    #[he("הסבר")]
    pub(crate) body: Option<Body<BODY_BYTES>>,
    /// What there is to choose from, two options or more.
    #[he("האפשרויות")]
    pub(crate) options: List<Body<OPTION_BYTES>, MAX_OPTIONS>,
    /// How it is answered.
    #[he("איך עונים")]
    pub(crate) kind: PollKind,
    /// By whom.
    #[he("מי עונים")]
    pub(crate) audience: Audience,
    /// How long.
    #[he("משך")]
    pub(crate) lasts: Span,
    /// How long after its close the ledger asks what became of it.
    #[he("בדיקת תוצאה כעבור")]
    pub(crate) review: Option<Span>,
}

impl Action for OpenPoll {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let mut options = self.options.to_vec();
        options.sort_unstable();
        options.dedup();
        if options.len() < 2 || options.len() < self.options.len() {
            return Err(Refusal::BadOptions.into());
        }
        let spans = [
            ("lasts", Some(self.lasts), SHORTEST, LONGEST),
            ("review", self.review, Span::hours(1), REVIEW),
        ];
        for (field, span, least, most) in spans {
            if span.is_some_and(|span| span < least || span > most) {
                let (least, most) = (least.0, most.0);
                return Err(Refusal::SpanOutOfRange { field, least, most }.into());
            }
        }
        dao::known(ctx, self.dao)?;
        let author = super::signer(ctx)?;
        super::admitted(ctx.state, self.dao, author)?;
        Ok(author)
    }

    fn apply(self, author: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, question, body, options, kind, audience, lasts, review } = self;
        let poll = PollId(ctx.next_number(Sequence::Poll)?);
        let opened = ctx.now();
        let closes_at = opened.after(lasts);
        let count = polls::empty(dao, kind, options.len());
        let (result, answers) = (None, None);
        let row = Poll {
            dao,
            author,
            question,
            body,
            options,
            kind,
            audience,
            opened,
            closes_at,
            review,
            result,
            answers,
        };
        ctx.state.governance.polls.put(poll, row);
        ctx.state.governance.poll_counts.put(poll, count);
        ctx.schedule(due_at(closes_at), Some(dao), &ClosePoll { poll });
        ctx.emit(&Event { dao, fact: Fact::PollOpened { poll, author, question, closes_at } });
        ctx.made(poll.0);
        Ok(())
    }
}
