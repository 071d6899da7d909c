//! A community's history as an Atom feed, and its deadlines as a calendar. Programs that fetch them
//! sign nothing and are strangers: only what everybody may read is told, and every other community
//! answers as one that is not there.

use aluma_api::Scene;
use aluma_api::problem::{Own, Refusal};
use aluma_core::dao::Visibility;
use aluma_core::dao::views::DaoAnswer;
use aluma_core::governance::views::{PollsView, ProposalsView};
use aluma_core::treasury::types::PayoutState;
use aluma_core::treasury::views::PayoutsView;
use aluma_text::Arg;
use aluma_types::{Timestamp, show};
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use crate::pages::community::{find, title};
use crate::pages::history::{Kind, rows, sentence};
use crate::parts::say::Say;
use crate::visit::Visit;

/// Octets of a calendar's line at most.
const FOLD: usize = 75;

/// GET /c/{dao}/feed.atom
pub(crate) async fn atom(visit: Visit, Path(dao): Path<String>) -> Response {
    let origin = visit.origin();
    told(visit, "application/atom+xml; charset=utf-8", move |scene| {
        feed(scene, &open(scene, &dao)?, &origin)
    })
    .await
}

/// GET /c/{dao}/calendar.ics
pub(crate) async fn calendar(visit: Visit, Path(dao): Path<String>) -> Response {
    let origin = visit.origin();
    told(visit, "text/calendar; charset=utf-8", move |scene| {
        dates(scene, &open(scene, &dao)?, &origin)
    })
    .await
}

async fn told(
    visit: Visit,
    kind: &'static str,
    job: impl FnOnce(&Scene<'_>) -> Result<String, Refusal> + Send + 'static,
) -> Response {
    match visit.as_stranger().hear(job).await {
        Ok(text) => ([(CONTENT_TYPE, kind)], text).into_response(),
        Err(told) => visit.refuse(told).await,
    }
}

/// A community that everybody may read.
fn open(scene: &Scene<'_>, dao: &str) -> Result<DaoAnswer, Refusal> {
    let dao = find(scene, dao)?;
    match dao.visibility {
        Visibility::Open => Ok(dao),
        Visibility::Listed | Visibility::Members => Err(Own::NotFound.into()),
    }
}

fn feed(scene: &Scene<'_>, dao: &DaoAnswer, origin: &str) -> Result<String, Refusal> {
    let (rows, _) = rows(scene, dao, Kind::All, 0)?;
    let home = format!("{origin}/c/{}", dao.dao.0);
    let network = scene.node().network();
    let updated = rows.first().map_or(dao.since, |row| row.time);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>urn:aluma:{network}:dao-{}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n<author><name>{}</name></author>\n",
        scene.lang.code(),
        dao.dao.0,
        xml(&title(scene, dao)),
        rfc3339(updated),
        xml(&format!("{home}/feed.atom?lang={}", scene.lang.code())),
        xml(&format!("{home}/history")),
        xml(&title(scene, dao)),
    );
    for row in &rows {
        let Some(said) = sentence(scene, row) else { continue };
        out.push_str(&format!(
            "<entry><id>urn:aluma:{network}:event-{}</id><title>{}</title><updated>{}</updated>\
             <link href=\"{}\"/></entry>\n",
            row.event.seq,
            xml(&said),
            rfc3339(row.time),
            xml(&format!("{origin}/receipt/{}", row.receipt)),
        ));
    }
    out.push_str("</feed>\n");
    Ok(out)
}

/// What comes due: its name among the others, when, what it is, where it is told.
struct Due {
    name: String,
    at: Timestamp,
    words: String,
    to: String,
}

fn dates(scene: &Scene<'_>, dao: &DaoAnswer, origin: &str) -> Result<String, Refusal> {
    let (now, network) = (scene.look(|look, _| look.now), scene.node().network());
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Aluma//Aluma//EN".to_owned(),
        format!("X-WR-CALNAME:{}", ics(&title(scene, dao))),
    ];
    for due in dues(scene, dao)? {
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@{network}.aluma", due.name),
            format!("DTSTAMP:{}", stamp(now)),
            format!("DTSTART:{}", stamp(due.at)),
            format!("SUMMARY:{}", ics(&due.words)),
            format!("URL:{origin}{}", due.to),
            "END:VEVENT".to_owned(),
        ]);
    }
    lines.push("END:VCALENDAR".to_owned());
    Ok(lines.iter().map(|line| folded(line) + "\r\n").collect())
}

fn dues(scene: &Scene<'_>, dao: &DaoAnswer) -> Result<Vec<Due>, Refusal> {
    let id = dao.dao;
    let say = |key: &str, words: String| scene.say_of(key, &[("what", Arg::Text(words))]);
    let words = |hash| crate::parts::name::words_plain(scene, hash);
    let mut all = Vec::new();
    let open = scene.view(&ProposalsView { dao: id, open: true, after: None })?;
    for row in open.proposals.iter() {
        all.push(Due {
            name: format!("proposal-{}", row.proposal.0),
            at: row.deadline,
            words: say("web-record-due-vote", words(&row.title.id)),
            to: format!("/p/{}", row.proposal.0),
        });
    }
    let polls = scene.view(&PollsView { dao: id, after: None })?;
    for row in polls.polls.iter().filter(|row| !row.closed) {
        all.push(Due {
            name: format!("poll-{}", row.poll.0),
            at: row.closes_at,
            words: say("web-record-due-poll", words(&row.question.id)),
            to: format!("/poll/{}", row.poll.0),
        });
    }
    let payouts = scene.view(&PayoutsView { dao: id, account: None, after: None })?;
    for row in payouts.rows.iter() {
        let PayoutState::Asked { until } = row.payout.state else { continue };
        let sum = Arg::Amount(row.payout.amount);
        all.push(Due {
            name: format!("payout-{}-{}", id.0, row.number),
            at: until,
            words: scene.say_of("web-record-due-payout", &[("sum", sum)]),
            to: format!("/c/{}/treasury", id.0),
        });
    }
    if let Some(until) = dao.inside.as_ref().and_then(|inside| inside.season_until) {
        all.push(Due {
            name: format!("season-{}", id.0),
            at: until,
            words: scene.say("web-record-due-season"),
            to: format!("/c/{}", id.0),
        });
    }
    all.sort_by_key(|due| due.at);
    Ok(all)
}

/// Text inside XML: what has a meaning there is escaped, what may not stand there is left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Text as a calendar has it: one line, nothing that ends a value or begins another.
fn ics(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line in pieces of at most 75 octets, none of them inside a letter.
fn folded(line: &str) -> String {
    let (mut out, mut width) = (String::with_capacity(line.len()), 0);
    for c in line.chars() {
        if width + c.len_utf8() > FOLD {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out
}

/// `20261123T100000Z`
fn stamp(time: Timestamp) -> String {
    let text = rfc3339(time);
    text.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

/// `2026-11-23T10:00:00Z`: to the second.
fn rfc3339(time: Timestamp) -> String {
    let (year, month, day) = show::date(time);
    let second = time.0 / 1_000 % 86_400;
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z", second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_as_programs_read_them() {
        let time = Timestamp(1_795_428_059_999);
        assert_eq!(rfc3339(time), "2026-11-23T10:00:59Z");
        assert_eq!(stamp(time), "20261123T100059Z");
        assert_eq!(rfc3339(Timestamp(86_399_000)), "1970-01-01T23:59:59Z");
    }

    #[test]
    fn what_people_wrote_cannot_leave_its_place() {
        assert_eq!(
            xml("</title><script>&\"'\u{8}\n"),
            "&lt;/title&gt;&lt;script&gt;&amp;&quot;&#39; "
        );
        assert_eq!(ics("a;b,c\\d\r\nEND:VEVENT"), "a\\;b\\,c\\\\d\\nEND:VEVENT");
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let line = "א".repeat(100);
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|piece| piece.len() <= 75), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), line);
        assert_eq!(super::folded(&"a".repeat(75)), "a".repeat(75));
        assert_eq!(super::folded(&"a".repeat(76)), format!("{}\r\n a", "a".repeat(75)));
    }
}
