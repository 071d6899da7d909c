//! One verb per file; [`flow`] is how tasks and work go on, [`prizes`] how a contest ends, [`panels`] what
//! others decide.

mod appeal_work;
mod apply_for_task;
mod award_prizes;
mod bring_drafts;
mod cancel_task;
mod choose_applicant;
mod claim_work;

mod decide_work;
mod dispute_work;
mod enter_contest;
pub(crate) mod flow;
mod hand_back;
mod hand_in;
mod link_draft;
mod note_progress;
mod open_entry;
pub(super) mod panels;
pub(super) mod prizes;
mod publish_task;
mod review_work;
pub(super) mod steps;
mod take_task;
mod withdraw_offer;

pub(crate) use appeal_work::AppealWork;
pub(crate) use apply_for_task::ApplyForTask;
pub(crate) use award_prizes::AwardPrizes;
pub(crate) use bring_drafts::BringDrafts;
pub(crate) use cancel_task::CancelTask;
pub(crate) use choose_applicant::ChooseApplicant;
pub(crate) use claim_work::ClaimWork;
pub(crate) use decide_work::DecideWork;
pub(crate) use dispute_work::DisputeWork;
pub(crate) use enter_contest::EnterContest;
pub(crate) use hand_back::HandBack;
pub(crate) use hand_in::HandIn;
pub(crate) use link_draft::LinkDraft;
pub(crate) use note_progress::NoteProgress;
pub(crate) use open_entry::OpenEntry;
pub(crate) use publish_task::PublishTask;
pub(crate) use review_work::ReviewWork;
#[cfg(any(test, feature = "testing"))]
pub(crate) use review_work::Verdict;
pub(crate) use take_task::TakeTask;
pub(crate) use withdraw_offer::WithdrawOffer;
