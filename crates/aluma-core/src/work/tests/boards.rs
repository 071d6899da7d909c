//! Boards and inboxes of communities with very many tasks: nothing that is over is looked at, and what a
//! walk over every task would find is found.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, AssetId, DaoId, List, Span, Timestamp, sha256};

use crate::kernel::view::{Look, View};
use crate::registry::State;
use crate::testing::body;
use crate::work::types::{
    Bid, Ending, Job, Mode, Offer, Payer, Reviewer, Skill, Stage, TaskStage, WorkTask, Worker,
};
use crate::work::views::{BoardView, Column, Waits, WorkWaitingView};

const DAO: DaoId = DaoId(1);
const ASSET: AssetId = AssetId(1);

fn task(stage: TaskStage) -> WorkTask {
    WorkTask {
        title: body("Roof"),
        brief: body("Mend it."),
        mode: Mode::Claim { places: 1 },
        reward: Amount { asset: ASSET, units: 30 },
        fee: 0,
        panel: 0,
        payer: Payer::Account { account: AccountId(900) },
        reviewer: Reviewer::Payer,
        second: None,
        domain: None,
        skills: List::default(),
        needs: List::default(),
        size: 4,
        purpose: None,
        parent: None,
        from_job: None,
        open_for: Span::days(9),
        estimate: Span::days(2),
        grace: Span::days(2),
        terms: sha256(&[]),
        milestones: List::default(),
        sequential: false,
        rounds: 2,
        positive: false,
        outside: false,
        since: Timestamp(1),
        escrow: 1,
        left: 0,
        offers: 0,
        handover: None,
        stage,
        due: None,
    }
}

const OVER: TaskStage = TaskStage::Closed { at: Timestamp(2), how: Ending::Done };
const OPEN: TaskStage = TaskStage::Open { until: Timestamp(u64::MAX) };

fn look(state: &State) -> Look<'_> {
    Look { state, now: Timestamp(10), height: 9, reader: None, invited: None }
}

/// Tasks of one page after another.
fn whole(state: &State, view: &BoardView) -> Vec<u64> {
    let mut found = Vec::new();
    let mut view = view.clone();
    loop {
        let answer = view.answer(&look(state)).unwrap();
        found.extend(answer.tasks.iter().map(|row| row.task));
        match answer.next {
            Some(next) => view.after = Some(next),
            None => return found,
        }
    }
}

fn waiting(state: &State, account: AccountId) -> Vec<(u64, Waits)> {
    let view = WorkWaitingView { dao: DAO, account, after: None };
    let answer = view.answer(&look(state)).unwrap();
    answer.rows.iter().map(|row| (row.task, row.what)).collect()
}

fn board(column: Option<Column>, domain: Option<u32>) -> BoardView {
    BoardView { dao: DAO, column, domain, skill: None, outside: None, after: None }
}

/// A hundred thousand tasks that are over, and four that are not.
fn old_community() -> State {
    let mut state = State::default();
    for number in 1..=100_000 {
        state.work.work_tasks.put((DAO, number), task(OVER));
    }
    let skills = List::new(vec![Skill { skill: 3, weight: 1_000 }]).unwrap();
    let asked = Mode::Invite { account: AccountId(7) };
    let rows = [
        (100_001, WorkTask { domain: Some(2), left: 1, ..task(OPEN) }),
        (100_002, WorkTask { mode: asked, skills, ..task(OPEN) }),
        (
            100_003,
            WorkTask {
                reviewer: Reviewer::Account { account: AccountId(8) },
                ..task(TaskStage::Full)
            },
        ),
        (
            100_004,
            WorkTask {
                mode: Mode::Contest { prizes: List::new(vec![1]).unwrap() },
                offers: 1,
                ..task(TaskStage::Revealing { until: Timestamp(u64::MAX) })
            },
        ),
    ];
    for (number, row) in rows {
        state.work.work_tasks.put((DAO, number), row);
    }
    state.forget();
    state
}

#[test]
fn a_board_finds_what_stands_there_and_reads_nothing_else() {
    let state = old_community();
    assert_eq!(whole(&state, &board(Some(Column::Open), None)), [100_001, 100_002]);
    assert_eq!(whole(&state, &board(Some(Column::Underway), None)), [100_003, 100_004]);
    assert_eq!(whole(&state, &board(Some(Column::Open), Some(2))), [100_001]);
    assert_eq!(whole(&state, &board(None, Some(2))), [100_001]);
    assert_eq!(whole(&state, &board(None, Some(3))), [0; 0]);
    assert_eq!(whole(&state, &board(Some(Column::Over), None)).len(), 100_000);
    // What few of very many have is found, on one page after another.
    let rare = BoardView { skill: Some(3), ..board(None, None) };
    assert_eq!(whole(&state, &rare), [100_002]);
    // Over all tasks it would be a hundred million rows, and nobody would wait for it.
    for _ in 0..500 {
        board(Some(Column::Open), None).answer(&look(&state)).unwrap();
        assert_eq!(waiting(&state, AccountId(7)), [(100_002, Waits::Answer)]);
    }
}

#[test]
fn an_inbox_knows_whoever_pays_reviews_does_and_offers() {
    let mut state = old_community();
    let worker = List::new(vec![Worker { account: AccountId(9), weight: 1 }]).unwrap();
    let until = Timestamp(u64::MAX);
    let job = |stage| Job {
        task: 100_003,
        engagement: 1,
        part: 0,
        workers: worker.clone(),
        price: Amount { asset: ASSET, units: 30 },
        fee: 0,
        panel: 0,
        lasts: Span::days(2),
        work: None,
        submitted: None,
        changes: 0,
        reviewed_by: None,
        quality: None,
        stage,
        due: None,
    };
    state.work.jobs.put((DAO, 1), job(Stage::Assigned { note_until: None, until }));
    let bid = Bid::Entry { asset: ASSET, seal: sha256(&[]), work: None };
    let offer = Offer { bid, at: Timestamp(1) };
    state.work.offers.put((DAO, 100_004, AccountId(9)), offer);
    let both = [(100_003, Waits::HandIn), (100_004, Waits::Open)];
    assert_eq!(waiting(&state, AccountId(9)), both);
    assert_eq!(waiting(&state, AccountId(8)), [(0, Waits::Review); 0]);
    state.work.jobs.put((DAO, 1), job(Stage::Submitted { until, second: false }));
    assert_eq!(waiting(&state, AccountId(9)), [(100_004, Waits::Open)]);
    assert_eq!(waiting(&state, AccountId(8)), [(100_003, Waits::Review)]);
    let applied = WorkTask { mode: Mode::Apply, offers: 1, ..task(OPEN) };
    state.work.work_tasks.put((DAO, 100_005), applied);
    assert_eq!(waiting(&state, AccountId(900)), [(100_005, Waits::Choose)]);
    let over = WorkTask { mode: Mode::Apply, offers: 1, ..task(OVER) };
    state.work.work_tasks.put((DAO, 100_005), over);
    assert_eq!(waiting(&state, AccountId(900)), [(0, Waits::Choose); 0]);
}
