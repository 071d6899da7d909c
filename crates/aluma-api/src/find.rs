//! Work and communities for whoever looks for some, without an account: of what everybody may read and
//! of nothing else, whoever asks.

use aluma_core::dao::Visibility;
use aluma_core::dao::views::{DaoAnswer, DaosView};
use aluma_core::reputation::views::SkillsView;
use aluma_core::work::views::{BoardRow, BoardView, Column};
use aluma_index::words;
use aluma_types::json::Lookup;
use aluma_types::{DaoId, List, Text, show};

use crate::node_views::{
    FOUND, FindCommunitiesView, FindWorkView, FoundCommunities, FoundCommunity, FoundSkill,
    FoundTask, FoundWork, Language,
};
use crate::problem::{Own, Refusal};
use crate::scene::Scene;

/// Communities that one answer looks at, at most.
const COMMUNITIES: usize = 300;
/// Pages of a board that one answer looks at, at most.
const BOARDS: usize = 400;

/// The language of a text, by its letters: Hebrew where most of them are.
pub fn language(text: &str) -> Language {
    let hebrew = text.chars().filter(|letter| ('\u{5d0}'..='\u{5ea}').contains(letter)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    if hebrew > latin { Language::He } else { Language::En }
}

impl Scene<'_> {
    /// The same question by nobody.
    fn strangers(&self) -> Scene<'_> {
        Scene { app: self.app, lang: self.lang, reader: None, invitation: None }
    }

    /// Open work of open communities.
    ///
    /// # Errors
    /// Where a parameter is none, or names no purpose.
    pub fn find_work(&self, view: &FindWorkView) -> Result<FoundWork, Refusal> {
        let stranger = self.strangers();
        Search::of(&stranger, view)?.run()
    }

    /// Communities that everybody may know of.
    ///
    /// # Errors
    /// Where a parameter is none, or names no purpose.
    pub fn find_communities(
        &self,
        view: &FindCommunitiesView,
    ) -> Result<FoundCommunities, Refusal> {
        let scene = self.strangers();
        let mut found = FoundCommunities { communities: List::default(), next: None };
        let mut ask = DaosView { tag: view.tag.clone(), after: view.after };
        let mut looked_at = 0;
        loop {
            let page = scene.view(&ask)?;
            for dao in page.daos.iter() {
                let text = text_of(&scene, dao);
                let fits = view.language.is_none_or(|wanted| wanted == language(&text));
                let told = view.words.as_ref().is_none_or(|words| has_words(&text, words.as_str()));
                if fits && told {
                    found.communities.push(community(dao, language(&text)));
                }
                if found.communities.len() == FOUND {
                    found.next = Some(dao.dao);
                    return Ok(found);
                }
            }
            looked_at += page.daos.len();
            if page.next.is_none() || looked_at >= COMMUNITIES {
                found.next = page.next;
                return Ok(found);
            }
            ask.after = page.next;
        }
    }
}

/// What a community says of itself.
fn text_of(scene: &Scene<'_>, dao: &DaoAnswer) -> String {
    let words = |id| scene.words(id).unwrap_or_default();
    format!("{} {}", words(&dao.name.id), words(&dao.purpose.id))
}

/// Whether a text has all of some words, in some form of theirs.
fn has_words(text: &str, wanted: &str) -> bool {
    let forms = |text: &str| -> std::collections::BTreeSet<String> {
        words::forms(text).split_whitespace().map(str::to_owned).collect()
    };
    let own = forms(text);
    words::split(wanted).iter().all(|word| !own.is_disjoint(&forms(word)))
}

fn community(dao: &DaoAnswer, language: Language) -> FoundCommunity {
    FoundCommunity {
        dao: dao.dao,
        handle: dao.handle,
        name: dao.name,
        purpose: dao.purpose,
        tags: dao.tags.clone(),
        language,
        members: dao.inside.as_ref().map(|inside| inside.members),
        joining: dao.inside.as_ref().map(|inside| inside.joining),
    }
}

/// A search for work.
struct Search<'a> {
    scene: &'a Scene<'a>,
    view: &'a FindWorkView,
    /// The task after which it goes on, with its community.
    after: Option<(DaoId, u64)>,
    boards: usize,
    found: FoundWork,
}

impl<'a> Search<'a> {
    fn of(scene: &'a Scene<'a>, view: &'a FindWorkView) -> Result<Self, Refusal> {
        let bad = |name| Refusal::at(Own::BadParameter, name);
        let cursor = |text: &str| {
            let (dao, task) = text.split_once('-')?;
            Some((DaoId(dao.parse().ok()?), task.parse().ok()?))
        };
        let after = match &view.after {
            Some(text) => Some(cursor(text.as_str()).ok_or_else(|| bad("after"))?),
            None => None,
        };
        // A sum says nothing without what it is in.
        let is_sum = |text: &str| show::parse_amount(text, 36).is_some();
        if view.least.as_ref().is_some_and(|least| view.asset.is_none() || !is_sum(least.as_str()))
        {
            return Err(bad("least"));
        }
        let found = FoundWork { tasks: List::default(), next: None };
        Ok(Self { scene, view, after, boards: 0, found })
    }

    fn run(mut self) -> Result<FoundWork, Refusal> {
        // The community of the cursor is looked at again, from its task on.
        let before = self.after.and_then(|(dao, _)| dao.0.checked_sub(1)).map(DaoId);
        let mut ask = DaosView { tag: self.view.tag.clone(), after: before };
        loop {
            let page = self.scene.view(&ask)?;
            for dao in page.daos.iter().filter(|dao| dao.visibility == Visibility::Open) {
                if self.in_dao(dao)? {
                    return Ok(self.found);
                }
            }
            let Some(next) = page.next else { return Ok(self.found) };
            ask.after = Some(next);
            self.boards += page.daos.len();
            if self.boards >= BOARDS {
                return self.stop(next, u64::MAX);
            }
        }
    }

    fn stop(mut self, dao: DaoId, task: u64) -> Result<FoundWork, Refusal> {
        self.pause(dao, task)?;
        Ok(self.found)
    }

    /// Remembers where the next answer goes on.
    fn pause(&mut self, dao: DaoId, task: u64) -> Result<(), Refusal> {
        let cursor = Text::new(&format!("{}-{task}", dao.0)).map_err(|_| Own::Internal)?;
        self.found.next = Some(cursor);
        Ok(())
    }

    /// Looks at the board of a community; true where the answer is full.
    fn in_dao(&mut self, dao: &DaoAnswer) -> Result<bool, Refusal> {
        let scene = self.scene;
        let named = self.named(dao.dao)?;
        let skills = match &self.view.skill {
            Some(words) => {
                let fits = |it: &&(u32, String)| has_words(&it.1, words.as_str());
                let found: Vec<_> = named.iter().filter(fits).map(|(skill, _)| *skill).collect();
                if found.is_empty() {
                    return Ok(false);
                }
                Some(found)
            }
            None => None,
        };
        let from = self.after.filter(|(at, _)| *at == dao.dao).map(|(_, task)| task);
        let (column, outside) = (Some(Column::Open), self.view.outside);
        let (domain, skill) = (None, None);
        let mut ask = BoardView { dao: dao.dao, column, domain, skill, outside, after: from };
        loop {
            let page = scene.view(&ask)?;
            for row in page.tasks.iter() {
                let takes = |skill: u32| row.skills.iter().any(|it| it.skill == skill);
                if skills.as_ref().is_none_or(|all| all.iter().any(|skill| takes(*skill)))
                    && self.fits(row)
                {
                    let told = task(scene, dao, row, &named);
                    self.found.tasks.push(told);
                }
                if self.found.tasks.len() == FOUND {
                    self.pause(dao.dao, row.task)?;
                    return Ok(true);
                }
            }
            self.boards += 1;
            let Some(next) = page.next else { return Ok(false) };
            ask.after = Some(next);
            if self.boards >= BOARDS {
                self.pause(dao.dao, next)?;
                return Ok(true);
            }
        }
    }

    /// The skills of a community that have a name.
    fn named(&self, dao: DaoId) -> Result<Vec<(u32, String)>, Refusal> {
        let mut found = Vec::new();
        let mut after = None;
        loop {
            let page = self.scene.view(&SkillsView { dao, after })?;
            let name = |it: &aluma_core::reputation::views::NamedSkill| {
                (it.skill, self.scene.words(&it.name.id).unwrap_or_default())
            };
            found.extend(page.skills.iter().map(name));
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(found),
            }
        }
    }

    fn fits(&self, row: &BoardRow) -> bool {
        let told = self.scene.words(&row.title.id).unwrap_or_default();
        let speaks = self.view.language.is_none_or(|wanted| wanted == language(&told));
        speaks && self.view.asset.as_ref().is_none_or(|symbol| self.pays(row, symbol.as_str()))
    }

    /// Whether it pays so much in that.
    fn pays(&self, row: &BoardRow, symbol: &str) -> bool {
        let Some((own, decimals)) = self.scene.asset(row.reward.asset) else { return false };
        let least = self.view.least.as_ref().map(|least| units(least.as_str(), decimals));
        // What no asset can hold is paid by nobody.
        own == symbol
            && least.is_none_or(|least| least.is_some_and(|least| row.reward.units >= least))
    }
}

/// A sum in base units; what is finer than the asset is a unit more, since less would not be enough.
fn units(sum: &str, decimals: u8) -> Option<u128> {
    if let Some(units) = show::parse_amount(sum, decimals) {
        return Some(units);
    }
    let (whole, part) = sum.split_once('.')?;
    let part = part.get(..usize::from(decimals))?;
    let floor = if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}") };
    show::parse_amount(&floor, decimals)?.checked_add(1)
}

fn task(scene: &Scene<'_>, dao: &DaoAnswer, row: &BoardRow, named: &[(u32, String)]) -> FoundTask {
    let mut skills = List::default();
    for skill in row.skills.iter() {
        let name = named.iter().find(|(number, _)| *number == skill.skill);
        let name = name.and_then(|(_, name)| Text::new(name).ok());
        skills.push(FoundSkill { skill: skill.skill, name });
    }
    FoundTask {
        dao: dao.dao,
        community: dao.name,
        task: row.task,
        title: row.title,
        language: language(&scene.words(&row.title.id).unwrap_or_default()),
        reward: row.reward,
        skills,
        estimate: row.estimate,
        outside: row.outside,
        left: row.left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_that_of_most_letters() {
        for (text, wanted) in [
            ("Mend the roof", Language::En),
            ("לתקן את הגג", Language::He),
            ("לתקן את הגג של Aluma", Language::He),
            ("Translate שלום into English", Language::En),
            ("", Language::En),
        ] {
            assert_eq!(language(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_sum_finer_than_the_asset_is_a_unit_more() {
        for (sum, decimals, wanted) in [
            ("12.5", 2, Some(1_250)),
            ("12.501", 2, Some(1_251)),
            ("0.5", 0, Some(1)),
            ("7", 0, Some(7)),
            ("340282366920938463463374607431768211455", 2, None),
            ("x", 2, None),
        ] {
            assert_eq!(units(sum, decimals), wanted, "{sum}");
        }
    }
}
