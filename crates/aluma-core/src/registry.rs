//! THE list: domains, actions, tasks, views, tables and refusals, each with its number. Numbers are
//! unique by test and never reused. Adding an action is one line here and one file in its domain.

use crate::dao::{CharterLaw, ParameterSpec, SectionSpec};
use crate::kernel::action::{ActionEntry, Registry, TaskEntry, action, specs, task};
use crate::kernel::effects::Effects;
use crate::kernel::invariants::Invariant;
use crate::kernel::refusal::Refused;
use crate::kernel::table::{AnyTable, Change};
use crate::kernel::view::{Look, ViewEntry, view};
use crate::{dao, governance, identity, kernel, treasury};
use aluma_types::spec::TypeSpec;
use aluma_types::{Canon, DaoId};

/// Actions by number: identity 1.., dao 20.., treasury 40.. and 80.., governance 60...
const ACTIONS: &[ActionEntry] = &[
    action::<identity::actions::AddKey>(1),
    action::<identity::actions::Claim>(2),
    action::<dao::actions::Invite>(20),
    action::<dao::actions::Join>(21),
    action::<dao::actions::Admit>(22),
    action::<dao::actions::Leave>(23),
    action::<dao::actions::Enroll>(24),
    action::<dao::actions::Amend>(25),
    action::<dao::actions::Object>(26),
    action::<treasury::actions::Found>(40),
    action::<treasury::actions::Transfer>(41),
    action::<treasury::actions::PayBatch>(42),
    action::<treasury::actions::Issue>(43),
    action::<treasury::actions::RecordIncome>(44),
    action::<treasury::actions::Reserve>(45),
    action::<treasury::actions::Release>(46),
    action::<treasury::actions::PayReserved>(47),
    action::<treasury::actions::Enter>(48),
    action::<treasury::actions::OpenStream>(49),
    action::<treasury::actions::Draw>(50),
    action::<treasury::actions::StopStream>(51),
    action::<treasury::actions::RenounceStream>(52),
    action::<treasury::actions::PayDividend>(53),
    action::<treasury::actions::TakeDividend>(54),
    action::<treasury::actions::RegisterItem>(55),
    action::<treasury::actions::TransferItem>(56),
    action::<treasury::actions::NameHolder>(57),
    action::<treasury::actions::AcknowledgeFunds>(58),
    action::<treasury::actions::AskPayout>(59),
    action::<governance::actions::Propose>(60),
    action::<governance::actions::Vote>(61),
    action::<governance::actions::Withdraw>(62),
    action::<governance::actions::Delegate>(63),
    action::<governance::actions::Undelegate>(64),
    action::<governance::actions::OpenPoll>(65),
    action::<governance::actions::Answer>(66),
    action::<governance::actions::Resolve>(67),
    action::<governance::actions::TellOutcome>(68),
    action::<governance::actions::SponsorProposal>(69),
    action::<treasury::actions::SettlePayout>(80),
    action::<treasury::actions::AnswerPayout>(81),
    action::<treasury::actions::WithdrawPayout>(82),
    action::<treasury::actions::DecidePayout>(83),
];

/// Tasks by number.
const TASKS: &[TaskEntry] = &[
    task::<dao::tasks::EndSeason>(),
    task::<dao::tasks::AdmitApplicant>(),
    task::<dao::tasks::EndInvitation>(),
    task::<treasury::tasks::EndReservation>(),
    task::<treasury::tasks::CountShares>(),
    task::<treasury::tasks::PayStream>(),
    task::<treasury::tasks::EndPayout>(),
    task::<governance::tasks::Close>(),
    task::<governance::tasks::Enact>(),
    task::<governance::tasks::Archive>(),
    task::<governance::tasks::ClosePoll>(),
    task::<governance::tasks::Review>(),
];

/// Views by name.
const VIEWS: &[ViewEntry] = &[
    view::<identity::views::AccountView>(),
    view::<identity::views::AccountsView>(),
    view::<dao::views::CharterView>(),
    view::<dao::views::DaoView>(),
    view::<dao::views::DaosView>(),
    view::<dao::views::MembersView>(),
    view::<dao::views::MembershipsView>(),
    view::<dao::views::NameView>(),
    view::<treasury::views::AssetView>(),
    view::<treasury::views::BalancesView>(),
    view::<treasury::views::BatchView>(),
    view::<treasury::views::DividendsView>(),
    view::<treasury::views::IncomesView>(),
    view::<treasury::views::ItemView>(),
    view::<treasury::views::ItemsView>(),
    view::<treasury::views::PayoutsView>(),
    view::<treasury::views::StreamsView>(),
    view::<treasury::views::TreasuryView>(),
    view::<governance::views::PollView>(),
    view::<governance::views::PollsView>(),
    view::<governance::views::ProposalView>(),
    view::<governance::views::ProposalsView>(),
    view::<governance::views::TallyView>(),
    view::<governance::views::WeightView>(),
];

/// Laws of every block.
const INVARIANTS: &[Invariant] = &[
    identity::CLAIMED_HAVE_KEYS,
    dao::HEADS,
    dao::WHOLE,
    treasury::CONSERVATION,
    treasury::PROMISES,
    treasury::DIVIDENDS,
    treasury::ITEMS,
    treasury::SHARES,
    governance::TALLIES,
    governance::WITHIN,
];

/// Events by domain.
const EVENTS: &[(&str, &TypeSpec)] = &[
    ("identity", <identity::Event as Canon>::SPEC),
    ("dao", <dao::Event as Canon>::SPEC),
    ("treasury", <treasury::Event as Canon>::SPEC),
    ("governance", <governance::Event as Canon>::SPEC),
];

/// Refusals by domain: number and name of each.
pub const REFUSALS: &[(&str, &[(u16, &str)])] = &[
    ("kernel", kernel::dispatch::Refusal::LIST),
    ("identity", identity::Refusal::LIST),
    ("dao", dao::Refusal::LIST),
    ("treasury", treasury::Refusal::LIST),
    ("governance", governance::Refusal::LIST),
];

/// Parameters of the charter by domain.
pub static PARAMETERS: &[&[&ParameterSpec]] =
    &[dao::PARAMETERS, treasury::charter::PARAMETERS, &governance::charter::PARAMETERS];

/// Sections of the charter by domain.
pub static SECTIONS: &[&[&SectionSpec]] =
    &[dao::charter::SECTIONS, treasury::charter::SECTIONS, governance::rules::sections::SECTIONS];

/// Laws across the parameters of a charter.
pub static CHARTER_LAWS: &[CharterLaw] = governance::rules::laws::LAWS;

/// A registry of nothing: what tests begin from.
pub const EMPTY: Registry = Registry {
    actions: &[],
    specs: &[],
    tasks: &[],
    views: &[],
    events: &[],
    invariants: &[],
    claimed: &[],
};

/// The registry of the ledger.
pub static REGISTRY: Registry = Registry {
    actions: ACTIONS,
    specs: &const { specs::<{ ACTIONS.len() }>(ACTIONS) },
    tasks: TASKS,
    views: VIEWS,
    events: EVENTS,
    invariants: INVARIANTS,
    claimed: &[treasury::account_claimed],
};

/// Every table. Numbers: kernel 1.., identity 10.., dao 20.., treasury 40.., governance 60...
#[derive(Debug, Default)]
pub struct State {
    pub(crate) kernel: kernel::tables::Tables,
    pub(crate) identity: identity::tables::Tables,
    pub(crate) dao: dao::tables::Tables,
    pub(crate) treasury: treasury::tables::Tables,
    pub(crate) governance: governance::tables::Tables,
}

/// Where each table's journal stands.
pub type Marks = [usize; 64];

impl State {
    /// Every table.
    pub fn tables(&self) -> impl Iterator<Item = &dyn AnyTable> {
        let left = self.kernel.all().chain(self.identity.all());
        left.chain(self.dao.all()).chain(self.treasury.all()).chain(self.governance.all())
    }

    fn tables_mut(&mut self) -> impl Iterator<Item = &mut dyn AnyTable> {
        let left = self.kernel.all_mut().chain(self.identity.all_mut());
        let left = left.chain(self.dao.all_mut()).chain(self.treasury.all_mut());
        left.chain(self.governance.all_mut())
    }

    /// The table of a number.
    pub fn table(&self, number: u16) -> Option<&dyn AnyTable> {
        self.tables().find(|table| table.spec().number == number)
    }

    /// Where the journals stand.
    pub(crate) fn mark(&self) -> Marks {
        let mut marks = [0; 64];
        let mut next = marks.iter_mut();
        self.kernel.mark(&mut next);
        self.identity.mark(&mut next);
        self.dao.mark(&mut next);
        self.treasury.mark(&mut next);
        self.governance.mark(&mut next);
        marks
    }

    /// Undoes every write since the marks.
    pub(crate) fn undo_to(&mut self, marks: &Marks) {
        for (mark, table) in marks.iter().zip(self.tables_mut()) {
            table.undo_to(*mark);
        }
    }

    /// Undoes every write of the block.
    pub(crate) fn undo_all(&mut self) {
        self.undo_to(&[0; 64]);
    }

    /// Forgets the journals.
    pub(crate) fn forget(&mut self) {
        self.tables_mut().for_each(AnyTable::forget);
    }

    /// Rows changed in the block, in the order of tables and keys.
    pub(crate) fn changes(&self) -> alloc::vec::Vec<Change> {
        let mut changes = alloc::vec::Vec::new();
        for table in self.tables() {
            table.changes(&mut changes);
        }
        changes
    }

    /// What the writes since the marks really did.
    pub(crate) fn observe(&self, marks: &Marks) -> Effects {
        let mut effects = Effects::default();
        for (mark, table) in marks.iter().zip(self.tables()) {
            table.observe(*mark, &mut effects);
        }
        effects
    }

    /// Puts a row from bytes, outside any block: snapshots and published copies.
    ///
    /// # Errors
    /// Where the number names no table or bytes are not those of a row.
    pub fn load(
        &mut self,
        table: u16,
        key: &[u8],
        value: Option<&[u8]>,
    ) -> Result<(), aluma_types::DecodeError> {
        self.tables_mut()
            .find(|candidate| candidate.spec().number == table)
            .ok_or(aluma_types::DecodeError::UnknownTag)?
            .load(key, value)
    }
}

/// Whether the reader may see what belongs to a DAO.
///
/// # Errors
/// The refusal that a stranger reads: the same whether the DAO is closed or was never there.
pub fn may_read(look: &Look<'_>, dao: DaoId) -> Result<(), Refused> {
    dao::may_read(look, dao)
}
