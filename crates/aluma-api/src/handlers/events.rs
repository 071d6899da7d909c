//! Facts in their order, as far as the reader may see them.

use aluma_core::kernel::view::Look;
use aluma_core::registry::{circle_of, may_read};
use aluma_index::{Audience, EventRow, Page};
use aluma_types::DaoId;
use aluma_types::json::{Resolve, to_json};
use aluma_types::spec::IdKind;
use axum::response::Response;
use serde_json::{Value as Json, json};

use crate::call::Call;
use crate::input::{self, Pairs};
use crate::problem::{Own, Refusal};
use crate::scene::{Parameters, Scene};

/// Rows in one answer at most, and where nobody says otherwise.
pub(crate) const LIMITS: (u64, u64) = (1_000, 100);

/// GET /v1/events?dao=&after=&limit=
pub(crate) async fn events(call: Call, Pairs(pairs): Pairs) -> Response {
    call.answer(move |scene| {
        let mut query = input::Query::new(pairs)?;
        let dao = dao(scene, &mut query)?;
        let page = page(&mut query)?;
        query.finish()?;
        let audience = audience(scene, dao)?;
        let rows = scene.app.index.events(dao, &audience, page).map_err(|_| Own::Internal)?;
        let next = rows.get(page.limit.saturating_sub(1)).map(|row| row.seq.to_string());
        let told: Vec<_> = rows.iter().map(|row| event_json(scene, row)).collect();
        Ok(json!({ "events": told, "next": next }))
    })
    .await
}

/// The community that a question is about, which the reader must be able to see.
pub(crate) fn dao(scene: &Scene<'_>, query: &mut input::Query) -> Result<Option<DaoId>, Refusal> {
    let Some(text) = query.take("dao") else { return Ok(None) };
    let bad = || Refusal::at(Own::BadParameter, "dao");
    let id = match text.parse::<u64>() {
        Ok(id) => Some(id),
        Err(_) => {
            let handle = text.strip_prefix('@').unwrap_or(&text);
            Parameters(scene).handle(IdKind::DaoId, handle)
        }
    };
    let dao = DaoId(id.ok_or_else(bad)?);
    scene.look(|look, _| may_read(look, dao))?;
    Ok(Some(dao))
}

/// Cursor and length of an answer.
pub(crate) fn page(query: &mut input::Query) -> Result<Page, Refusal> {
    let after = query.number("after")?.unwrap_or(0);
    let bad = |name| Refusal::at(Own::BadParameter, name);
    let after = i64::try_from(after).map_err(|_| bad("after"))?.unsigned_abs();
    let limit = query.number("limit")?.unwrap_or(LIMITS.1);
    if limit == 0 || limit > LIMITS.0 {
        return Err(bad("limit"));
    }
    Ok(Page { after, limit: usize::try_from(limit).map_err(|_| bad("limit"))? })
}

/// Whom the reader may read: the one community asked for, or all of those that facts tell about.
pub(crate) fn audience(scene: &Scene<'_>, one: Option<DaoId>) -> Result<Audience, Refusal> {
    let known = match one {
        Some(dao) => vec![dao],
        None => scene.app.index.daos().map_err(|_| Own::Internal)?,
    };
    let circle = |look: &Look<'_>, dao| Some((dao, circle_of(look, dao)?));
    let daos =
        scene.look(|look, _| known.into_iter().filter_map(|dao| circle(look, dao)).collect());
    Ok(Audience { daos, account: scene.reader })
}

/// A fact as JSON: which it is, and its fields.
pub(crate) fn event_json(scene: &Scene<'_>, row: &EventRow) -> Json {
    let registry = scene.node().registry();
    let spec = registry.events.iter().find(|(name, _)| *name == row.domain).map(|(_, spec)| *spec);
    let value = spec.and_then(|spec| Some((spec, spec.decode(&row.bytes).ok()?)));
    json!({
        "cursor": row.seq.to_string(),
        "height": row.height,
        "index": row.place,
        "domain": row.domain,
        "dao": row.dao.map(|dao| dao.0),
        "by_agent": row.by_agent,
        "event": value.map(|(spec, value)| to_json(spec, &value, scene)),
    })
}
