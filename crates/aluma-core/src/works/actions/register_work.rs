//! Register a work.

use alloc::boxed::Box;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Hash32, List, Share, Span};

use super::{flow, steps};
use crate::dao::{self, Standing};
use crate::exact::part_down;
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury::parts;
use crate::works::rules::authors;
use crate::works::tasks::WorkDue;
use crate::works::types::{Author, Line, MAX_AUTHORS, MAX_ROYALTY, Named, Owner, Work, WorkStage};
use crate::works::{Event, Fact, Refusal};

/// Register a work
///
/// Puts a work that you made, alone or with others, on the community's record by the hash of what it is.
/// Every other author agrees to be named with their parts, or it is not registered. Then it is an item that
/// you own in these parts. Later parts may be sold; of what an owner gets who made none of it, authors get
/// the royalty that you set here. The registry pays it wherever it divides a price. Nobody can be made to
/// pay it elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "register-work",
    he = "רישום יצירה",
    says_en = "Register { $name } ({ $hash }) with { $dao } as made by { $authors }, royalty { $royalty }. \
               All agree within { $answer } or it is not registered.",
    says_he = "לרשום ב־{ $dao } את { $name } ({ $hash }), יוצרים: { $authors }, תמלוגים { $royalty }. אם לא \
               כולם יסכימו תוך { $answer }, היא לא תירשם.",
    by(Member),
    cost(4_000, 10, 300)
)]
pub(crate) struct RegisterWork {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// SHA-256, or another hash of 32 bytes, of what it is.
    #[he("טביעה")]
    pub(crate) hash: Hash32,
    /// What it is called.
    #[he("שם")]
    pub(crate) name: Line,
    /// Where it is, and under which terms it may be used.
    #[he("מסמך")]
    pub(crate) document: Option<Line>,
    /// Who made it, and how many parts of it are whose; you among them.
    #[he("יוצרים")]
    pub(crate) authors: List<Named, MAX_AUTHORS>,
    /// What authors get of whatever is paid to an owner who made none of it; at most half.
    #[he("תמלוגים")]
    pub(crate) royalty: Share,
    /// How long the others have to agree: an hour to 90 days.
    #[he("זמן להסכמה")]
    pub(crate) answer: Span,
}

impl Action for RegisterWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, List<Author, MAX_AUTHORS>);

    fn shape(&self) -> Result<(), Refused> {
        if authors(&self.authors, AccountId(0)).is_none() {
            return Err(Refusal::BadAuthors { most: MAX_AUTHORS as u64 }.into());
        }
        let is_more = part_down(u128::MAX, self.royalty) > part_down(u128::MAX, MAX_ROYALTY);
        if is_more {
            return Err(Refusal::BadRoyalty { most: MAX_ROYALTY }.into());
        }
        Ok(steps::is_time(self.answer)?)
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        self.shape()?;
        let dao = self.dao;
        let account = dao::reader(ctx, dao)?;
        for named in self.authors.iter() {
            parts::may_own(ctx, Owner::Account { account: named.account })?;
        }
        if !self.authors.iter().any(|named| named.account == account) {
            return Err(Refusal::AuthorsRegister.into());
        }
        match dao::member(ctx.state, dao, account).map(|row| row.standing) {
            Some(Standing::Admitted | Standing::Joined) => {}
            _ => return Err(Refusal::AuthorsBelong { account }.into()),
        }
        if let Some(work) = ctx.state.works.works.index().of(dao, &self.hash) {
            return Err(Refusal::WorkIsRegistered { work }.into());
        }
        let all = authors(&self.authors, account).and_then(|all| List::new(all).ok());
        let all = all.ok_or(Refusal::BadAuthors { most: MAX_AUTHORS as u64 })?;
        Ok((account, all))
    }

    fn apply(self, (by, authors): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, hash, name, document, royalty, answer, .. } = self;
        let work = ctx.next_number(Sequence::Work)?;
        let since = ctx.now();
        let until = since.after(answer);
        let is_alone = authors.iter().all(|author| author.agreed);
        let row = Work {
            hash,
            name,
            document,
            authors,
            royalty,
            price: None,
            by,
            since,
            stage: WorkStage::Waits { until },
            offers: 0,
            receipts: 0,
            used: 0,
        };
        let fact = Fact::WorkNamed { work, what: Box::new(row.clone()) };
        ctx.state.works.works.put((dao, work), row.clone());
        ctx.emit(&Event { dao, fact });
        ctx.made(work);
        if is_alone {
            return flow::register(ctx, (dao, work), row);
        }
        ctx.schedule(due_at(until), Some(dao), &WorkDue { dao, work });
        Ok(())
    }
}
