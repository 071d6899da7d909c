//! One request as its handler sees it: who reads, in which language, and what may be looked up for
//! that reader. Built on a blocking thread, never held over an await.

use aluma_core::kernel::view::{Look, View};
use aluma_core::registry::{circle_of, may_read, sees_words};
use aluma_core::{dao, identity, treasury};
use aluma_index::{Audience, EventRow, Found, Page, Told, ToldRow};
use aluma_node::published::View as Published;
use aluma_node::{Node, ReceiptProof};
use aluma_store::Body;
use aluma_text::Lang;
use aluma_types::json::{BodyText, Lookup, Resolve};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::{AccountId, AssetId, DaoId, DecodeError, Hash32};
use aluma_verify::names::skeleton_hash;
use serde_json::Value as Json;

use crate::app::App;
use crate::fairness::Ask;
use crate::handlers::events::audience;
use crate::income;
use crate::node_views::{IncomeAnswer, IncomeView, ReceiptAnswer};
use crate::problem::{Own, Refusal};
use crate::receipts;

/// Who asks, and through what.
pub struct Scene<'a> {
    /// The server.
    pub(crate) app: &'a App,
    /// In which language to answer.
    pub lang: Lang,
    /// Who proved to be asking; `None` is a stranger.
    pub reader: Option<AccountId>,
    /// The public half of an invitation's secret that they brought.
    pub(crate) invitation: Option<Hash32>,
}

impl Scene<'_> {
    /// The node.
    pub fn node(&self) -> &Node {
        &self.app.node
    }

    /// A view's answer, for whoever reads.
    ///
    /// # Errors
    /// As the view's community lets nobody read, or as the view answers.
    pub fn view<V: View>(&self, view: &V) -> Result<V::Answer, Refusal> {
        let answer = self.look(|look, _| {
            if let Some(dao) = view.dao(look) {
                may_read(look, dao)?;
            }
            view.answer(look)
        });
        Ok(answer?)
    }

    /// The account or community of a handle or number, as whoever reads may know it.
    pub fn find(&self, kind: IdKind, text: &str) -> Option<u64> {
        let found = match text.parse::<u64>() {
            Ok(id) => Some(id),
            Err(_) => Parameters(self).handle(kind, text.strip_prefix('@').unwrap_or(text)),
        };
        found.filter(|id| *id != NOBODYS && self.look(|look, _| !is_hidden(look, kind, *id)))
    }

    /// A text's words; `None` where they were erased or are not here.
    pub fn words(&self, id: &Hash32) -> Option<String> {
        match self.body(id) {
            BodyText::Present(words) => Some(words),
            BodyText::Erased | BodyText::Missing => None,
        }
    }

    /// Texts with all words of a query, newest first, of one community or of all that the reader
    /// may read.
    ///
    /// # Errors
    /// Where the community is not the reader's to read, or the index fails.
    pub fn search(
        &self,
        query: &str,
        dao: Option<DaoId>,
        page: Page,
    ) -> Result<Vec<Found>, Refusal> {
        let audience = self.audience(dao)?;
        Ok(self.app.index.search((query, dao), &audience, page).map_err(|_| Own::Internal)?)
    }

    /// Facts in their order, of one community or of all that the reader may read.
    ///
    /// # Errors
    /// As [`Scene::search`].
    pub fn events(&self, dao: Option<DaoId>, page: Page) -> Result<Vec<EventRow>, Refusal> {
        let audience = self.audience(dao)?;
        Ok(self.app.index.events(dao, &audience, page).map_err(|_| Own::Internal)?)
    }

    /// Facts of a community, newest first, of some domains or of all.
    ///
    /// # Errors
    /// As [`Scene::search`].
    pub fn latest(
        &self,
        dao: DaoId,
        domains: &[&str],
        page: Page,
    ) -> Result<Vec<ToldRow>, Refusal> {
        let audience = self.audience(Some(dao))?;
        let rows = self.app.index.latest((dao, domains), &audience, page);
        Ok(rows.map_err(|_| Own::Internal)?)
    }

    /// Facts of one block that the reader may read.
    ///
    /// # Errors
    /// Where the index fails.
    pub fn events_of(&self, height: u64) -> Result<Vec<EventRow>, Refusal> {
        let audience = self.audience(None)?;
        Ok(self.app.index.events_of(height, &audience).map_err(|_| Own::Internal)?)
    }

    /// What came in for somebody, as far as the reader may see it; their own without an account.
    ///
    /// # Errors
    /// Where there is no such account, or the index fails.
    pub fn income(&self, view: &IncomeView) -> Result<IncomeAnswer, Refusal> {
        income::of(self, view)
    }

    fn audience(&self, dao: Option<DaoId>) -> Result<Audience, Refusal> {
        if let Some(dao) = dao {
            self.look(|look, _| may_read(look, dao))?;
        }
        audience(self, dao)
    }

    /// A view's answer as JSON by its name, as the API gives it.
    ///
    /// # Errors
    /// Where there is no such view, or the reader may not ask it.
    pub fn told(&self, view: &str, pairs: Vec<(String, String)>) -> Result<Json, Refusal> {
        let mut told = crate::handlers::views::answer(self, view, pairs)?;
        Ok(told.get_mut("answer").map(Json::take).unwrap_or_default())
    }

    /// What became of a transaction, as the reader may see it.
    ///
    /// # Errors
    /// Where there is none, or none that is theirs to see.
    pub fn receipt(&self, id: &Hash32) -> Result<ReceiptAnswer, Refusal> {
        receipts::of(self, id)
    }

    /// A transaction's receipt with what shows that it is in its block, for those who may see it.
    ///
    /// # Errors
    /// As [`Scene::receipt`].
    pub fn receipt_proof(&self, id: &Hash32) -> Result<ReceiptProof, Refusal> {
        let seen = self.receipt(id)?;
        let proof = self.node().prove_receipt(seen.height, seen.index);
        Ok(proof.map_err(|_| Own::Internal)?.ok_or(Own::NoSuchTransaction)?)
    }

    /// Looks at the published state as it stands at this moment: where no block was needed for a
    /// while, what only time moves (the age of power, a falling support) has moved all the same.
    /// Keep `part` short, blocks wait for it.
    pub fn look<T>(&self, part: impl FnOnce(&Look<'_>, &Published) -> T) -> T {
        // Asked first: it looks at the published state, too, and a reader never waits inside.
        let now = self.node().now();
        let view = self.node().published().read();
        let header = &view.header;
        let look = Look {
            state: &view.state,
            now: now.max(header.time),
            height: header.height,
            reader: self.reader,
            invited: self
                .invitation
                .and_then(|secret| dao::invited(&view.state, &secret, header.time)),
        };
        part(&look, &view)
    }

    /// Whether the reader is one of those whom a fact is told.
    pub fn may_see(&self, told: &Told) -> bool {
        let mine = told.only.is_none_or(|account| self.reader == Some(account));
        let is_in = |dao| self.look(|look, _| circle_of(look, dao) >= Some(told.circle));
        mine && told.dao.is_none_or(is_in)
    }

    /// A refusal in the reader's words.
    pub fn problem(&self, refusal: &Refusal) -> Json {
        refusal.to_json(self.lang, self)
    }
}

/// Views as whoever reads may ask them, by name.
impl Ask for Scene<'_> {
    type Error = Refusal;

    fn ask(&self, view: &str, parameters: &Json) -> Result<Json, Refusal> {
        let pairs = parameters.as_object().into_iter().flatten();
        let pairs = pairs.map(|(name, value)| {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            (name.clone(), text)
        });
        self.told(view, pairs.collect())
    }
}

/// Words for whoever reads. A body's words are shown to those who were shown its id: the value that
/// holds the id was filtered before.
impl Lookup for Scene<'_> {
    fn body(&self, id: &Hash32) -> BodyText {
        if !self.look(|look, _| sees_words(look, id)) {
            return BodyText::Missing;
        }
        match self.node().body(id) {
            Ok(Body::Present { text, .. }) => match String::from_utf8(text) {
                Ok(text) => BodyText::Present(text),
                Err(_) => BodyText::Missing,
            },
            Ok(Body::Erased { .. }) => BodyText::Erased,
            Ok(Body::Unknown) | Err(_) => BodyText::Missing,
        }
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        self.look(|look, _| {
            let asset = treasury::asset(look.state, id)?;
            let shown = !is_hidden(look, IdKind::AssetId, id.0);
            shown.then(|| (asset.symbol.as_str().to_owned(), asset.decimals))
        })
    }

    fn name(&self, kind: IdKind, id: u64) -> Option<String> {
        let name = self.look(|look, _| match kind {
            IdKind::AccountId => identity::name_of(look.state, AccountId(id)),
            IdKind::DaoId if !is_hidden(look, kind, id) => dao::name_of(look.state, DaoId(id)),
            _ => None,
        });
        self.words(&name?)
    }

    fn catalog(&self) -> &dyn Catalog {
        self.node().registry()
    }
}

/// An id that no sequence reaches.
const NOBODYS: u64 = u64::MAX;

/// Whether a community or an asset is to the reader as if it were not there.
pub(crate) fn is_hidden(look: &Look<'_>, kind: IdKind, id: u64) -> bool {
    match kind {
        IdKind::DaoId => !dao::may_know(look, DaoId(id)),
        IdKind::AssetId => !treasury::knows(look, AssetId(id)),
        _ => false,
    }
}

/// Reads parameters: handles and symbols against the state, no new texts.
pub struct Parameters<'a>(pub &'a Scene<'a>);

impl Resolve for Parameters<'_> {
    fn body(&mut self, _: &str) -> Option<Hash32> {
        None
    }

    fn name(&mut self, _: &str) -> Result<(Hash32, Hash32), DecodeError> {
        Err(DecodeError::BadText)
    }

    /// Symbols are unique in a community only: one that several communities have which the reader
    /// may see is not found.
    fn asset(&mut self, symbol: &str) -> Option<(AssetId, u8)> {
        let daos = self.0.app.index.daos().ok()?;
        self.0.look(|look, _| {
            let open = daos.into_iter().filter(|dao| may_read(look, *dao).is_ok());
            let assets = open.flat_map(|dao| treasury::assets_of(look.state, dao));
            let mut found = assets.filter(|(known, _)| *known == symbol).map(|(_, id)| id);
            let id = found.next().filter(|_| found.next().is_none())?;
            Some((id, treasury::asset(look.state, id)?.decimals))
        })
    }

    fn handle(&mut self, kind: IdKind, handle: &str) -> Option<u64> {
        let skeleton = skeleton_hash(handle);
        self.0.look(|look, _| match kind {
            IdKind::AccountId => identity::by_skeleton(look.state, &skeleton).map(|id| id.0),
            // A closed community's handle leads to the same answer as one that nobody has.
            IdKind::DaoId => {
                let id = dao::by_skeleton(look.state, &skeleton).map_or(NOBODYS, |id| id.0);
                Some(if is_hidden(look, kind, id) { NOBODYS } else { id })
            }
            _ => None,
        })
    }

    fn catalog(&self) -> &dyn Catalog {
        self.0.node().registry()
    }
}
