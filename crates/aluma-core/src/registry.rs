//! THE list: domains, actions, tasks, views, tables and refusals, each with its number. Numbers are
//! unique by test and never reused. Adding an action is one line here and one file in its domain.

use crate::dao::{CharterLaw, ParameterSpec, SectionSpec};
use crate::identity::rules::drawing::Sponsor;
use crate::kernel::action::{ActionEntry, Registry, TaskEntry, action, carrier, specs, task};
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::event::Circle;
use crate::kernel::invariants::Invariant;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::table::{AnyTable, Change, Shown};
use crate::kernel::view::{Look, ViewEntry, view};
use crate::{
    dao, discussion, earn, governance, grants, identity, invest, kernel, learn, reputation, review,
    treasury, work, works,
};
use aluma_types::spec::{IdKind, TypeSpec};
use aluma_types::{AccountId, AssetId, Canon, DaoId, Hash32, PollId, ProposalId, Timestamp};

/// Actions by number: identity 1.., dao 20.., treasury 40.. and 80..,
/// governance 60..; dao again 120..; discussion 130.., reputation
/// 150.., review 170.., work 190.., grants 220..,
/// earn 240.., learn 253.., works 265.., invest 270...
const ACTIONS: &[ActionEntry] = &[
    action::<identity::actions::AddKey>(1),
    action::<identity::actions::Claim>(2),
    action::<identity::actions::GrantKey>(3),
    action::<identity::actions::RevokeKey>(4),
    action::<identity::actions::RemoveKey>(5),
    action::<identity::actions::Veto>(6),
    action::<identity::actions::SetGuardians>(7),
    action::<identity::actions::Recover>(8),
    action::<identity::actions::CancelRecovery>(9),
    action::<dao::actions::Invite>(20),
    action::<dao::actions::Join>(21),
    action::<dao::actions::Admit>(22),
    action::<dao::actions::Leave>(23),
    action::<dao::actions::Enroll>(24),
    action::<dao::actions::Amend>(25),
    action::<dao::actions::Object>(26),
    action::<treasury::actions::OpenDomain>(27),
    action::<treasury::actions::CloseDomain>(28),
    action::<dao::actions::DefineRole>(29),
    action::<dao::actions::SetRole>(30),
    action::<dao::actions::GiveRole>(31),
    action::<dao::actions::RevokeRole>(32),
    action::<dao::actions::RenounceRole>(33),
    action::<dao::actions::JudgeRole>(34),
    carrier::<dao::actions::ActByRole>(35),
    action::<dao::actions::PauseActions>(36),
    action::<dao::actions::EndPauseNow>(37),
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
    action::<dao::actions::Expel>(100),
    action::<dao::actions::Reinstate>(101),
    action::<governance::actions::AppealExpulsion>(102),
    action::<dao::actions::Register>(103),
    action::<dao::actions::JoinAs>(104),
    action::<dao::actions::DeclareAway>(105),
    action::<dao::actions::ComeBack>(106),
    action::<dao::actions::InviteDao>(107),
    action::<dao::actions::JoinAsDao>(108),
    action::<dao::actions::ChangeManner>(120),
    action::<discussion::actions::OpenThread>(130),
    action::<discussion::actions::SayPost>(131),
    action::<discussion::actions::EditPost>(132),
    action::<discussion::actions::ErasePost>(133),
    action::<discussion::actions::React>(134),
    action::<discussion::actions::WithdrawReaction>(135),
    action::<discussion::actions::CloseThread>(136),
    action::<discussion::actions::ReopenThread>(137),
    action::<discussion::actions::HidePost>(138),
    action::<discussion::actions::ShowPost>(139),
    action::<discussion::actions::LockThread>(140),
    action::<discussion::actions::UnlockThread>(141),
    action::<discussion::actions::AppealHiding>(142),
    action::<discussion::actions::JudgeHiding>(143),
    action::<reputation::actions::Praise>(150),
    action::<reputation::actions::Thank>(151),
    action::<reputation::actions::TakeTier>(152),
    action::<reputation::actions::NameSteward>(153),
    action::<reputation::actions::RecallSteward>(154),
    action::<review::actions::ClaimContribution>(170),
    action::<review::actions::WithdrawClaim>(171),
    action::<review::actions::DeclareReviews>(172),
    action::<review::actions::SealReview>(173),
    action::<review::actions::RevealReview>(174),
    action::<review::actions::AppealScore>(175),
    action::<review::actions::DisputeScore>(176),
    action::<work::actions::PublishTask>(190),
    action::<work::actions::CancelTask>(191),
    action::<work::actions::TakeTask>(192),
    action::<work::actions::ApplyForTask>(193),
    action::<work::actions::WithdrawOffer>(194),
    action::<work::actions::ChooseApplicant>(195),
    action::<work::actions::NoteProgress>(196),
    action::<work::actions::HandBack>(197),
    action::<work::actions::HandIn>(198),
    action::<work::actions::ReviewWork>(199),
    action::<work::actions::AppealWork>(200),
    action::<work::actions::DisputeWork>(201),
    action::<work::actions::DecideWork>(202),
    action::<work::actions::EnterContest>(203),
    action::<work::actions::OpenEntry>(204),
    action::<work::actions::AwardPrizes>(205),
    action::<work::actions::ClaimWork>(206),
    action::<grants::actions::OpenRound>(220),
    action::<grants::actions::CancelRound>(221),
    action::<grants::actions::PraiseInRound>(222),
    action::<grants::actions::AssignRaters>(223),
    action::<grants::actions::RatePraise>(224),
    action::<grants::actions::RecordPraise>(225),
    action::<grants::actions::CloseRecord>(226),
    action::<grants::actions::GiveInCircle>(227),
    action::<grants::actions::Nominate>(228),
    action::<grants::actions::CastRetroBallot>(229),
    action::<reputation::actions::RecordPast>(233),
    action::<reputation::actions::TakePast>(234),
    action::<reputation::actions::StrikePast>(235),
    action::<reputation::actions::NameSkills>(236),
    action::<work::actions::BringDrafts>(237),
    action::<work::actions::LinkDraft>(238),
    action::<earn::actions::OpenProgramme>(240),
    action::<earn::actions::FundProgramme>(241),
    action::<earn::actions::PauseProgramme>(242),
    action::<earn::actions::ResumeProgramme>(243),
    action::<earn::actions::CloseProgramme>(244),
    action::<earn::actions::RenewProgramme>(245),
    action::<earn::actions::ClaimReward>(246),
    action::<earn::actions::AttestReward>(247),
    action::<earn::actions::PostBond>(248),
    action::<earn::actions::ConfirmReward>(249),
    action::<earn::actions::ChallengeReward>(250),
    action::<earn::actions::JudgeReward>(251),
    action::<earn::actions::RevokeAttestor>(252),
    action::<learn::actions::NameCourse>(253),
    action::<learn::actions::ReviseCourse>(254),
    action::<learn::actions::BeginCourse>(255),
    action::<learn::actions::ProveStep>(256),
    action::<learn::actions::HandInPractical>(257),
    action::<works::actions::RegisterWork>(265),
    action::<works::actions::AnswerWork>(266),
    action::<works::actions::OfferWork>(267),
    action::<works::actions::BuyWork>(268),
    action::<works::actions::UseWork>(269),
    action::<invest::actions::OpenSale>(270),
    action::<invest::actions::BuyShares>(271),
    action::<invest::actions::SealBid>(272),
    action::<invest::actions::OpenBid>(273),
    action::<invest::actions::LeaveWithPart>(274),
    action::<invest::actions::ShareIncome>(275),
    action::<invest::actions::StopSharing>(276),
    action::<invest::actions::WithdrawLeaving>(277),
    action::<invest::actions::CancelSale>(278),
    action::<grants::actions::OpenGiftPot>(285),
    action::<grants::actions::GiveForPurpose>(286),
    action::<grants::actions::PledgeMatch>(287),
    action::<grants::actions::HandInMilestone>(288),
    action::<grants::actions::JudgeMilestone>(289),
    action::<grants::actions::TellWhatCame>(290),
    action::<grants::actions::OfferGrant>(291),
    action::<grants::actions::AcceptGrant>(292),
    action::<grants::actions::OpenFund>(293),
    action::<grants::actions::EnterProject>(294),
    action::<grants::actions::FundProject>(295),
    action::<grants::actions::DeclineGrant>(296),
    action::<grants::actions::WithdrawProject>(297),
];

/// Tasks by number.
const TASKS: &[TaskEntry] = &[
    task::<identity::tasks::EndKey>(),
    task::<identity::tasks::RemoveKey>(),
    task::<identity::tasks::ChangeGuardians>(),
    task::<identity::tasks::FinishRecovery>(),
    task::<dao::tasks::EndSeason>(),
    task::<dao::tasks::AdmitApplicant>(),
    task::<dao::tasks::EndInvitation>(),
    task::<dao::tasks::EndTerm>(),
    task::<dao::tasks::EndPause>(),
    task::<dao::tasks::EndExpulsion>(),
    task::<dao::tasks::EndAway>(),
    task::<dao::tasks::EndGuest>(),
    task::<treasury::tasks::EndReservation>(),
    task::<treasury::tasks::CountShares>(),
    task::<treasury::tasks::PayStream>(),
    task::<treasury::tasks::EndPayout>(),
    task::<discussion::tasks::EndHearing>(),
    task::<discussion::tasks::EndLock>(),
    task::<reputation::tasks::Rewind>(),
    task::<reputation::tasks::ForgetClock>(),
    task::<reputation::tasks::EndEpoch>(),
    task::<review::tasks::DrawPanel>(),
    task::<review::tasks::EndStage>(),
    task::<review::tasks::WeighCandidates>(),
    task::<review::tasks::PayReviewers>(),
    task::<governance::tasks::Close>(),
    task::<governance::tasks::Enact>(),
    task::<governance::tasks::Archive>(),
    task::<governance::tasks::ClosePoll>(),
    task::<governance::tasks::Review>(),
    task::<work::tasks::TaskDue>(),
    task::<work::tasks::JobDue>(),
    task::<work::tasks::ClaimDue>(),
    task::<grants::tasks::CloseRound>(),
    task::<earn::tasks::RewardDue>(),
    task::<earn::tasks::SharePool>(),
    task::<earn::tasks::TeachersDue>(),
    task::<earn::tasks::ProgrammeDue>(),
    task::<learn::tasks::LearnDue>(),
    task::<grants::tasks::UndertakingDue>(),
    task::<grants::tasks::FundDue>(),
    task::<grants::tasks::ReturnSupport>(),
    task::<invest::tasks::SaleDue>(),
    task::<invest::tasks::ExitDue>(),
    task::<invest::tasks::LotDue>(),
    task::<invest::tasks::SharingDue>(),
    task::<works::tasks::WorkDue>(),
    task::<works::tasks::OfferDue>(),
];

/// Views by name.
const VIEWS: &[ViewEntry] = &[
    view::<identity::views::AccountView>(),
    view::<identity::views::AccountsView>(),
    view::<identity::views::AllowanceView>(),
    view::<identity::views::RecoveryView>(),
    view::<dao::views::CharterView>(),
    view::<dao::views::DaoView>(),
    view::<dao::views::DaosView>(),
    view::<dao::views::DomainsView>(),
    view::<dao::views::InvitationView>(),
    view::<dao::views::InvitationsView>(),
    view::<dao::views::MembersView>(),
    view::<dao::views::MembershipsView>(),
    view::<dao::views::NameView>(),
    view::<dao::views::RolesView>(),
    view::<treasury::views::AssetView>(),
    view::<treasury::views::BalancesView>(),
    view::<treasury::views::BatchView>(),
    view::<treasury::views::DividendsView>(),
    view::<treasury::views::IncomesView>(),
    view::<treasury::views::PayersView>(),
    view::<treasury::views::ItemView>(),
    view::<treasury::views::ItemsView>(),
    view::<treasury::views::PayoutsView>(),
    view::<treasury::views::StreamsView>(),
    view::<treasury::views::TreasuryView>(),
    view::<discussion::views::ModerationView>(),
    view::<discussion::views::PostView>(),
    view::<discussion::views::ThreadView>(),
    view::<discussion::views::ThreadsView>(),
    view::<reputation::views::ClustersView>(),
    view::<reputation::views::PastView>(),
    view::<reputation::views::SkillsView>(),
    view::<reputation::views::ExplainView>(),
    view::<reputation::views::PraiseView>(),
    view::<reputation::views::ReputationView>(),
    view::<reputation::views::TotalsView>(),
    view::<reputation::views::CertificateView>(),
    view::<reputation::views::TiersView>(),
    view::<review::views::CalibrationView>(),
    view::<review::views::ContributionView>(),
    view::<review::views::ContributionsView>(),
    view::<review::views::DrawView>(),
    view::<review::views::MyReviewsView>(),
    view::<review::views::PanelView>(),
    view::<review::views::RegardsView>(),
    view::<governance::views::BallotsView>(),
    view::<governance::views::DraftView>(),
    view::<governance::views::DelegationsView>(),
    view::<governance::views::ExpulsionsView>(),
    view::<governance::views::PollView>(),
    view::<governance::views::PollsView>(),
    view::<governance::views::ProposalView>(),
    view::<governance::views::ProposalsView>(),
    view::<governance::views::TallyView>(),
    view::<governance::views::WaitingView>(),
    view::<governance::views::WeightView>(),
    view::<earn::views::AttestorsView>(),
    view::<earn::views::EarningsView>(),
    view::<earn::views::ProgrammeView>(),
    view::<earn::views::ProgrammesView>(),
    view::<earn::views::RewardClaimView>(),
    view::<earn::views::RewardClaimsView>(),
    view::<learn::views::CourseView>(),
    view::<learn::views::CoursesView>(),
    view::<learn::views::LearningView>(),
    view::<learn::views::MasteriesView>(),
    view::<learn::views::MasteryCertificateView>(),
    view::<learn::views::MyLearningView>(),
    view::<grants::views::EntriesView>(),
    view::<grants::views::PartsView>(),
    view::<grants::views::RoundsView>(),
    view::<grants::views::GiftsView>(),
    view::<grants::views::CandidatesView>(),
    view::<grants::views::BallotsView>(),
    view::<grants::views::ExplainPayoutView>(),
    view::<grants::views::GiftPotsView>(),
    view::<grants::views::GrantOffersView>(),
    view::<grants::views::UndertakingView>(),
    view::<grants::views::GiversView>(),
    view::<grants::views::MyGiftsView>(),
    view::<grants::views::FundsView>(),
    view::<grants::views::FundView>(),
    view::<grants::views::FundSupportsView>(),
    view::<work::views::BoardView>(),
    view::<work::views::DraftsView>(),
    view::<work::views::JobView>(),
    view::<work::views::MovesView>(),
    view::<work::views::MyWorkView>(),
    view::<work::views::PayerView>(),
    view::<work::views::TaskView>(),
    view::<work::views::WorkWaitingView>(),
    view::<invest::views::SalesView>(),
    view::<invest::views::SaleView>(),
    view::<invest::views::CapTableView>(),
    view::<invest::views::ExitQuoteView>(),
    view::<invest::views::PortfolioView>(),
    view::<works::views::WorksView>(),
    view::<works::views::WorkView>(),
];

/// Laws of every block.
const INVARIANTS: &[Invariant] = &[
    identity::CLAIMED_HAVE_KEYS,
    dao::BELONGING,
    dao::HEADS,
    dao::ROLES,
    dao::WHOLE,
    treasury::CONSERVATION,
    treasury::PROMISES,
    treasury::DIVIDENDS,
    treasury::ITEMS,
    treasury::SHARES,
    discussion::THREADS,
    discussion::REACTIONS,
    reputation::POINTS,
    reputation::RECORDS,
    reputation::PAST,
    review::LINES,
    review::DESKS,
    review::SHARED,
    review::PAY,
    governance::TALLIES,
    governance::WITHIN,
    work::TRUST,
    grants::SHARED,
    grants::COUNTED,
    grants::GIVEN,
    earn::TRUST,
    earn::RESERVED,
    earn::BONDS,
    learn::LADDERS,
    grants::KEPT,
    grants::FUNDED,
    invest::DEPOSITS,
    invest::SOLD,
    invest::LEAVING,
    works::REGISTERED,
    works::USED,
];

/// Events by domain.
const EVENTS: &[(&str, &TypeSpec)] = &[
    ("identity", <identity::Event as Canon>::SPEC),
    ("dao", <dao::Event as Canon>::SPEC),
    ("treasury", <treasury::Event as Canon>::SPEC),
    ("discussion", <discussion::Event as Canon>::SPEC),
    ("reputation", <reputation::Event as Canon>::SPEC),
    ("review", <review::Event as Canon>::SPEC),
    ("governance", <governance::Event as Canon>::SPEC),
    ("work", <work::Event as Canon>::SPEC),
    ("grants", <grants::Event as Canon>::SPEC),
    ("earn", <earn::Event as Canon>::SPEC),
    ("learn", <learn::Event as Canon>::SPEC),
    ("invest", <invest::Event as Canon>::SPEC),
    ("works", <works::Event as Canon>::SPEC),
];

/// Refusals by domain: number and name of each.
pub const REFUSALS: &[(&str, &[(u16, &str)])] = &[
    ("kernel", kernel::dispatch::Refusal::LIST),
    ("identity", identity::Refusal::LIST),
    ("dao", dao::Refusal::LIST),
    ("treasury", treasury::Refusal::LIST),
    ("discussion", discussion::Refusal::LIST),
    ("reputation", reputation::Refusal::LIST),
    ("review", review::Refusal::LIST),
    ("governance", governance::Refusal::LIST),
    ("work", work::Refusal::LIST),
    ("grants", grants::Refusal::LIST),
    ("earn", earn::Refusal::LIST),
    ("learn", learn::Refusal::LIST),
    ("invest", invest::Refusal::LIST),
    ("works", works::Refusal::LIST),
];

/// Refusals that nothing could provoke and that are gone. Their numbers are never given again.
pub const RETIRED: &[(u16, &str)] = &[(4, "too-costly"), (104, "wrong-secret")];

/// Parameters of the charter by domain.
pub static PARAMETERS: &[&[&ParameterSpec]] = &[
    dao::PARAMETERS,
    treasury::charter::PARAMETERS,
    discussion::charter::PARAMETERS,
    reputation::charter::PARAMETERS,
    review::charter::PARAMETERS,
    &governance::charter::PARAMETERS,
    work::charter::PARAMETERS,
    invest::charter::PARAMETERS,
];

/// Sections of the charter by domain.
pub static SECTIONS: &[&[&SectionSpec]] = &[
    dao::charter::SECTIONS,
    treasury::charter::SECTIONS,
    discussion::charter::SECTIONS,
    reputation::charter::SECTIONS,
    review::charter::SECTIONS,
    governance::rules::sections::SECTIONS,
    work::charter::SECTIONS,
    invest::charter::SECTIONS,
];

/// Laws across the parameters of a charter.
pub static CHARTER_LAWS: &[CharterLaw] = governance::rules::laws::LAWS;

/// Laws across a charter and the assets it names.
pub static ASSET_LAWS: &[dao::AssetLaw] = &[governance::rules::laws::shares_can_vote];

/// Laws across a charter and what it would become.
pub static AMENDMENT_LAWS: &[dao::AmendmentLaw] = &[invest::promise_is_kept];

/// Laws across a DAO and when voting on what it carries out now began.
pub static ENACTMENT_LAWS: &[governance::EnactmentLaw] = &[invest::enough_stayed];

/// Whether an asset is one that a DAO issues itself and that carries votes.
pub(crate) fn votes_in(state: &State, dao: DaoId, asset: AssetId) -> bool {
    treasury::is_voting(state, asset)
        && treasury::asset(state, asset).is_some_and(|row| row.dao == dao)
}

/// A registry of nothing: what tests begin from.
pub const EMPTY: Registry = Registry {
    actions: &[],
    specs: &[],
    tasks: &[],
    views: &[],
    events: &[],
    invariants: &[],
    gates: &[],
    claimed: &[],
    stood: &[],
    came_back: &[],
    epochs: &[],
    judged: &[],
    came_in: &[],
    erased: &[],
};

/// The registry of the ledger.
pub static REGISTRY: Registry = Registry {
    actions: ACTIONS,
    specs: &const { specs::<{ ACTIONS.len() }>(ACTIONS) },
    tasks: TASKS,
    views: VIEWS,
    events: EVENTS,
    invariants: INVARIANTS,
    gates: &[dao::gate],
    claimed: &[treasury::account_claimed],
    stood: &[
        treasury::vote_changed,
        reputation::vote_changed,
        review::stood,
        governance::vote_lost,
    ],
    came_back: &[reputation::came_back],
    epochs: &[review::epoch_closed],
    judged: &[work::judged],
    came_in: &[invest::income_came_in],
    erased: &[discussion::erased],
};

/// Every table. Numbers: kernel 1.., identity 10.., dao 20.., treasury 40.., governance 60..,
/// discussion 80.., reputation 90.., review 110.., work 125.., grants 140.., earn 165.., learn 172..,
/// invest 185.., works 201.., and 139 the escrows of treasury.
#[derive(Debug, Default)]
pub struct State {
    pub(crate) kernel: kernel::tables::Tables,
    pub(crate) identity: identity::tables::Tables,
    pub(crate) dao: dao::tables::Tables,
    pub(crate) treasury: treasury::tables::Tables,
    pub(crate) discussion: discussion::tables::Tables,
    pub(crate) reputation: reputation::tables::Tables,
    pub(crate) review: review::tables::Tables,
    pub(crate) governance: governance::tables::Tables,
    pub(crate) work: work::tables::Tables,
    pub(crate) grants: grants::tables::Tables,
    pub(crate) earn: earn::tables::Tables,
    pub(crate) invest: invest::tables::Tables,
    pub(crate) learn: learn::tables::Tables,
    pub(crate) works: works::tables::Tables,
}

/// Where each table's journal stands.
/// Room for more of them than there are; a test compares.
pub type Marks = [usize; 224];

impl State {
    /// Every table.
    pub fn tables(&self) -> impl Iterator<Item = &dyn AnyTable> {
        let left = self.kernel.all().chain(self.identity.all());
        let left = left.chain(self.dao.all()).chain(self.treasury.all());
        let left = left.chain(self.discussion.all()).chain(self.reputation.all());
        let left = left.chain(self.review.all()).chain(self.governance.all());
        let left = left.chain(self.work.all()).chain(self.grants.all());
        let left = left.chain(self.earn.all()).chain(self.invest.all());
        left.chain(self.works.all()).chain(self.learn.all())
    }

    fn tables_mut(&mut self) -> impl Iterator<Item = &mut dyn AnyTable> {
        let left = self.kernel.all_mut().chain(self.identity.all_mut());
        let left = left.chain(self.dao.all_mut()).chain(self.treasury.all_mut());
        let left = left.chain(self.discussion.all_mut()).chain(self.reputation.all_mut());
        let left = left.chain(self.review.all_mut()).chain(self.governance.all_mut());
        let left = left.chain(self.work.all_mut()).chain(self.grants.all_mut());
        let left = left.chain(self.earn.all_mut()).chain(self.invest.all_mut());
        left.chain(self.works.all_mut()).chain(self.learn.all_mut())
    }

    /// Tables whose rows are everybody's: they need no salts, and their proofs show absence too.
    pub fn open_tables(&self) -> impl Iterator<Item = u16> {
        let specs = self.tables().map(AnyTable::spec);
        specs.filter(|spec| spec.shown == Shown::Everybody).map(|spec| spec.number)
    }

    /// The table of a number.
    pub fn table(&self, number: u16) -> Option<&dyn AnyTable> {
        self.tables().find(|table| table.spec().number == number)
    }

    /// Where the journals stand.
    pub(crate) fn mark(&self) -> Marks {
        let mut marks = [0; 224];
        let mut next = marks.iter_mut();
        self.kernel.mark(&mut next);
        self.identity.mark(&mut next);
        self.dao.mark(&mut next);
        self.treasury.mark(&mut next);
        self.discussion.mark(&mut next);
        self.reputation.mark(&mut next);
        self.review.mark(&mut next);
        self.governance.mark(&mut next);
        self.work.mark(&mut next);
        self.grants.mark(&mut next);
        self.earn.mark(&mut next);
        self.invest.mark(&mut next);
        self.works.mark(&mut next);
        self.learn.mark(&mut next);
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
        self.undo_to(&[0; 224]);
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

/// The community that an id in an act's fields leads to: the DAO itself, or that of a proposal or
/// poll. Inside, `None` is one that is not there.
pub(crate) fn home_of(state: &State, kind: IdKind, id: u64) -> Option<Option<DaoId>> {
    match kind {
        IdKind::DaoId => Some(Some(DaoId(id))),
        IdKind::ProposalId => Some(governance::home_of_proposal(state, ProposalId(id))),
        IdKind::PollId => Some(governance::home_of_poll(state, PollId(id))),
        IdKind::AccountId | IdKind::AssetId | IdKind::PotId => None,
    }
}

/// Whether a piece of work was accepted and somebody did it, alone or with others: rounds ask, which do
/// not know work.
pub(crate) fn did_job(state: &State, job: (DaoId, u64), account: AccountId) -> bool {
    work::did(state, job, account)
}

/// Whether somebody learned a skill so well and still has it: tasks ask, which do not know courses.
pub(crate) fn masters(
    state: &State,
    of: (DaoId, AccountId),
    skill: (u32, reputation::types::Level),
    now: Timestamp,
) -> bool {
    learn::masters(state, of, skill, now)
}

/// The course that teaches a skill in a DAO; 0 where none does: tasks ask, which do not know courses.
pub(crate) fn teaches(state: &State, dao: DaoId, skill: u32) -> u64 {
    learn::teaches(state, dao, skill)
}

/// Somebody was paid by somebody, or by the community, for work that took a skill: they have it for longer,
/// and who taught it is paid.
///
/// # Errors
/// [`Broken`] where less lies in trust than is counted.
pub(crate) fn skill_used(
    ctx: &mut Ctx<'_>,
    of: (DaoId, AccountId),
    skill: u32,
    payer: Option<AccountId>,
) -> Result<(), Broken> {
    learn::used(ctx, of, skill, payer)
}

/// A claim for a part of a course came to an end; whether what is set aside for it stays the learner's.
/// Programmes ask, which do not know courses.
///
/// # Errors
/// [`Broken`] where something that was found is not there.
pub(crate) fn lesson_over(
    ctx: &mut Ctx<'_>,
    key: (DaoId, u64),
    claim: &earn::types::RewardClaim,
    end: earn::types::LessonEnd,
) -> Result<bool, Broken> {
    learn::claim_over(ctx, key, claim, end)
}

/// Who helps the learner whose claim it is: they do not judge it.
pub(crate) fn helped(
    state: &State,
    dao: DaoId,
    claim: &earn::types::RewardClaim,
) -> Option<AccountId> {
    learn::mentor_of(state, dao, claim)
}

/// By programme, what is set aside for those who learn, and how many they are.
pub(crate) fn learners(state: &State) -> learn::Learners {
    learn::learners(state)
}

/// How many pieces of work somebody did in a DAO that were accepted and paid: programmes ask, which do not
/// know work.
pub(crate) fn jobs_accepted(state: &State, dao: DaoId, account: AccountId) -> u32 {
    work::accepted(state, dao, account)
}

/// Who pays for what an account does in a DAO beyond its own allowance: the DAO, where its charter
/// says so, for its admitted members.
pub(crate) fn sponsor_of(state: &State, dao: DaoId, account: AccountId) -> Option<Sponsor> {
    dao::charter::sponsor(state, dao, account)
}

/// Whether the reader may see what belongs to a DAO.
///
/// # Errors
/// The refusal that a stranger reads: the same whether the DAO is closed or was never there.
pub fn may_read(look: &Look<'_>, dao: DaoId) -> Result<(), Refused> {
    dao::may_read(look, dao)
}

/// The innermost circle of a DAO's readers that the reader belongs to; none where they may not read
/// it.
pub fn circle_of(look: &Look<'_>, dao: DaoId) -> Option<Circle> {
    dao::circle_of(look, dao)
}

/// Whether the reader may read a text whose id they were shown: what a moderator hid is for few.
pub fn sees_words(look: &Look<'_>, words: &Hash32) -> bool {
    discussion::sees_words(look, words)
}

/// Why people voted as they did on a proposal, in the order of accounts, after one of them.
pub(crate) fn reasons_of(
    state: &State,
    proposal: ProposalId,
    after: Option<AccountId>,
) -> impl Iterator<Item = discussion::types::VoteReason> {
    governance::reasons_of(state, proposal, after)
}

/// Whether the reader may know that there is such a DAO.
///
/// # Errors
/// The same refusal whether the DAO is closed to the reader or was never there.
pub fn known(look: &Look<'_>, dao: DaoId) -> Result<(), Refused> {
    if dao::may_know(look, dao) { Ok(()) } else { Err(dao::Refusal::NoSuchDao.into()) }
}
