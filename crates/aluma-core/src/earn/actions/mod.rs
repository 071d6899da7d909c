//! One verb per file.

pub(crate) mod attest_reward;
mod challenge_reward;
mod claim_reward;
mod close_programme;
mod confirm_reward;
pub(crate) mod flow;
mod freezing;
mod fund_programme;
mod judge_reward;
pub(crate) mod ladder;
mod open_programme;
mod pause_programme;
pub(crate) mod pooling;
mod post_bond;
pub(crate) mod purse;
mod renew_programme;
mod resume_programme;
mod revoke_attestor;
pub(crate) mod steps;
pub(crate) mod teachers;

pub(crate) use attest_reward::AttestReward;
pub(crate) use challenge_reward::ChallengeReward;
pub(crate) use claim_reward::ClaimReward;
pub(crate) use close_programme::CloseProgramme;
pub(crate) use confirm_reward::ConfirmReward;
pub(crate) use fund_programme::FundProgramme;
pub(crate) use judge_reward::JudgeReward;
pub(crate) use open_programme::OpenProgramme;
pub(crate) use pause_programme::PauseProgramme;
pub(crate) use post_bond::PostBond;
pub(crate) use renew_programme::RenewProgramme;
pub(crate) use resume_programme::ResumeProgramme;
pub(crate) use revoke_attestor::RevokeAttestor;
