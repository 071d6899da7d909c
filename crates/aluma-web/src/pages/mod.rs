//! One file a page.

use std::sync::Arc;

use axum::Router;
use axum::routing::get;

use crate::visit::Web;

pub(crate) mod act;
pub(crate) mod capital;
pub(crate) mod charter;
pub(crate) mod claim;
pub(crate) mod communities;
pub(crate) mod community;
pub(crate) mod contribution;
pub(crate) mod course;
pub(crate) mod creation;
pub(crate) mod credential;
pub(crate) mod dao_uri;
pub(crate) mod demo;
pub(crate) mod design;
pub(crate) mod enter;
pub(crate) mod expelled;
pub(crate) mod fairness;
pub(crate) mod feeds;
pub(crate) mod finding;
pub(crate) mod found;
pub(crate) mod fund;
pub(crate) mod gift;
pub(crate) mod gifts;
pub(crate) mod help;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod income;
pub(crate) mod invite;
pub(crate) mod join;
pub(crate) mod keys;
pub(crate) mod learn;
pub(crate) mod lesson;
pub(crate) mod list;
pub(crate) mod mine;
pub(crate) mod missing;
pub(crate) mod payment;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod poll;
pub(crate) mod polls;
pub(crate) mod portfolio;
pub(crate) mod programme;
pub(crate) mod programmes;
pub(crate) mod proposal;
pub(crate) mod proposals;
pub(crate) mod propose;
pub(crate) mod receipt;
pub(crate) mod recover;
pub(crate) mod reviews;
pub(crate) mod roles;
pub(crate) mod round;
pub(crate) mod rounds;
pub(crate) mod sale;
pub(crate) mod search;
pub(crate) mod settings;
pub(crate) mod story;
pub(crate) mod talk;
pub(crate) mod task;
pub(crate) mod thread;
pub(crate) mod treasury;
pub(crate) mod verify;
pub(crate) mod work;
pub(crate) mod works;

/// Every page.
pub(crate) fn routes() -> Router<Arc<Web>> {
    money()
        .route("/", get(home::page))
        .route("/c", get(communities::page))
        .route("/c/{dao}", get(community::page))
        .route("/c/{dao}/invite", get(invite::page))
        .route("/c/{dao}/people", get(people::page))
        .route("/claim", get(claim::page))
        .route("/demo", get(demo::page))
        .route("/enter", get(enter::page))
        .route("/found", get(found::page))
        .route("/found/handle", get(found::short))
        .route("/join", get(join::page))
        .route("/join/preview", get(join::preview))
        .route("/mine", get(mine::page))
        .route("/recover", get(recover::page))
        .route("/recover/key", get(recover::key))
        .route("/settings", get(settings::page))
        .route("/u/{account}", get(person::page))
        .route("/c/{dao}/calendar.ics", get(feeds::calendar))
        .route("/c/{dao}/charter", get(charter::page))
        .route("/c/{dao}/dao.json", get(dao_uri::page))
        .route("/c/{dao}/feed.atom", get(feeds::atom))
        .route("/c/{dao}/history", get(history::page))
        .route("/act/{action}", get(act::page))
        .route("/c/{dao}/ask", get(polls::ask))
        .route("/c/{dao}/polls", get(polls::page))
        .route("/c/{dao}/proposals", get(proposals::page))
        .route("/c/{dao}/talk", get(talk::page))
        .route("/c/{dao}/talk/log", get(talk::log))
        .route("/c/{dao}/talk/new", get(talk::open))
        .route("/c/{dao}/talk/{thread}", get(thread::page))
        .route("/c/{dao}/fairness", get(fairness::page))
        .route("/c/{dao}/fairness/{file}", get(fairness::file))
        .route("/c/{dao}/people/{account}", get(story::page))
        .route("/c/{dao}/review", get(reviews::page))
        .route("/c/{dao}/review/claim", get(reviews::claim))
        .route("/c/{dao}/review/{evidence}", get(contribution::page))
        .route("/c/{dao}/rounds", get(rounds::page))
        .route("/c/{dao}/rounds/{round}", get(round::page))
        .route("/c/{dao}/work", get(work::page))
        .route("/c/{dao}/work/{task}", get(task::page))
        .route("/c/{dao}/propose", get(propose::page).post(propose::again))
        .route("/p/{proposal}", get(proposal::page))
        .route("/poll/{poll}", get(poll::page))
        .route("/receipt/{id}", get(receipt::page))
        .route("/receipt/{id}/proof.json", get(verify::receipt))
        .route("/design", get(design::page))
        .route("/help", get(help::page))
        .route("/search", get(search::page))
        .route("/verify", get(verify::page))
}

/// Pages of money that comes in and goes out, and of what is found and carried away.
fn money() -> Router<Arc<Web>> {
    Router::new()
        .route("/u/{account}/income", get(income::page))
        .route("/payment/{fact}", get(payment::page))
        .route("/c/{dao}/credential/{file}", get(credential::file))
        .route("/.well-known/did.json", get(credential::did))
        .route("/find/work", get(finding::work))
        .route("/find/communities", get(finding::communities))
        .route("/c/{dao}/capital", get(capital::page))
        .route("/c/{dao}/works", get(works::page))
        .route("/c/{dao}/works/{work}", get(creation::page))
        .route("/c/{dao}/capital/{sale}", get(sale::page))
        .route("/portfolio", get(portfolio::page))
        .route("/c/{dao}/treasury", get(treasury::page))
        .route("/c/{dao}/treasury/holders", get(treasury::holders))
        .route("/c/{dao}/treasury/payouts.csv", get(treasury::payouts))
        .route("/c/{dao}/gifts", get(gifts::page))
        .route("/c/{dao}/gifts/{undertaking}", get(gift::page))
        .route("/c/{dao}/gifts/{undertaking}/receipt", get(gift::receipt))
        .route("/c/{dao}/funds/{fund}", get(fund::page))
        .route("/c/{dao}/programmes", get(programmes::page))
        .route("/c/{dao}/programmes/{programme}", get(programme::page))
        .route("/c/{dao}/rewards/{claim}", get(programme::reward))
        .route("/c/{dao}/learn", get(learn::page))
        .route("/c/{dao}/learn/{course}", get(course::page))
        .route("/c/{dao}/learn/{course}/{lesson}", get(lesson::page))
}
