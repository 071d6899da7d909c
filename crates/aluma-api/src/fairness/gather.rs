//! Asks the public views for what the report counts.

use serde_json::{Value as Json, json};

use super::Found;

/// A day in milliseconds.
const DAY_MS: u64 = 86_400_000;

/// Whoever answers views by their names, as the API does.
pub trait Ask {
    /// What goes wrong.
    type Error;

    /// A view's answer.
    ///
    /// # Errors
    /// Where there is none, or none for the reader.
    fn ask(&self, view: &str, parameters: &Json) -> Result<Json, Self::Error>;
}

/// Finds what the report counts in a community, and looks at so many members, contributions, tasks and
/// rounds at most.
///
/// # Errors
/// As the views' community lets nobody read.
pub fn gather<A: Ask>(ask: &A, dao: &Json, most: usize) -> Result<Found, A::Error> {
    let mut gathering = Gathering { ask, dao, most, found: Found::default() };
    gathering.points()?;
    gathering.praise()?;
    gathering.ratings()?;
    gathering.rounds()?;
    gathering.tasks()?;
    Ok(gathering.found)
}

struct Gathering<'a, A> {
    ask: &'a A,
    dao: &'a Json,
    most: usize,
    found: Found,
}

/// A number, which JSON has as digits where it is large.
fn number(json: &Json, path: &str) -> u128 {
    let value = json.pointer(path);
    let text = || value.and_then(Json::as_str).and_then(|text| text.parse().ok());
    value.and_then(Json::as_u64).map(u128::from).or_else(text).unwrap_or(0)
}

fn id(json: &Json, path: &str) -> Option<u64> {
    json.pointer(path).and_then(Json::as_u64)
}

impl<A: Ask> Gathering<'_, A> {
    /// Rows of a list over its pages, as many as are looked at.
    fn rows(&mut self, view: &str, more: Json, list: &str) -> Result<Vec<Json>, A::Error> {
        let mut parameters = more;
        parameters["dao"] = self.dao.clone();
        let mut rows = Vec::new();
        loop {
            let mut answer = self.ask.ask(view, &parameters)?;
            if let Some(Json::Array(page)) = answer.get_mut(list).map(Json::take) {
                rows.extend(page);
            }
            let next = answer.get("next").filter(|next| !next.is_null()).cloned();
            if rows.len() > self.most || next.is_some() && rows.len() == self.most {
                self.found.cut = true;
                rows.truncate(self.most);
                return Ok(rows);
            }
            match next {
                Some(next) => parameters["after"] = next,
                None => return Ok(rows),
            }
        }
    }

    fn view(&self, view: &str, mut parameters: Json) -> Result<Json, A::Error> {
        parameters["dao"] = self.dao.clone();
        self.ask.ask(view, &parameters)
    }

    fn points(&mut self) -> Result<(), A::Error> {
        for member in self.rows("members", json!({}), "members")? {
            let standing = member.get("standing").and_then(Json::as_str).unwrap_or_default();
            let Some(account) = id(&member, "/account") else { continue };
            if !matches!(standing, "admitted" | "joined") {
                continue;
            }
            let told = self.view("reputation", json!({ "account": account }))?;
            let areas = told.get("areas").and_then(Json::as_array).cloned().unwrap_or_default();
            let whole = areas.iter().find(|area| area["domain"].is_null());
            let micro = whole.map_or(0, |area| {
                let of = |path: &str| number(area, path);
                of("/weighs_hard/micro").saturating_add(of("/weighs_soft/micro"))
            });
            self.found.points.insert(account, micro);
        }
        Ok(())
    }

    fn praise(&mut self) -> Result<(), A::Error> {
        let present = self.view("praise", json!({}))?;
        let Some(epoch) = id(&present, "/present/number") else { return Ok(()) };
        for epoch in [epoch.saturating_sub(1), epoch] {
            for row in self.rows("praise", json!({ "epoch": epoch }), "praise")? {
                let pair = id(&row, "/pair/from").zip(id(&row, "/pair/to"));
                let Some(pair) = pair else { continue };
                let praised = row.pointer("/edge/praised").and_then(Json::as_array);
                let points = praised.into_iter().flatten().map(|one| number(one, "/points")).sum();
                let slot = self.found.praise.entry(pair).or_default();
                *slot = slot.saturating_add(points);
            }
        }
        Ok(())
    }

    fn ratings(&mut self) -> Result<(), A::Error> {
        for row in self.rows("contributions", json!({}), "rows")? {
            let is_judged = row.pointer("/status/judged").is_some();
            let Some(evidence) = id(&row, "/evidence").filter(|_| is_judged) else { continue };
            let panel = self.view("panel", json!({ "evidence": evidence }))?;
            let seats = panel.get("seats").and_then(Json::as_array).cloned().unwrap_or_default();
            for seat in seats.iter().filter(|seat| !seat["rated"].is_null()) {
                if let Some(account) = id(seat, "/account") {
                    *self.found.ratings.entry(account).or_default() += 1;
                }
            }
        }
        Ok(())
    }

    fn pay(&mut self, asset: u64, account: u64, units: u128) {
        if units > 0 {
            let of = self.found.paid.entry(asset).or_default().entry(account).or_default();
            *of = of.saturating_add(units);
        }
    }

    fn rounds(&mut self) -> Result<(), A::Error> {
        for round in self.rows("rounds", json!({}), "rounds")? {
            let is_paid = round.pointer("/stage/paid").is_some();
            let asset = id(&round, "/budget/asset").filter(|_| is_paid);
            let Some((asset, number)) = asset.zip(id(&round, "/round")) else { continue };
            for part in self.rows("round-parts", json!({ "round": number }), "parts")? {
                if let Some(account) = id(&part, "/account") {
                    self.pay(asset, account, self::number(&part, "/total"));
                }
            }
        }
        Ok(())
    }

    fn tasks(&mut self) -> Result<(), A::Error> {
        for task in self.rows("board", json!({}), "tasks")? {
            let Some(task) = id(&task, "/task") else { continue };
            for row in self.rows("task", json!({ "task": task }), "jobs")? {
                self.job(&row)?;
            }
        }
        Ok(())
    }

    fn job(&mut self, row: &Json) -> Result<(), A::Error> {
        let at = id(row, "/job/stage/paid/at");
        let Some((at, job)) = at.zip(id(row, "/number")) else { return Ok(()) };
        if let Some(submitted) = id(row, "/job/submitted") {
            self.found.days.push(at.saturating_sub(submitted) / DAY_MS);
        }
        let told = self.view("job", json!({ "job": job }))?;
        let asset = id(&told, "/job/job/price/asset").unwrap_or(0);
        let list = |path: &str| told.pointer(path).and_then(Json::as_array).cloned();
        let workers = list("/job/job/workers").unwrap_or_default();
        let shares = list("/shares").unwrap_or_default();
        for (worker, share) in workers.iter().zip(&shares) {
            if let Some(account) = id(worker, "/account") {
                self.pay(asset, account, number(share, ""));
            }
        }
        Ok(())
    }
}
